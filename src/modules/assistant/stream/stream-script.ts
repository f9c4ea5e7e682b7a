/**
 * The page of questions, as it answers while it is looked at: a question is sent in the background, its answer's sentences appear as they come, and
 * at the end the page's own parts take their places. What goes wrong is said, what was typed stays, and from then on the forms send themselves.
 */
import { streamType } from './stream-answer.ts'

export const streamSource = `const live = document.querySelector('[data-live]')
const page = live?.parentElement
const field = document.querySelector('textarea[name=message]')
let [busy, plain] = [false, false]

const stays = (part) => part.matches('[data-live], [data-voice]') || part.contains(field) || part.querySelector('textarea[name=message]')

// The new page's parts take the places of the old ones; the field, what listens and what speaks stay as they are.
const show = (markup, address) => {
  const fresh = new DOMParser().parseFromString(markup, 'text/html')
  const parts = [...fresh.querySelector('[data-live]').parentElement.children]
  for (const old of [...page.children]) if (!stays(old)) old.remove()
  let next = page.firstElementChild
  for (const part of parts) {
    if (stays(part)) next = next?.nextElementSibling ?? null
    else page.insertBefore(document.adoptNode(part), next)
  }
  document.title = fresh.title
  history.replaceState(null, '', address)
  field.value = ''
  live.className = 'hidden'
  document.getElementById(address.split('#')[1])?.scrollIntoView({ block: 'nearest' })
  document.dispatchEvent(new Event('answered'))
}

const fail = (words) => {
  plain = true
  const [said, look] = ['p', 'a'].map((name) => document.createElement(name))
  said.textContent = words
  look.href = '/ask'
  look.textContent = live.dataset.look
  live.replaceChildren(said, look)
  field.focus()
}

const take = (line) => {
  if (line.page !== undefined) return show(line.page, line.address)
  if (line.failed !== undefined) return fail(line.failed)
  live.querySelector('[data-looking]')?.remove()
  live.insertAdjacentHTML('beforeend', line.add)
}

const listen = async (response) => {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let [rest, ended] = ['', false]
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    const lines = (rest + value).split('\\n')
    rest = lines.pop()
    for (const line of lines.map((text) => JSON.parse(text))) {
      take(line)
      ended ||= line.add === undefined
    }
  }
  if (!ended) throw new Error('it broke off')
}

if (page && field && window.TextDecoderStream) document.addEventListener('submit', async (event) => {
  const form = event.target
  if (plain || new URL(form.action).pathname !== '/ask') return
  const body = new URLSearchParams(new FormData(form, event.submitter))
  if ((body.get('message') ?? '').trim() === '') return
  event.preventDefault()
  if (busy) return
  busy = true
  live.className = ''
  live.replaceChildren()
  try {
    const response = await fetch('/ask', { method: 'POST', body, headers: { accept: '${streamType}' }, signal: AbortSignal.timeout(30000) })
    if (response.ok && response.headers.get('content-type')?.startsWith('${streamType}')) await listen(response)
    // Refused before it began: the form is told the same on a page of its own.
    else {
      plain = true
      form.requestSubmit(event.submitter)
    }
  } catch {
    fail(live.dataset.failed)
  } finally {
    busy = false
  }
})
`
