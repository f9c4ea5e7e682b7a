/** A tax from what is due to paid: one tap, the register's own amount asked once more before anything is sent, a transfer, and the register hears of it and of what never came. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, signIn, signInOfficial, until as soon } from '../support/birth-journey.ts'
import { formsOf, TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { goOn } from '../support/event-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

const [mother, father, other] = ['KR-DEMO-000003', 'KR-DEMO-000004', 'KR-DEMO-000013']
const office = 'municipality'

/** Behind the letters of a whole night. */
const until: typeof soon = (look, fits) => soon(look, fits, 40_000)

let house: TestHouse
before(async () => {
  house = await openHouse({ clock: fixedClock('2026-12-18T01:00:00Z', 'Asia/Seoul') })
  for (const [person, vehicleTax] of [[mother, 182_400], [father, 91_000], [other, 0]] as const) house.change('local-tax', person, (held) => ({ ...held, vehicleTax, vehicleTaxAsOf: '2026-12-01', vehicleTaxPaid: null }))
  await house.passes.run({ size: 500 })
})
after(() => house.close())

async function as(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

async function clerk() {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, `demo-${office}-payments`)
  return browser
}

const held = (person: string) => {
  let found: Record<string, unknown> = {}
  house.change('local-tax', person, (answers) => { found = answers; return answers })
  return found
}

async function press(browser: TextBrowser): Promise<Visit> {
  const page = await browser.get('/my/due')
  const form = formsOf(page.html).find(({ action, fields }) => action === '/apply' && fields['event'] === 'vehicle-tax')
  assert.ok(form, page.text)
  return browser.post('/apply', Object.fromEntries(Object.entries(form.fields).filter((field): field is [string, string] => typeof field[1] === 'string')))
}

/** To the last page, which is not sent. */
async function toCheck(browser: TextBrowser, from: Visit): Promise<Visit> {
  let visit = from
  for (let turns = 0; turns < 6 && !visit.path.endsWith('/check'); turns += 1) visit = visit.path.endsWith('/consent') ? await consentAll(browser, visit) : await browser.submit(visit, visit.path)
  return visit
}

const isDue = async (browser: TextBrowser) => /Pay the vehicle tax/.test((await browser.get('/my/due')).text)

