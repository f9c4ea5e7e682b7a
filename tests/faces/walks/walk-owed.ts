/** What am I owed: nothing said yet, said wrongly, on the way, settled; and the author's desk, where the same rules are tried. */
import assert from 'node:assert/strict'
import { formsOf, type TextBrowser, type Visit } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'

export async function walkOwed(walk: Walk) {
  const { cast } = walk
  const asking = await walk.resident(cast.newcomer)
  const fieldsOf = ({ html }: Visit) => Object.fromEntries(Object.entries(formsOf(html).find(({ action }) => action === '/owed')?.fields ?? {}).filter(([name]) => /^[fn]\./.test(name)))
  const openIn = (visit: Visit) => Object.keys(fieldsOf(visit)).filter((name) => !visit.html.includes(`type="hidden" name="${name}"`))
  await walk.see('owed: nothing said', asking, '/owed')
  await walk.send('owed: answered by the registers', asking, '/owed', { registers: 'ask' })
  if (cast.minor !== undefined) await walk.send('owed: by somebody under age', await walk.resident(cast.minor), '/owed', { registers: 'ask' })
  let visit = await asking.get('/owed')
  await walk.send('owed: wrong', asking, '/owed', Object.fromEntries(openIn(visit).map((name) => [name, 'two'])))
  for (let round = 1; openIn(visit).length > 0 && round < 15; round += 1) {
    const answers = Object.fromEntries(openIn(visit).map((name) => [name, cast.owed[name] ?? '']))
    visit = await asking.submit(visit, '/owed', answers)
    await walk.send(`owed: answered, ${round}`, asking, '/owed', fieldsOf(visit))
  }

  await walkRules(walk, asking)

  const author = await walk.official(`demo-${cast.asks}-caseworker`)
  await walk.see('rules: pages', author, '/console/rules')
  const path = `/console/rules/${cast.law}`
  await walk.see('rules: a page', author, path)
  const text = formsOf((await author.get(path)).html).find(({ action }) => action === path)?.fields['text'] ?? ''
  const tried = { text, on: '2026-11-24', facts: '' }
  await walk.send('rules: tried', author, path, { ...tried, facts: '{"household": {"size": 3}, "newborn": [{"birth_date": "2026-11-20"}]}' })
  await walk.send('rules: with mistakes', author, path, { ...tried, text: `${String(text)}\n\`\`\`maru\nrule\n\`\`\`\n`, facts: '{' })
  await walk.send('rules: facts that are none', author, path, { ...tried, facts: '{"household": {"size": "many"}}' })
  await walk.send('rules: laid out', author, path, { ...tried, act: 'format' })

  const lab = '/console/policy-lab'
  await walk.see('lab', author, lab)
  const figure = /<option[^>]* value="([a-z_]+)"/.exec((await author.get(lab)).html)?.[1] ?? assert.fail('no figure of the law')
  for (const { id, page, knownAt = '', against = '', on } of walk.house.pack.reforms) {
    await walk.see(`lab: ready, ${id}`, author, `${lab}?reform=${id}`)
    await walk.send(`lab: run, ${id}`, author, lab, { people: '1000', on, knownAt, against, figure: '', value: '', reform: page.text })
  }
  const reform = { people: '1000', on: '2026-11-24', figure, value: '1', reform: '' }
  await walk.send('lab: a figure changed', author, lab, reform)
  await walk.send('lab: a text with mistakes', author, lab, { ...reform, reform: '```maru\nrule\n```\n' })
}

/** Rules for readers: all of them, the one of most parts, one without an amount, and one that gives way to another where there is one. */
async function walkRules(walk: Walk, visitor: TextBrowser) {
  await walk.see('rules for readers', visitor, '/rules')
  const rules = (await visitor.get('/rules')).html.matchAll(/href="(\/rules\/[a-z0-9-]+)"/g)
  const pages = await Promise.all([...rules].map(async ([, path]) => ({ path: path!, html: (await visitor.get(path!)).html })))
  const most = pages.toSorted((a, b) => b.html.length - a.html.length)[0] ?? assert.fail('no rule to read')
  await walk.see('rule of most parts', visitor, most.path)
  for (const [state, kind] of [['rule without an amount', 'rule-amount'], ['rule beside a rival', 'rule-choice']] as const) {
    const found = pages.find(({ html }) => html.includes(`rule-box ${kind}`) === (kind === 'rule-choice'))
    if (found) await walk.see(state, visitor, found.path)
  }
  await walk.see('no such rule', visitor, '/rules/nothing', 404)
}
