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

/** Whom somebody with a child at school tells who moves into a leased home with gas. */
const toldOfMove = ['municipality', 'kepco', 'city-gas', 'waterworks', 'post', 'telecom', 'kbs', 'fss', 'nhis', 'education-office', 'molit']

/** What the law does by itself. */
const followed = (text: string) => /What follows by law, without an application(.*?)(?:Letters|What the law gives you time for|What happened|$)/s.exec(text)?.[1] ?? ''

const agenciesOf = async (receipt: string) => (await house.rooms.ask<{ agency: string }>(
  'select distinct agency from cases.part join cases.application a on a.id = application_id where receipt = $1 order by 1', [receipt])).map(({ agency }) => agency)

test('a family that has moved: the address goes into the register, and to everybody who needs it', async () => {
  const today = () => Temporal.Now.plainDateISO().toLocaleString('en-US', { dateStyle: 'long' })
  const days = [today()]
  const browser = await as('틈마루')
  house.change('vehicles', house.identity.demonstration!.people.find(({ name }) => name === '틈마루')!.id, (held) => ({ ...held, registeredVehicles: [{ id: 'VIN-DEMO-1', name: '12늘 3456', inspectionValidUntil: '2027-05-01' }] }))
  const sent = await applyFor(browser, 'moving', move)
  assertFewQuestions(sent)
  const agencies = await agenciesOf(sent.receipt)
  assert.deepEqual(agencies, toldOfMove.toSorted())
  assert.match(followed(sent.visit.text), /New address of the vehicle.*With the approval of: Report of the new address.*Your address with the police.*civil defence/s)
  assert.deepEqual([...await decideAll(house, sent.receipt)].sort(), agencies)
  const done = await until(() => browser.get(`/my/applications/${sent.receipt}`), ({ text }) => /Everything is decided/.test(text) && /has written it into the register/.test(text))
  assert.match(followed(done.text), /New address of the vehicle.*Done by law on November 2\d, 2026/s)
  assert.doesNotMatch(followed(done.text), /With the approval of/)
  assert.match(done.text, /rights as a tenant hold against others\s*November 21, 2026/)
  const again = await browser.submit(await browser.get('/life-events/moving'), '/apply', { event: 'moving' })
  assert.match(again.text, /경기도 마루시 하늘로 77, 101동 202호/)
  const held = await browser.submit(await browser.get('/my/data/held'), '/my/data/held')
  const since = /Registered at this address since\s*(\w+ \d+, \d+)/.exec(held.text)?.[1] ?? 'never'
  assert.ok([...days, today()].includes(since), since)
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
  const { receipt, visit } = await applyFor(browser, 'moving', { ...move, 'move.lease': 'no', 'move.school': 'no', 'household.city_gas': 'no' })
  const agencies = await agenciesOf(receipt)
  for (const agency of ['city-gas', 'education-office', 'molit']) assert.ok(!agencies.includes(agency), agency)
  assert.ok(agencies.includes('kepco'))
  assert.doesNotMatch(followed(visit.text), /of the vehicle/, 'owns no car')
  assert.match(followed(visit.text), /civil defence/)
})

