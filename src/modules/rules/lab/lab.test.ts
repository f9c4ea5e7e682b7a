/** The policy lab through its page and the API: one figure moved, one text changed, a mistake, a file. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../../kernel/clock/clock.ts'
import { findMarkupFaults } from '../../../web/find-markup-faults.ts'
import { signInOfficial } from '../../../../tests/support/birth-journey.ts'
import { TextBrowser, type Visit } from '../../../../tests/support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../../../../tests/support/house.ts'
import type { Simulation } from '../simulate/simulate.ts'
import { figuresOfLaw, setFigure } from './figures-of-law.ts'

let house: TestHouse
let browser: TextBrowser
before(async () => {
  house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') })
  browser = new TextBrowser(house.origin)
  await signInOfficial(browser, 'demo-municipality-caseworker')
})
after(() => house.close())

const path = '/console/policy-lab'
const run = async (fields: Record<string, string>): Promise<Visit> => {
  const visit = await browser.submit(await browser.get(path), path, { people: '1000', act: '', ...fields })
  assert.deepEqual(findMarkupFaults(visit.html), [])
  return visit
}
const simulate = async (body: object) => {
  const reply = await fetch(`${house.origin}/api/rules/v1/simulate`, { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': 'en' }, body: JSON.stringify(body) })
  return { status: reply.status, body: await reply.json() as Simulation & { type: string; title: string; errors?: { pointer: string }[] } }
}
const page = (rules: string) => ['```maru', 'law en "Reform" as of 2026-11-01', rules, '```', ''].join('\n')

test('figures of the law can be moved as the law writes them', () => {
  const figures = figuresOfLaw(house.pack, '2026-11-24')
  const allowance = figures.find(({ name }) => name === 'child_allowance')!
  assert.deepEqual([allowance.type, allowance.value], ['money', '100,000'])
  assert.match(setFigure(allowance, '150,000'), /parameter child_allowance: money\n {2}from 1900-01-01: 150,000/)
  assert.ok(figures.every(({ name }) => name !== 'median_income'), 'tables are texts, and no figures')
})

test('an analyst moves a figure and sees cost, who gains, pictures, tables, and how well the people fit', async () => {
  const { html, text } = await run({ figure: 'child_allowance', value: '150,000' })
  assert.match(text, /With the reform/)
  assert.match(text, /1,000 people in \d+ households were drawn/)
  assert.match(text, /How well the people fit what was published/)
  assert.match(text, /Beside official figures.*2026.*2,640,000/)
  assert.match(text, /\d+ households gain, 0 lose/)
  assert.doesNotMatch(html, /<svg(?![^>]*(?:aria-label|aria-hidden))/)
  assert.equal(html.match(/<svg role="img"/g)?.length, 10, 'change and poverty by income, age, region and kind of household, and both on a map')
  const map = /aria-label="Map: mean change[^"]*".*?<\/svg>/s.exec(html)![0]
  assert.equal(map.match(/<rect/g)?.length, 17)
  assert.ok(text.match(/differ from what was published by up to/g)!.length >= 6, 'beside every result')
})

test('the worked example opens with its text and days: the amendment of 2026 against the law before it, beside the official figures', async () => {
  const list = await browser.get(path)
  assert.match(list.text, /Child allowance: the amendment of March 2026.*not checked against the law’s text/)
  const ready = await browser.get(`${path}?reform=child-allowance-2026`)
  assert.match(ready.html, /parameter child_allowance_age/)
  const visit = await browser.submit(ready, path, { act: '' })
  assert.deepEqual(findMarkupFaults(visit.html), [])
  assert.match(visit.text, /[1-9][\d,]* households gain, 0 lose/)
  assert.match(visit.text, /Back-pay for months past Once, for January 2026, February 2026: what the law as known on March 1, 2026 gives for these months, less what was due before\.₩[1-9]\d{1,2},\d{3},\d{3},\d{3}/)
  assert.match(visit.text, /Simulated: recipients are all who are granted it on January 1, 2026/)
  const [, published, before, after] = /Children who receive child allowance, 2026.*?(2,640,000)(\d,\d{3},\d{3})(\d,\d{3},\d{3})/.exec(visit.text)!.map((word) => Number(word.replaceAll(',', '')))
  assert.ok(before! < 0.93 * published! && Math.abs(after! / published! - 1) < 0.06, `${before} → ${after} beside ${published}`)
})

test('the amendment is retroactive, adds by region, and its top-ups end', async () => {
  const { page: { text: reform } } = house.pack.reforms.find(({ id }) => id === 'child-allowance-2026')!
  const study = async (on: string, knownAt: string) => {
    const { body: { comparison } } = await simulate({ people: 10_000, on, knownAt, reform, against: '2026-02-28' })
    const mean = (keys: string[]) => {
      const groups = comparison.by.region.filter(({ key }) => keys.includes(key))
      return groups.reduce((sum, { meanChange, households }) => sum + meanChange * households, 0) / groups.reduce((sum, { households }) => sum + households, 0)
    }
    return { all: comparison.all, capital: mean(['seoul', 'incheon', 'gyeonggi']), south: mean(['busan', 'gyeongnam', 'gyeongbuk', 'jeonnam', 'jeonbuk', 'gangwon', 'chungnam']) }
  }
  assert.equal((await study('2026-02-01', '2026-02-01')).all.gain, 0, 'not known yet')
  const passed = await study('2026-02-01', '2026-03-01')
  assert.ok(passed.all.gain > 0 && passed.all.lose === 0, 'known in March, owed for February')
  const after = await study('2027-01-01', '2027-01-01')
  assert.ok(passed.south - passed.capital > 3_000, `${passed.south} outside, ${passed.capital} in the capital area`)
  assert.ok(after.all.gain > 0)
  assert.ok(Math.abs(after.south - after.capital) < passed.south - passed.capital, 'in 2027 only the age is left')
})

test('the law alone has no winners; a mistake of the reform is told at its place', async () => {
  assert.doesNotMatch((await run({})).text, /Who gains and who loses/)
  assert.match((await run({ reform: page('parameter child_allowance: mony') })).text, /The reform has a mistake.*reform\.md:3:/)
})

test('the tables come as a file', async () => {
  const visit = await browser.submit(await browser.get(path), path, { people: '1000', figure: 'child_allowance', value: '150,000', act: 'csv' })
  assert.match(visit.html, /^table,group,figure,before,after\r\n/)
  assert.match(visit.html, /\r\nservice,child-allowance,paid a month,\d+,\d+\r\n/)
})

test('a program asks the same: the same seed, the same people, in the shape of the contract', async () => {
  const [{ status, body }, again] = [await simulate({ people: 1_000, reform: page('parameter child_allowance: money from 1900-01-01: 200,000') }), await simulate({ people: 1_000 })]
  assert.equal(status, 200)
  assert.deepEqual(again.body.before, body.before)
  assert.equal(again.body.after, undefined)
  assert.ok(body.after!.benefits! > body.before.benefits!)
  assert.ok(body.comparison.all.gain > 0)
  assert.equal(body.on, '2026-11-24')
})

test('what is refused: too many people, a day that is none, a reform with a mistake', async () => {
  assert.equal((await simulate({ people: 10_000_000 })).status, 400)
  assert.equal((await simulate({ people: 1_000, on: '2500-01-01' })).body.errors?.[0]?.pointer, '/on')
  const { status, body } = await simulate({ people: 1_000, reform: page('rule Child') })
  assert.equal(status, 422)
  assert.match(body.title, /reform\.md:3:/)
})

test('a resident does not enter the lab', async () => {
  assert.doesNotMatch((await new TextBrowser(house.origin).get(path)).html, /name="reform"/)
})

// Last: it uses up what an address is given for a minute.
test('strangers leave room for the office, and are asked to wait when they ask too often', async () => {
  const flood = await Promise.all(Array.from({ length: 16 }, () => fetch(`${house.origin}/api/rules/v1/simulate`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"people":20000}' })))
  const statuses = flood.map(({ status }) => status)
  assert.ok(statuses.includes(429), statuses.join(' '))
  assert.ok(statuses.filter((status) => status === 200).length <= 2, statuses.join(' '))
  for (const { status, headers } of flood) if (status !== 200) assert.ok(Number(headers.get('retry-after')) > 0, String(status))
  assert.match((await run({})).text, /What it costs|a year/)
})
