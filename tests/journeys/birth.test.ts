/** A family reports a birth once, and everything it is owed by many agencies follows: the whole way, over HTTP, as people press it. */
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Draft, Newborn } from '../../src/modules/cases/apply/draft.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, decideAll, fillBirth, homeAnswers, signIn, signInOfficial, until } from '../support/birth-journey.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

test('a third child: one form, one receipt, decisions of every agency, the child in the register, certificates', async () => {
  const resident = new TextBrowser(house.origin)
  await signIn(resident, 'KR-DEMO-000003')
  const known = await fillBirth(resident, { name: '달온새', birthDate: '2026-11-20', sex: 'F' })
  assert.match(known.text, /놀나래/)
  const owed = await consentAll(resident, known)
  assert.match(owed.text, /First-meeting voucher/)
  assert.match(owed.text, /₩3,000,000 as a voucher once/)
  assert.match(owed.text, /Of the two electricity discounts you get the better one/)
  const check = await resident.submit(owed, owed.path)
  const sent = await resident.submit(check, check.path)
  assert.match(sent.path, /^\/my\/applications\/261124-/)
  const receipt = sent.path.split('/')[3]!.split('?')[0]!

  const agencies = await decideAll(house, receipt)
  assert.ok(agencies.length >= 8, `${agencies.length} agencies decided`)
  const done = await until(() => resident.get(`/my/applications/${receipt}`), ({ text }) => /Everything is decided/.test(text) && /is in the register of births/.test(text) && /A document is ready/.test(text))
  assert.match(done.text, /Approved/)

  const documents = await until(() => resident.get('/my/documents'), ({ text }) => /First-meeting voucher/.test(text))
  assert.match(documents.text, /Birth/)

  const again = await fillBirth(resident, { name: '달온새', birthDate: '2026-11-20', sex: 'F' })
  assert.match(again.text, /is already in the register/)
})

test('the child that was born has its records: the next pass tells both parents of its vaccinations, and at home it is named', async () => {
  const people = await until(async () => (await house.exchange.askPeople({ pass: randomUUID(), purpose: 'remind-due', people: ['KR-DEMO-900001'] })), (asked) => asked[0]?.known.some(({ field, value }) => field === 'mmrDoses' && value === 0) === true)
  const said = Object.fromEntries(people[0]!.known.map(({ field, value }) => [field, value]))
  assert.deepEqual([said['name'], said['birthDate'], said['inSchool'], said['licence'], (said['parents'] as { personId: string }[]).map(({ personId }) => personId)], ['달온새', '2026-11-20', false, 'none', ['KR-DEMO-000003', 'KR-DEMO-000004']])
  await house.passes.run({ size: 500 })
  for (const parent of ['KR-DEMO-000003', 'KR-DEMO-000004']) {
    const browser = new TextBrowser(house.origin)
    await signIn(browser, parent)
    const due = await browser.get('/my/due')
    assert.match(due.text, /hepatitis B.*Until June 19, 2027 for 달온새/s)
    assert.match(due.text, /First vaccination against measles.*Until March 19, 2028 for 달온새/s)
  }
})

test('another resident sees nothing of it', async () => {
  const one = new TextBrowser(house.origin)
  await signIn(one, 'KR-DEMO-000001')
  const started = await fillBirth(one, { name: '솔봄', birthDate: '2026-11-10', sex: 'M' })
  const other = new TextBrowser(house.origin)
  await signIn(other, 'KR-DEMO-000020')
  const visit: Visit = await other.get(started.path)
  assert.equal(visit.status, 404)
})

test('an official of another agency does not see a part', async () => {
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-korail-caseworker')
  const visit = await official.get('/console/parts/019a0000-0000-7000-8000-000000000000')
  assert.equal(visit.status, 404)
})

test('a parent without authority is told so, and what to do', async () => {
  const browser = new TextBrowser(house.origin)
  const person = house.identity.demonstration!.people[7]!.id
  await signIn(browser, person)
  const visit = await fillBirth(browser, { name: '솔새', birthDate: '2026-11-20', sex: 'F' })
  assert.equal(visit.status, 403)
  assert.match(visit.text + visit.html, /parental authority is suspended/)
})

test('the published schema of the form takes every draft that the pages took, and refuses what they refuse', async () => {
  const browser = new TextBrowser(house.origin)
  browser.language = 'vi'
  const schema = JSON.parse((await browser.get('/api/services/child-allowance/form')).html) as Record<string, unknown>
  assert.equal(schema['title'], 'Sinh con')
  const valid = new Ajv2020({ strict: false, formats: { date: true } }).compile(schema)
  const asSaid = ({ newborns, answers }: Pick<Draft, 'newborns' | 'answers'>) => ({ newborn: newborns.map(({ name, birthDate, sex }) => ({ name, birth_date: birthDate, sex })), ...answers })
  await signIn(browser, 'KR-DEMO-000016')
  const child = { name: '늘온새', birthDate: '2026-11-20', sex: 'F' }
  for (const [wrong, home] of [[{ birthDate: '2026-11-25' }, {}], [{ birthDate: '2025-11-23' }, {}], [{ sex: '' }, {}], [{ name: '온새7' }, {}], [{}, { 'household.account': '110-123' }], [{}, { 'household.city_gas': '' }], [{}, {}]] as [Partial<Newborn>, Record<string, string>][]) {
    const taken = (await fillBirth(browser, { ...child, ...wrong }, home)).path.endsWith('/consent')
    const [{ draft }] = await house.rooms.ask<{ draft: Draft }>(`select draft from cases.application where person = 'KR-DEMO-000016'`) as [{ draft: Draft }]
    const said = taken ? draft : { newborns: [{ ...child, ...wrong }], answers: { ...homeAnswers, ...home } }
    assert.equal(valid(asSaid(said)), taken, JSON.stringify([wrong, home, valid.errors]))
  }
  const drafts = await house.rooms.ask<{ draft: Draft }>(`select draft from cases.application where event = 'birth'`)
  assert.ok(drafts.length >= 3)
  for (const { draft } of drafts) assert.equal(valid(asSaid(draft)), draft.done.includes('child') && draft.done.includes('home'))
  assert.equal((await browser.get('/api/services/no-such-service/form')).status, 404)
  assert.ok((await browser.get('/openapi.json')).html.includes('"/api/services/{id}/form"'))
})
