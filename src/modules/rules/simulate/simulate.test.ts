/** A reform beside the law: known people, so that every figure is known beforehand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { dayOf } from '../language/day-of.ts'
import { marginsOf } from '../people/margins.ts'
import { pageOf, testFacts } from '../test-law.ts'
import { drawFor, simulate, type Study } from './simulate.ts'

const says = 'holds en "yes" fails en "no"'
const law = `
  parameter grant_amount: money from 2020-01-01: 100
  define years of person: int = age of person.birth_date
  rule child-grant for each person where person.role is 'child' under §1 when person.years is under 18 ${says} pays grant_amount a month
  rule home-grant under §2 when household.rent is at least 0 ${says} pays 1,000 a year pays 5 once`
const study: Study = { pack: { rules: [pageOf(law)], facts: testFacts, holidays: [] }, margins: [], people: 5_000, seed: 11, on: '2026-06-01', knownAt: '2026-06-01' }
const reform = (rules: string) => ({ ...pageOf(rules), path: 'reform.md' })

test('the law alone: who is granted what, and what it costs a year', async () => {
  const { before, after, comparison: { all, by } } = await simulate(study)
  assert.equal(after, undefined)
  const [child, home] = before.services
  assert.ok(child!.granted > 300)
  assert.deepEqual(child, { service: 'child-grant', counted: 'person', granted: child!.granted, unknown: 0, paid: { month: child!.granted * 100 } })
  assert.deepEqual(home!.paid, { year: home!.granted * 1_000, once: home!.granted * 5 })
  assert.equal(before.benefits, child!.granted * 1_200 + home!.granted * 1_000)
  assert.deepEqual([all.gain, all.lose, all.meanChange], [0, 0, 0])
  for (const groups of Object.values(by)) assert.equal(groups.reduce((sum, { households }) => sum + households, 0), all.households)
})

test('a voucher costs no money: what a service gives of it stands apart, and nothing adds it to what it pays', async () => {
  const { before, comparison } = await simulate({ ...study, reform: reform('parameter pass_value: money from 2020-01-01: 70'), pack: { ...study.pack, rules: [pageOf(`${law}
  parameter pass_value: money from 2020-01-01: 7
  rule pass under §3 when household.rent is at least 0 ${says} pays 3 a month pays pass_value as voucher a month pays 9 as voucher once`)] } })
  const [child, home, pass] = before.services
  assert.deepEqual(pass!.paid, { month: pass!.granted * 3, 'month.voucher': pass!.granted * 7, 'once.voucher': pass!.granted * 9 })
  assert.equal(before.benefits, child!.granted * 1_200 + home!.granted * 1_000 + pass!.granted * 36)
  assert.equal(comparison.all.gain, 0)
})

test('a reform takes the place of the text of the same name; the same people gain or lose', async () => {
  const drawn = drawFor(study)
  const more = await simulate({ ...study, reform: reform('parameter grant_amount: money from 2020-01-01: 150') }, undefined, drawn)
  const granted = more.before.services[0]!.granted
  assert.equal(more.after!.services[0]!.granted, granted)
  assert.equal(more.after!.benefits! - more.before.benefits!, granted * 50 * 12)
  assert.ok(more.comparison.all.gain > 0 && more.comparison.all.lose === 0)
  const gained = more.comparison.by.kind.filter(({ gain }) => gain > 0).map(({ key }) => key)
  assert.deepEqual(gained.toSorted(), ['adults-with-children', 'one-adult-with-children'])
  const gone = await simulate({ ...study, reform: reform(`rule home-grant under §2 when household.rent is under 0 ${says} pays 1 a year`) }, undefined, drawn)
  assert.deepEqual([gone.after!.services.find(({ service }) => service === 'home-grant')!.granted, gone.comparison.all.gain], [0, 0])
  assert.notEqual(more.before.edition, more.after!.edition)
})

test('a reform with a mistake is told at its place', async () => {
  await assert.rejects(simulate({ ...study, reform: reform('parameter grant_amount: mony') }), /reform\.md:5:/)
})

test('what follows from a birth is told of those born in the month, whoever else is a child', async () => {
  const pack = loadPack('packs/kr')
  const ofKorea: Study = { pack, margins: marginsOf(pack), people: 30_000, seed: 3, on: '2026-01-01', knownAt: '2026-01-01' }
  const drawn = drawFor(ofKorea)
  const { before: { services }, calibration } = await simulate(ofKorea, undefined, drawn)
  const births = drawn.store.columns.get('newborn.birth_date')!.values
  const [today, monthAgo] = [dayOf('2026-01-01')!, dayOf('2025-12-01')!]
  const [ofMonth, children] = [births.filter((day) => day > monthAgo && day <= today).length, births.length]
  const granted = (service: string) => services.find((one) => one.service === service)!.granted
  assert.ok(ofMonth > 3 && children > 100 * ofMonth)
  assert.deepEqual([granted('birth-report'), granted('first-meeting-voucher')], [ofMonth, ofMonth])
  // A household of two newborns is one.
  assert.ok(granted('maternal-newborn-care') <= ofMonth)
  assert.ok(granted('home-care-allowance') < children / 2, 'two to seven years old')
  assert.ok(calibration.some(({ margin }) => margin === 'births'))
})