const bank = async (method: string, path: string, body?: object) => {
  const { url, token, accounts } = house.registers.bank
  const answer = await fetch(`${url}${path.replace(':account', accounts[office]!)}`, { method, headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
  assert.ok(answer.ok, await answer.text())
}

async function readBank() {
  const browser = await clerk()
  await browser.submit(await browser.get('/console/payments/reconciliation'), '/console/payments/reconciliation')
}

/** What the person reads: whereto, with which reference. */
async function askedFor(browser: TextBrowser, amount: RegExp) {
  const page = await until(() => browser.get('/my/payments'), ({ text }) => amount.test(text))
  return { page, reference: /Reference: ([0-9a-f-]{36})/.exec(page.text)?.[1] ?? assert.fail(page.text) }
}

test('one tap: filled in with what the register holds, asked for at once by nobody’s decision, paid by a transfer; the register takes it off and the duty is gone', async () => {
  const browser = await as(mother)
  assert.ok(await isDue(browser))
  const known = await press(browser)
  assert.match(known.text, /Vehicle tax not paid yet\s*₩182,400/)
  const check = await toCheck(browser, known)
  assert.match(check.text, /Paying the vehicle tax\s*₩182,400, as Register of local taxes said on/)
  const { receipt, asked } = await goOn(browser, check)
  assert.deepEqual(asked, [])
  const { page, reference } = await askedFor(browser, /182,400/)
  assert.match(page.text, new RegExp(`Transfer to ${house.registers.bank.accounts[office]} `))
  const application = await until(() => browser.get(`/my/applications/${receipt}`), ({ text }) => /asks for a payment/.test(text))
  const [letter] = /\/my\/applications\/[^"]+\/letters\/[^"]+/.exec(application.html) ?? assert.fail('no letter')
  assert.match((await browser.get(letter)).text, /Vehicle tax of December 1, 2026: ₩182,400/)
  assert.deepEqual(await house.rooms.ask(`select distinct actor from kernel.audit where act = 'decide' and actor = 'system'`), [{ actor: 'system' }])
  assert.ok(await isDue(browser), 'until it is paid')
  assert.equal(held(mother)['vehicleTax'], 182_400)

  const toDo = await browser.get('/my')
  assert.match(toDo.text, /To do.*Pay ₩182,400: Paying the vehicle tax/s)
  assert.match(toDo.html, /href="\/my\/due"/)

  // Pressed again it leads to what is asked already, and asks for nothing else.
  assert.equal((await press(browser)).path, `/my/applications/${receipt}`)

  await bank('POST', '/accounts/:account/credits', { amount: 182_400, text: reference })
  await readBank()
  await until(() => isDue(browser), (due) => !due)
  assert.doesNotMatch((await browser.get('/my')).text, /Pay ₩/)
  assert.deepEqual([held(mother)['vehicleTax'], held(mother)['vehicleTaxPaid']], [0, 182_400])
  assert.match((await browser.get(`/my/applications/${receipt}`)).text, /has received the payment.*has written it into the register/s)
  await house.passes.run({ size: 500 })
  assert.equal(await isDue(browser), false, 'the register was asked again')
  assert.equal((await house.rooms.ask('select 1 from cases.happening where kind = $1', ['record-changed'])).length, 1)
})

test('asked once more before it is sent: another amount is shown first, a silent register sends nothing, and what was looked at is sent', async () => {
  const browser = await as(father)
  const check = await toCheck(browser, await press(browser))
  assert.match(check.text, /₩91,000, as/)
  house.change('local-tax', father, (answers) => ({ ...answers, vehicleTax: 93_730 }))
  const changed = await browser.submit(check, check.path)
  assert.deepEqual([changed.status, /The amount has changed.*₩93,730, as/s.test(changed.text), /91,000/.test(changed.text)], [409, true, false], changed.text)
  assert.deepEqual(await house.rooms.ask(`select 1 from payments.obligation where person = $1`, [father]), [])
  const faults = (mode: string) => fetch(`${house.registers.addresses['local-tax']!.url}/faults`, { method: 'PUT', headers: { authorization: `Bearer ${house.registers.addresses['local-tax']!.token}`, 'content-type': 'application/json' }, body: JSON.stringify({ mode }) })
  await faults('down')
  const silent = await browser.submit(changed, changed.path)
  await faults('none')
  assert.deepEqual([silent.status, /The register does not answer/.test(silent.text)], [503, true], silent.text)
  // Twice at once: one application, one fee.
  const [one, two] = await Promise.all([browser.submit(silent, silent.path), browser.submit(silent, silent.path)])
  assert.equal(one.path.split('?')[0], two.path.split('?')[0])
  await askedFor(browser, /93,730/)
  assert.deepEqual(await house.rooms.ask(`select amount::int from payments.obligation where person = $1`, [father]), [{ amount: 93_730 }])
})

test('announced by the bank and never come: the register owes it again, the person is told, and paying once more is heard once', async () => {
  const browser = await as(father)
  const { reference } = await askedFor(browser, /93,730/)
  await bank('PUT', '/faults', { mode: 'none', today: '2026-12-18' })
  await bank('POST', '/accounts/:account/credits', { amount: 93_730, text: reference, held: true })
  await readBank()
  await until(async () => held(father)['vehicleTax'], (tax) => tax === 0)
  await until(() => isDue(browser), (due) => !due)
  await bank('PUT', '/faults', { mode: 'none', today: '2026-12-19' })
  await bank('POST', '/accounts/:account/credits', { amount: 1, text: 'something else' })
  await readBank()
  const desk = await clerk()
  const payment = `/console/payments/${reference}`
  const page = await desk.get(payment)
  assert.match(page.text, /The money never came/)
  await desk.submit(page, `${payment}/never-came`, { reason: 'The bank says it never booked it' })
  await until(async () => held(father)['vehicleTax'], (tax) => tax === 93_730)
  await until(() => browser.get('/my/inbox'), ({ text }) => /never came/.test(text))
  assert.match((await browser.get('/my/payments')).text, /93,730.*asked|asked.*93,730/s)
  await house.passes.run({ size: 500 })
  assert.ok(await isDue(browser), 'it is due again')
  await bank('POST', '/accounts/:account/credits', { amount: 93_730, text: reference })
  await readBank()
  await until(async () => held(father)['vehicleTax'], (tax) => tax === 0)
  await until(() => isDue(browser), (due) => !due)
})

test('who owes nothing has nothing to send; a fee that the clerk takes back is told, and what the register still holds can be asked for anew', async () => {
  const nobody = await as(other)
  const start = await nobody.submit(await nobody.get('/life-events/vehicle-tax'), '/apply', { event: 'vehicle-tax' })
  const end = await toCheck(nobody, start)
  const sent = end.path.endsWith('/check') ? await nobody.submit(end, end.path) : end
  assert.equal(sent.status, 409, sent.text)

  house.change('local-tax', mother, (answers) => ({ ...answers, vehicleTax: 50_000, vehicleTaxAsOf: '2026-12-01' }))
  await house.passes.run({ size: 500 })
  const browser = await as(mother)
  const { receipt } = await goOn(browser, await press(browser))
  const [{ id } = { id: '' }] = await until(() => house.rooms.ask<{ id: string }>('select id from payments.obligation where receipt = $1', [receipt]), (rows) => rows.length === 1)
  const desk = await clerk()
  await desk.submit(await desk.get(`/console/payments/${id}`), `/console/payments/${id}/reverse`, { reason: 'Assessed twice' })
  await until(() => browser.get(`/my/applications/${receipt}`), ({ text }) => /no longer asks for it/.test(text))
  assert.match((await press(browser)).path, /^\/apply\//)
})

test('what lies unpaid for long is asked anew only where the register says something else, and then in the place of what was asked', async () => {
  const browser = await as(other)
  house.change('local-tax', other, (answers) => ({ ...answers, vehicleTax: 70_000, vehicleTaxAsOf: '2026-06-01' }))
  const start = async () => browser.submit(await browser.get('/life-events/vehicle-tax'), '/apply', { event: 'vehicle-tax' })
  await house.rooms.ask(`delete from cases.application where person = $1 and status = 'draft'`, [other])
  const first = await goOn(browser, await start())
  await askedFor(browser, /70,000/)
  assert.equal((await start()).path, `/my/applications/${first.receipt}`)
  await house.rooms.ask(`update cases.application set submitted_at = submitted_at - interval '40 days' where receipt = $1`, [first.receipt])
  const check = await toCheck(browser, await start())
  const again = await browser.submit(check, check.path)
  assert.deepEqual([again.status, again.text.includes(first.receipt)], [409, true], again.text)
  // The same amount, half a year later.
  house.change('local-tax', other, (answers) => ({ ...answers, vehicleTaxAsOf: '2026-12-01' }))
  const changed = await browser.submit(check, check.path)
  assert.match(changed.text, /The amount has changed/)
  const second = await goOn(browser, await browser.get(changed.path))
  await until(() => browser.get(`/my/applications/${first.receipt}`), ({ text }) => /no longer asks for it/.test(text))
  const kinds = await house.rooms.ask<{ receipt: string; kind: string }>(`select o.receipt, e.kind from payments.entry e join payments.obligation o on o.id = e.obligation where o.person = $1 order by e.booked_at`, [other])
  assert.deepEqual(kinds.map(({ receipt, kind }) => [receipt === second.receipt, kind]), [[false, 'fee-asked'], [true, 'fee-asked'], [false, 'fee-reversed']])
})
