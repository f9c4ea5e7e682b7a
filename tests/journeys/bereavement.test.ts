/** Somebody has died: one application, nineteen searches at seventeen agencies, what each found, and what the law gives how long for. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { emptyDraft } from '../../src/modules/cases/apply/draft.ts'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { formsOf, TextBrowser } from '../support/browser-of-text.ts'
import { applyFor } from '../support/event-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

const [father, daughter, widow] = ['KR-DEMO-700001', 'KR-DEMO-700004', 'KR-DEMO-700006']

async function as(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

/** The part of an agency on its official's desk. */
async function deskOf(agency: string, receipt: string) {
  const desk = new TextBrowser(house.origin)
  await signInOfficial(desk, `demo-${agency}-caseworker`)
  const inbox = await until(() => desk.get('/console'), ({ html }) => html.includes(receipt))
  return { desk, path: /href="(\/console\/parts\/[^"]+)"/.exec(inbox.html.split('<tr>').find((row) => row.includes(receipt))!)![1]! }
}

async function approve(agency: string, receipt: string, words = 'Nothing was found.') {
  const { desk, path } = await deskOf(agency, receipt)
  const part = await desk.get(path)
  const fields = Object.keys(formsOf(part.html).find(({ action }) => action === `${path}/decisions`)?.fields ?? {}).filter((name) => /^(outcome|answer)-/.test(name))
  const done = await desk.submit(part, `${path}/decisions`, Object.fromEntries(fields.map((name) => [name, name.startsWith('outcome-') ? 'approve' : words])))
  assert.equal(done.status, 200, done.text.slice(0, 300))
  return part
}

test('one form without a question or a paper; every agency answers; what was found stands on one page and on a certificate', async () => {
  const browser = await as(daughter)
  const { office, read } = house.identity.mandates
  const [first, second] = ['first', 'second'].map((official) => ({ kind: 'official' as const, official, name: official, agency: 'municipality', roles: ['caseworker' as const], session: official }))
  const guardian = await office.record(first!, { kind: 'guardian', actor: { id: daughter, name: '솔가온' }, subject: { id: father, name: '솔바름' }, paper: '2025느단77', until: null })
  await office.confirm(second!, guardian)
  // He had an application open when he died.
  const [open] = await house.rooms.ask<{ part: string }>(`with sent as (
    insert into cases.application (id, person, event, status, draft, language, receipt, submitted_at) values (gen_random_uuid(), $1, 'birth', 'submitted', $2, 'en', '261101-TEST-0001A', now()) returning id
  ), arrived as (insert into cases.part (id, application_id, agency, purpose, status, due_on, clock_service, opened_at) select gen_random_uuid(), id, 'municipality', 'x', 'open', '2026-12-01', 'birth-report', now() from sent returning id)
  select id as part from arrived`, [father, JSON.stringify(emptyDraft)])
  // His wallet had a card.
  await house.rooms.ask(`with listed as (insert into credentials.status_list (id, class, entries) values ('his', 'long', 8) returning id),
    issued as (insert into credentials.issuance (id, person, type, format, client) values (gen_random_uuid(), $1, 'mobile-id', 'dc+sd-jwt', 'maru-wallet') returning id)
    insert into credentials.issued_credential (list, index, issuance, ends_at) select listed.id, 3, issued.id, now() + interval '1 year' from listed, issued`, [father])
  const { receipt, asked, uploads, pages, visit } = await applyFor(browser, 'bereavement')
  await until(() => read(daughter, guardian), ({ mandate }) => mandate.ending === 'death')
  await until(() => house.rooms.ask<{ state: number }>("select state from credentials.issued_credential where list = 'his'"), ([card]) => card?.state === 1)
  const municipality = new TextBrowser(house.origin)
  await signInOfficial(municipality, 'demo-municipality-caseworker')
  await until(() => municipality.get(`/console/parts/${open!.part}`), ({ text }) => text.includes('The person who applied has died'))
  assert.deepEqual([asked, uploads], [[], 0])
  assert.match(pages[0]!.text, /솔바름/)

  // Three months after the day of the death (a Thursday); six after the end of its month (a Friday).
  assert.match(visit.text, /Renounce the inheritance, or accept it with limits\s*January 28, 2027/)
  assert.match(visit.text, /Inheritance tax return\s*April 30, 2027/)
  assert.match(visit.text, /Civil Act.*§1019/)

  const searches = house.pack.services.filter(({ id }) => id.startsWith('search-'))
  assert.equal(searches.length, 19)
  const agencies = [...new Set(house.pack.lifeEvents.find(({ id }) => id === 'bereavement')!.services.map((id) => house.pack.services.find((service) => service.id === id)!.agency))]
  assert.equal(agencies.length, 17)
  const bank = await approve('fss', receipt)
  assert.match(bank.text, /₩23,400,000/)
  assert.match(bank.text, /솔바름/)
  for (const agency of agencies.filter((id) => id !== 'fss')) await approve(agency, receipt, `${agency} has nothing of him.`)

  const done = await until(() => browser.get(`/my/applications/${receipt}`), ({ text }) => /Everything is decided/.test(text) && /A document is ready/.test(text))
  assert.match(done.text, /Deposits\s*₩23,400,000/)
  assert.match(done.text, /강원특별자치도 솔바람군 자작리 101/)
  assert.match(done.text, /The agency says: geps has nothing of him/)
  const documents = await until(() => browser.get('/my/documents'), ({ text }) => /Financial property/.test(text) && /Land/.test(text))
  assert.match(documents.text, /Bereavement|Someone has died|Financial property/)

  // Every look at what the dead man left stands under his name, by agency and purpose; the living are asked for consent.
  const looks = await house.rooms.ask<{ recipient: string; register: string }>('select recipient, register from exchange.access_log where person = $1', [father])
  assert.deepEqual(looks.map(({ recipient, register }) => `${recipient} ${register}`).sort(), ['fss finance', 'molit housing', 'nhis health-insurance', 'nps national-pension', 'nts tax'])
})