test('an address outside every area is refused at its field, in words, and nothing is sent', async () => {
  const browser = await as('람보람')
  await assert.rejects(applyFor(browser, 'moving', { ...move, 'move.address': 'Atlantis, Street of Corals 5' }), /home: 422/)
  const page = await browser.get((await browser.submit(await browser.get('/life-events/moving'), '/apply', { event: 'moving' })).path.replace('/known', '/home'))
  const { 'move.school': _school, ...asked } = move
  const refused = await browser.submit(page, page.path, { ...asked, 'move.address': 'Atlantis, Street of Corals 5' })
  assert.equal(refused.status, 422)
  assert.match(refused.html, /href="#move\.address"/)
  assert.match(refused.html, /value="Atlantis, Street of Corals 5"/, 'what was typed is kept')
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

/** Lets `name` act for whoever is at `browser`. @returns the code */
async function grant(browser: TextBrowser, kind: string, name: string, acts: string[]): Promise<string> {
  const granted = await browser.submit(await browser.get('/my/mandates/new'), '/my/mandates/new', { name, kind, acts, until: '2026-12-20' })
  return /<code>([^<]+)<\/code>/.exec(granted.html)?.[1] ?? assert.fail(granted.text)
}

/** Takes what a code offers, and begins to act. */
async function takeOn(browser: TextBrowser, code: string) {
  const offer = await browser.submit(await browser.get('/my/mandates/accept'), '/my/mandates/accept', { code })
  const mandate = await browser.submit(offer, '/my/mandates/accept/answer', { answer: 'yes' })
  return { path: mandate.path, begun: await browser.submit(mandate, `${mandate.path}/act`) }
}

test('somebody applies for another under a grant: it is the other’s application, and everything about it says who did it', async () => {
  const [owner, helper] = [await as('람보람'), await as('찬누리')]
  const own = await helper.get('/my/applications')
  const { path, begun } = await takeOn(helper, await grant(owner, 'proxy', '찬누리', ['apply', 'applications']))
  assert.match(begun.html, /찬누리, you act for 람보람 as proxy\./)
  assert.match((await helper.get('/services')).html, /you act for 람보람/)
  const { receipt, visit } = await applyFor(helper, 'moving', { ...move, 'move.address': '전북특별자치도 들녘군 타래로 3' })
  assert.match(visit.text, /찬누리 did this in the person’s place/)
  assert.equal((await helper.get('/my/inbox')).status, 403)
  assert.match((await helper.get('/my/passkeys')).text, /You act for 람보람, and nobody does this for another/)

  const left = await helper.submit(await helper.get('/services'), '/my/mandates/leave')
  assert.doesNotMatch(left.html, /you act for/)
  assert.equal((await helper.get('/my/applications')).text, own.text)
  assert.equal((await helper.get(`/my/applications/${receipt}`)).status, 404)

  assert.match((await owner.get(`/my/applications/${receipt}`)).text, /찬누리 did this/)
  assert.match((await owner.get('/my/data')).text, /찬누리\s*in your place/)
  assert.match((await owner.get('/my/data')).text, /찬누리 answered in your place/)
  await until(() => owner.get('/my/inbox'), ({ text }) => /찬누리 acted for you: Apply/.test(text) && /찬누리 may act for you/.test(text))
  for (const side of [owner, helper]) assert.match((await side.get(path)).text, /What was done under it.*Apply, answer and object/)
  const record = JSON.parse(Buffer.from((await owner.get(`/my/applications/${receipt}/record`)).html.split('.')[1]!, 'base64url').toString()) as { onBehalf?: { by: string; mandate: string } }
  assert.deepEqual(record.onBehalf, { by: '찬누리', mandate: path.split('/').at(-1) })

  await helper.submit(await helper.get(path), `${path}/act`)
  await owner.submit(await owner.get(path), `${path}/end`)
  const refused = await helper.get(`/my/applications/${receipt}`)
  assert.equal(refused.status, 403)
  assert.match(refused.text, /You no longer act for this person: they took it back/)
  await until(() => owner.get('/my/inbox'), ({ text }) => /찬누리 no longer acts for you/.test(text))
})

test('what is being sent while the other takes it back is over before they are answered, and nothing is done after', async () => {
  const [owner, helper] = [await as('별하늘'), await as('찬누리')]
  const { path } = await takeOn(helper, await grant(owner, 'proxy', '찬누리', ['apply', 'applications']))
  const mandate = path.split('/').at(-1)
  const counts = async () => (await house.rooms.ask<{ done: number; begun: number }>(
    'select (select count(*)::int from identity.mandate_use where mandate = $1) done, (select count(*)::int from identity.mandate_act where mandate = $1) begun', [mandate]))[0]!
  const form = await helper.get('/life-events/moving')
  let answered = false
  const late: number[] = []
  const senders = Array.from({ length: 4 }, async () => {
    for (;;) {
      const after = answered
      const { status } = await helper.submit(form, '/apply', { event: 'moving' })
      if (after) late.push(status)
      if (status === 403) return
    }
  })
  await until(counts, ({ done }) => done >= 8, 60_000)
  await owner.submit(await owner.get(path), `${path}/end`)
  const standing = await counts()
  answered = true
  await Promise.all(senders)
  assert.equal(standing.begun, 0)
  assert.deepEqual(await counts(), standing)
  assert.ok(late.every((status) => status === 403), String(late))
})

test('one errand is one application, and nothing after it', async () => {
  const [owner, helper] = [await as('별하늘'), await as('놀단비')]
  await takeOn(helper, await grant(owner, 'errand', '놀단비', ['apply', 'applications']))
  await assert.rejects(applyFor(helper, 'moving', move), /\/my\/applications\/[^:]+: 403 What you were asked to do is done/)
  const again = await helper.submit(await helper.get('/life-events/moving'), '/apply', { event: 'moving' })
  assert.equal(again.status, 403)
  const sent = await house.rooms.ask(`select 1 from cases.application where event = 'moving' and status = 'submitted' and person = $1`, [house.identity.demonstration!.people.find(({ name }) => name === '별하늘')!.id])
  assert.equal(sent.length, 1)
})

test('a parent sees a small child’s data; what is a third person’s does not exist, and a form of before the switch is not sent', async () => {
  const parent = await as('틈마루')
  const found = await parent.submit(await parent.get('/my/mandates'), '/my/mandates/register')
  const path = /href="(\/my\/mandates\/[0-9a-f-]{36})"[^>]*>틈나래/.exec(found.html)?.[1] ?? assert.fail(found.text)
  const [{ id: strange, receipt } = assert.fail('nobody else has applied')] = await house.rooms.ask<{ id: string; receipt: string }>(
    `select id, receipt from cases.application where receipt is not null and person <> $1 limit 1`, [house.identity.demonstration!.people.find(({ name }) => name === '틈마루')!.id])
  const before = await parent.get('/my/mandates')
  await parent.submit(await parent.get(path), `${path}/act`)
  const held = await parent.submit(await parent.get('/my/data/held'), '/my/data/held')
  assert.match(held.text, /틈나래/)
  assert.match((await parent.get('/my/data')).text, /틈마루\s*in your place/)
  for (const [address, status] of [[`/my/applications/${receipt}`, 404], [`/apply/${strange}/known`, 404], [`/my/data/looks/${strange}`, 404], [path, 403], ['/my/mandates', 403], ['/my/wallet', 403], ['/my/agents', 403]] as const) {
    assert.equal((await parent.get(address)).status, status, address)
  }
  assert.equal((await parent.submit(before, '/my/mandates/register')).status, 403)
  const session = JSON.parse((await parent.get('/api/session')).html) as { kind: string; actingFor: string }
  assert.deepEqual([session.kind, session.actingFor], ['representative', '틈나래'])
})
