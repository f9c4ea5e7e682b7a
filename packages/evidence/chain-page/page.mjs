/** The page that checks an access log by itself, from the disk: no server, no network. Its words stand in it as JSON. */
import { sha256 } from '@noble/hashes/sha2.js'
import { verifyChain } from '../verify-chain.mjs'

const { words, names, language } = JSON.parse(document.getElementById('words').textContent)
const result = document.getElementById('result')
const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' })
const nameOf = (kind, id) => names[kind][id] ?? id

document.getElementById('file').addEventListener('change', async ({ target }) => {
  const [chosen] = target.files
  if (!chosen) return
  result.replaceChildren(line('p', words.working))
  try {
    const file = JSON.parse(await chosen.text())
    const began = performance.now()
    const found = await verifyChain(file, sha256)
    show(file, found, performance.now() - began)
  } catch (cause) {
    const told = words[`unsound.${cause.code}`] ?? words['unsound.not-a-chain']
    result.replaceChildren(verdict('bad', words.unsound), line('p', told.replace('{at}', String(cause.at ?? ''))))
  }
})

function show(file, { looks, size, witnesses, wholeUntil, wholeLength, ended, endedBefore }, milliseconds) {
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  result.replaceChildren(
    verdict('good', words.sound),
    line('p', fill(words.count, { looks: looks.toLocaleString(language), size: size.toLocaleString(language) })),
    ...(endedBefore === null ? [] : [line('p', fill(words.ended, { at: when.format(new Date(endedBefore)), looks: ended.toLocaleString(language) }))]),
    line('p', wholeUntil === null ? words.open : fill(words.whole, { at: when.format(new Date(wholeUntil)), looks: wholeLength.toLocaleString(language) })),
    line('p', witnesses.length === 0 ? words.unwitnessed : fill(words.witnessed, { names: witnesses.map(({ name, at }) => `${name} (${when.format(new Date(at))})`).join(', ') })),
    line('p', fill(words.time, { seconds: (milliseconds / 1_000).toLocaleString(language, { maximumFractionDigits: 2 }) }), 'hint'),
    tableOf(file.looks),
  )
  document.documentElement.dataset.milliseconds = String(Math.round(milliseconds))
}

/** Newest first; so many as a reader can look through, the rest stand in the file. */
const shown = 500

function tableOf(looks) {
  const table = document.createElement('table')
  table.append(line('caption', words.table))
  const head = table.createTHead().insertRow()
  for (const column of ['when', 'who', 'why', 'fields']) head.append(Object.assign(line('th', words[column]), { scope: 'col' }))
  const body = table.createTBody()
  for (const { look } of looks.slice(-shown).toReversed()) {
    const { at, recipient, purpose, register, fields } = JSON.parse(look)
    const row = body.insertRow()
    const cells = [when.format(new Date(at)), nameOf('agencies', recipient), nameOf('purposes', purpose), fields.map((field) => nameOf('fields', `${register}.${field}`)).join(', ')]
    for (const cell of cells) row.append(line('td', cell))
  }
  return table
}

function verdict(kind, words) {
  const element = line('p', words, `verdict ${kind}`)
  element.tabIndex = -1
  queueMicrotask(() => { element.focus() })
  return element
}

function line(tag, words, kind) {
  const element = document.createElement(tag)
  element.textContent = words
  if (kind) element.className = kind
  return element
}
