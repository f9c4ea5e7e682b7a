/** Moving, losing a job, turning 65, expecting a child: one application each, from the pack's files alone; what a register knows is asked by nobody, and nothing twice. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { decideAll, signIn, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { applyFor, type Sent } from '../support/event-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

async function as(name: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, house.identity.demonstration!.people.find((person) => person.name === name)!.id)
  return browser
}

const account = { 'household.account': '마루은행 110-123-456789' }
const move = { 'move.address': '경기도 마루시 하늘로 77, 101동 202호', 'move.date': '2026-11-20', 'move.lease': 'yes', 'move.school': 'yes', 'household.city_gas': 'yes', ...account }

/** Nothing that a register could answer, and nothing twice; no paper at all. */
function assertFewQuestions({ asked, uploads }: Sent) {
  assert.equal(uploads, 0)
  assert.equal(new Set(asked).size, asked.length)
  for (const name of asked) assert.equal(house.pack.facts.find(({ fact }) => fact === name)?.from, undefined, name)
}

const agenciesOf = async (receipt: string) => (await house.rooms.ask<{ agency: string }>(
  'select distinct agency from cases.part join cases.application a on a.id = application_id where receipt = $1 order by 1', [receipt])).map(({ agency }) => agency)

test('a family that has moved: the address goes into the register, and to everybody who needs it', async () => {
  const browser = await as('틈마루')
  const sent = await applyFor(browser, 'moving', move)
  assertFewQuestions(sent)
  const agencies = await agenciesOf(sent.receipt)
  for (const agency of ['municipality', 'kepco', 'city-gas', 'waterworks', 'post', 'nhis', 'education-office', 'molit']) assert.ok(agencies.includes(agency), agency)
  assert.deepEqual([...await decideAll(house, sent.receipt)].sort(), agencies)
  const done = await until(() => browser.get(`/my/applications/${sent.receipt}`), ({ text }) => /Everything is decided/.test(text) && /has written it into the register/.test(text))
  assert.match(done.text, /rights as a tenant hold against others\s*November 21, 2026/)
  const again = await browser.submit(await browser.get('/life-events/moving'), '/apply', { event: 'moving' })
  assert.match(again.text, /경기도 마루시 하늘로 77, 101동 202호/)
})

test('the change is written once, however often the job runs', async () => {
  const [line] = await house.rooms.ask<{ id: string }>(`select id from cases.line where service = 'move-in-report' and status = 'approved' limit 1`)
  const count = async () => (await house.rooms.ask<{ count: number }>(`select count(*)::int as count from cases.happening where kind = 'record-changed'`))[0]!.count
  const before = await count()
  for (let times = 0; times < 2; times += 1) await house.rooms.ask(`select graphile_worker.add_job('cases.write-record', json_build_object('line', $1::text))`, [line!.id])
  await until(() => house.rooms.ask(`select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'cases.write-record'`), (left) => left.length === 0)
  assert.equal(await count(), before)
})

test('what depends on an answer is left out with another: no gas, no school, no lease', async () => {
  const browser = await as('놀단비')
  const { receipt } = await applyFor(browser, 'moving', { ...move, 'move.lease': 'no', 'move.school': 'no', 'household.city_gas': 'no' })
  const agencies = await agenciesOf(receipt)
  for (const agency of ['city-gas', 'education-office', 'molit']) assert.ok(!agencies.includes(agency), agency)
  assert.ok(agencies.includes('kepco'))
})

test('an address outside every area is refused at its field, in words, and nothing is sent', async () => {
  const browser = await as('람보람')
  await assert.rejects(applyFor(browser, 'moving', { ...move, 'move.address': 'Atlantis, Street of Corals 5' }), /home does not lead on/)
  const page = await browser.get((await browser.submit(await browser.get('/life-events/moving'), '/apply', { event: 'moving' })).path.replace('/known', '/home'))
  const refused = await browser.submit(page, page.path, { ...move, 'move.address': 'Atlantis, Street of Corals 5' })
  assert.match(refused.html, /href="#move\.address"/)
  assert.equal((await house.rooms.ask(`select 1 from cases.application where event = 'moving' and status <> 'draft' and draft::text like '%Atlantis%'`)).length, 0)
})