test('an official who writes nothing is told where, and nothing is decided', async () => {
  const browser = await as(daughter)
  const { receipt } = await applyFor(browser, 'bereavement')
  const { desk, path } = await deskOf('geps', receipt)
  const part = await desk.get(path)
  const outcome = Object.keys(formsOf(part.html).find(({ action }) => action === `${path}/decisions`)!.fields).find((name) => name.startsWith('outcome-'))!
  const refused = await desk.submit(part, `${path}/decisions`, { [outcome]: 'approve' })
  assert.match(refused.text, /Write what was found/)
  assert.match(refused.html, new RegExp(`href="#${outcome.replace('outcome', 'answer')}"`))
  const lines = await house.rooms.ask<{ status: string }>(`select line.status from cases.line join cases.part on part.id = part_id join cases.application a on a.id = part.application_id where receipt = $1 and agency = 'geps'`, [receipt])
  assert.deepEqual(lines, [{ status: 'pending' }])
})

test('two have died: whom it is about is asked, once, and it is about that one alone', async () => {
  const browser = await as(widow)
  const { receipt, asked } = await applyFor(browser, 'bereavement', { subject: 'KR-DEMO-700002' })
  assert.deepEqual(asked, ['subject'])
  const { desk, path } = await deskOf('fss', receipt)
  const part = await desk.get(path)
  assert.match(part.text, /₩8,100,000/)
  assert.doesNotMatch(part.text, /₩1,200,000/)
})

test('a choice that no register offers is refused at its field', async () => {
  const browser = await as(widow)
  const start = await browser.submit(await browser.get('/life-events/bereavement'), '/apply', { event: 'bereavement' })
  const choose = await browser.submit(start, start.path)
  const wrong = await browser.submit(choose, choose.path, { subject: father })
  assert.equal(wrong.path, choose.path)
  assert.match(wrong.html, /href="#subject"/)
})

test('nobody has died: the page says where to report it first, and leads no further', async () => {
  const browser = await as('KR-DEMO-000001')
  const known = await browser.submit(await browser.get('/life-events/bereavement'), '/apply', { event: 'bereavement' })
  assert.match(known.text, /Report the death at a district office first/)
  const further = await browser.get(known.path.replace('/known', '/check'))
  assert.ok(further.path.endsWith('/known'))
})

test('a register that is silent delays the part, and loses nothing', async () => {
  const { url, token } = house.registers.addresses['finance']!
  const put = (mode: string) => fetch(`${url}/faults`, { method: 'PUT', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ mode }) })
  await put('down')
  const browser = await as('KR-DEMO-700005')
  const { receipt } = await applyFor(browser, 'bereavement')
  await until(() => browser.get(`/my/applications/${receipt}`), ({ text }) => /National Tax Service received its part/.test(text))
  assert.doesNotMatch((await browser.get(`/my/applications/${receipt}`)).text, /Financial Supervisory Service received/)
  await put('none')
  // The job's next try comes by its own clock; here it comes now.
  await until(async () => {
    await house.rooms.ask('update graphile_worker._private_jobs set run_at = now() where run_at > now()')
    return browser.get(`/my/applications/${receipt}`)
  }, ({ text }) => /Financial Supervisory Service received its part/.test(text), 15_000)
})
