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
  assert.equal(html.match(/<svg role="img"/g)?.length, 4, 'by income, age, region and kind of household')
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