test('a father who has lost his job: benefit, pension, insurance and what the means tests find, with the year that the law gives', async () => {
  const browser = await as('틈마루')
  const sent = await applyFor(browser, 'job-loss', account)
  assertFewQuestions(sent)
  const agencies = await agenciesOf(sent.receipt)
  for (const agency of ['moel', 'nps', 'nhis']) assert.ok(agencies.includes(agency), agency)
  assert.match(sent.visit.text, /Unemployment benefit is paid up to this day\s*September 30, 2027/)
  assert.deepEqual([...await decideAll(house, sent.receipt)].sort(), agencies)
  await until(() => browser.get(`/my/applications/${sent.receipt}`), ({ text }) => /Everything is decided/.test(text))
})

test('a woman who turns 65: what is due to her, without a question but where the money goes', async () => {
  const browser = await as('찬보람')
  const sent = await applyFor(browser, 'turning-65', account)
  assertFewQuestions(sent)
  assert.deepEqual(sent.asked, ['household.account'])
  const agencies = await agenciesOf(sent.receipt)
  for (const agency of ['nps', 'korail', 'health-centre']) assert.ok(agencies.includes(agency), agency)
  assert.match(sent.visit.text, /First day on which the basic pension can be applied for\s*November 20, 2026/)
  assert.deepEqual([...await decideAll(house, sent.receipt)].sort(), agencies)
  await until(() => browser.get(`/my/applications/${sent.receipt}`), ({ text }) => /Everything is decided/.test(text))
})

test('a young woman who expects a child: all of it without a question, and the due date sets the days that follow', async () => {
  const browser = await as('햇가람')
  const sent = await applyFor(browser, 'pregnancy')
  assertFewQuestions(sent)
  assert.deepEqual(sent.asked, [])
  const agencies = await agenciesOf(sent.receipt)
  assert.deepEqual(agencies, ['health-centre', 'korail', 'municipality', 'nhis', 'sr', 'ssis'])
  for (const said of [/First day on which care at home can be applied for\s*December 31, 2026/, /Last day to apply for care at home\s*April 12, 2027/, /Last day on which the voucher can be used\s*February 9, 2029/]) assert.match(sent.visit.text, said)
  const services = await house.rooms.ask<{ service: string }>(`select service from cases.line join cases.application a on a.id = application_id where receipt = $1`, [sent.receipt])
  for (const service of ['pregnancy-voucher', 'young-mother-voucher', 'expected-newborn-care', 'energy-voucher', 'maternity-handbook']) assert.ok(services.some((line) => line.service === service), service)
  assert.deepEqual([...await decideAll(house, sent.receipt)].sort(), agencies)
  await until(() => browser.get(`/my/applications/${sent.receipt}`), ({ text }) => /Everything is decided/.test(text))
  assert.match((await browser.get('/my/calendar')).text, /April 12, 2027/)
})

test('who expects no child is owed nothing of it, and nothing is sent', async () => {
  const browser = await as('틈마루')
  await assert.rejects(applyFor(browser, 'pregnancy'), /cases\.nothing-to-send/)
  assert.equal((await house.rooms.ask(`select 1 from cases.application where event = 'pregnancy' and status <> 'draft'`)).length, 1)
})

test('every event that is open asks for nothing that a register holds', () => {
  for (const event of house.pack.lifeEvents.filter(({ open }) => open)) {
    const facts = event.steps.flatMap(({ questions }) => questions.map(({ fact }) => fact))
    assert.equal(new Set(facts).size, facts.length, event.id)
    for (const name of facts) assert.equal(house.pack.facts.find(({ fact }) => fact === name)?.from, undefined, `${event.id}: ${name}`)
  }
})
