import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { emit } from '../../kernel/events/events.ts'
import { createHttp, type Http } from '../../kernel/http/http.ts'
import { anyone } from '../../kernel/http/principal.ts'
import { findMarkupFaults } from '../../web/find-markup-faults.ts'
import { faultPresenter } from '../../web/pages/fault-page.tsx'
import { koreanPack as pack, makeTestView, testWordings } from '../../web/test-view.ts'
import type { View } from '../../web/view.ts'
import { Closed, LinesDecided, MoreAsked, PartReferred, Submitted, Withdrawn } from '../cases/index.ts'
import { Disclosed } from '../exchange/index.ts'
import { EntitlementsChanged } from './contract.ts'
import type { Notices } from './index.ts'
import { titleInWords } from './notice-in-words.ts'
import { noticesRoutes } from './routes.ts'
import { openTestNotices, type TestNotices } from './test-notices.ts'

const receipt = '260309-AB12-CD34E'
const id = (last: number) => `01990000-0000-7000-8000-${String(last).padStart(12, '0')}`
const agency = pack.agencies[0]!
const [granted, denied] = pack.services as [typeof pack.services[number], typeof pack.services[number]]

let house: TestNotices
let notices: Notices
let http: Http<View>
const deliver: TestNotices['deliver'] = (...event) => house.deliver(...event)

before(async () => {
  house = await openTestNotices()
  notices = house.notices
  http = await createHttp<View>({
    title: 'Maru', version: '0', log: house.log, address: undefined, trustProxy: false, csrfKey: Buffer.alloc(32), limit: () => Promise.resolve(),
    authenticate: ({ headers }) => Promise.resolve(typeof headers['x-person'] === 'string' ? { kind: 'resident', person: headers['x-person'], name: 'x', session: 's' } : anyone),
    makeView: (request, principal, csrf) => makeTestView(request, principal, csrf), faults: faultPresenter,
  })
  noticesRoutes(http, notices, { limitAttempts: () => Promise.resolve(), childrenNames: () => Promise.resolve(new Map()), today: () => '2026-03-09' })
})
after(async () => {
  await http.app.close()
  await house.close()
})

const about = (person: string) => ({ caseId: id(1), receipt, person })
const decided = (person: string) => ({
  ...about(person), part: id(2), agency: agency.id, official: 'o-1',
  lines: [{ line: id(3), service: granted.id, outcome: 'approved' as const, reason: null }, { line: id(4), service: denied.id, outcome: 'refused' as const, reason: 'too late' }],
})
const get = (person: string, url: string, language = 'en') => http.app.inject({ url, headers: { 'x-person': person, cookie: `maru_lang=${language}`, accept: 'text/html' } })

test('the same event twice, or delivered at once, gives one notice', async () => {
  const person = 'KR-DEMO-000201'
  await deliver(Submitted, { ...about(person), event: 'birth' }, id(10))
  await deliver(Submitted, { ...about(person), event: 'birth' }, id(10))
  await Promise.all(Array.from({ length: 4 }, () => deliver(LinesDecided, decided(person), id(11))))
  assert.equal((await notices.list(person)).rows.length, 2)
  assert.equal(await notices.unread(person), 2)
})

test('every happening has one notice, with its kind, and none of the words that an official wrote', async () => {
  const person = 'KR-DEMO-000202'
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 9, 1, minute))
  await deliver(Submitted, { ...about(person), event: 'birth' }, id(20), at(0))
  await deliver(MoreAsked, { ...about(person), part: id(2), agency: agency.id, question: id(5), text: 'a private question' }, id(21), at(1))
  await deliver(LinesDecided, decided(person), id(22), at(2))
  await deliver(PartReferred, { ...about(person), part: id(2), agency: agency.id, to: pack.agencies[1]!.id, succeeds: false }, id(26), at(3))
  await deliver(Closed, about(person), id(23), at(4))
  await deliver(Withdrawn, about(person), id(24), at(5))
  await deliver(Disclosed, { person, purpose: pack.purposes[0]!.id, recipient: agency.id, fields: ['resident.name'], caseId: id(1) }, id(25), at(6))
  const { rows } = await notices.list(person)
  assert.deepEqual(rows.map(({ kind }) => kind), ['disclosed', 'withdrawn', 'closed', 'referred', 'decided', 'more-asked', 'submitted'])
  assert.deepEqual(rows.map((row) => row.receipt), [null, receipt, receipt, receipt, receipt, receipt, receipt])
  const stored = JSON.stringify(rows)
  assert.ok(!stored.includes('a private question') && !stored.includes('too late'))
})

test('reading one’s own data gives no notice', async () => {
  const person = 'KR-DEMO-000203'
  await deliver(Disclosed, { person, purpose: pack.purposes[0]!.id, recipient: 'self', fields: ['resident.name'], caseId: null }, id(30))
  assert.deepEqual((await notices.list(person)).rows, [])
})

test('the event of another room arrives through the outbox and the job', async () => {
  const person = 'KR-DEMO-000204'
  await house.room.database.room<object>('cases').transaction((tx) => emit(tx, Submitted, { ...about(person), event: 'birth' }))
  await house.work(async () => await notices.unread(person) > 0)
  assert.equal(await notices.unread(person), 1)
})

test('opening marks as read, once; another person’s is a 404', async () => {
  const [owner, stranger] = ['KR-DEMO-000205', 'KR-DEMO-000206']
  await deliver(LinesDecided, decided(owner), id(50))
  const [row] = (await notices.list(owner)).rows
  const page = await get(stranger, `/my/inbox/${row!.id}`)
  assert.equal(page.statusCode, 404)
  assert.ok(!page.body.includes(receipt))
  assert.equal(await notices.unread(owner), 1)
  assert.equal((await get(owner, `/my/inbox/${row!.id}`)).statusCode, 200)
  assert.equal(await notices.unread(owner), 0)
  const { notice } = await notices.open(owner, row!.id)
  assert.equal(notice.read_at?.toISOString(), '2026-03-09T01:00:00.000Z')
  assert.deepEqual((await notices.list(stranger, row!.id)).rows, [])
})

test('the pages: empty, unread in words, each notice with its way on, in the reader’s language', async () => {
  const person = 'KR-DEMO-000207'
  assert.match((await get(person, '/my/inbox')).body, /You have no messages/)
  await deliver(LinesDecided, decided(person), id(60))
  await deliver(Disclosed, { person, purpose: pack.purposes[0]!.id, recipient: agency.id, fields: ['resident.name'], caseId: id(1) }, id(61))
  const list = await get(person, '/my/inbox')
  assert.deepEqual(findMarkupFaults(list.body), [])
  assert.ok(list.body.includes(agency.name['en']!) && list.body.includes('New'))
  assert.ok((await get(person, '/my/inbox', 'ko')).body.includes(agency.name['ko']!))
  for (const { id: notice, kind } of (await notices.list(person)).rows) {
    const { body } = await get(person, `/my/inbox/${notice}`)
    assert.deepEqual(findMarkupFaults(body), [])
    assert.ok(body.includes(kind === 'disclosed' ? 'href="/my/data"' : `href="/my/applications/${receipt}"`))
    if (kind === 'decided') assert.ok(body.includes(granted.name['en']!) && body.includes(denied.name['en']!))
  }
  assert.ok(!(await get(person, '/my/inbox')).body.includes('>New<'))
})

test('older ones come page by page, none twice, none lost', async () => {
  const person = 'KR-DEMO-000208'
  for (let at = 0; at < 65; at += 1) await deliver(Closed, about(person), id(1000 + at), new Date(Date.UTC(2026, 2, 9, 1, Math.floor(at / 2))))
  const seen: string[] = []
  let older: string | null = null
  do {
    const page = await notices.list(person, older ?? undefined)
    seen.push(...page.rows.map((row) => row.id))
    older = page.older
  } while (older !== null)
  assert.equal(new Set(seen).size, 65)
  assert.equal(seen.length, 65)
})

test('the API tells it in words, and only to its person', async () => {
  const person = 'KR-DEMO-000209'
  await deliver(MoreAsked, { ...about(person), part: id(2), agency: agency.id, question: id(5), text: 'x' }, id(90))
  const { notices: list } = (await get(person, '/api/notices')).json<{ notices: { title: string; kind: string; readAt: string | null }[] }>()
  assert.deepEqual(list.map(({ kind, title, readAt }) => [kind, title, readAt]), [['more-asked', `${agency.name['en']} asks you a question`, null]])
  assert.equal((await http.app.inject({ url: '/api/notices' })).statusCode, 401)
})

test('a pass is one digest a person: what begins and ends, amount, reason, law and the way to the application; who wants none of it is not called', async () => {
  const [person, quiet] = ['KR-DEMO-000211', 'KR-DEMO-000212']
  const service = pack.services.find(({ id }) => id === 'child-allowance')!
  const ended = pack.services.find(({ id }) => id === 'parental-benefit')!
  const event = (of: string) => ({
    person: of, pass: id(70), changes: [
      { change: 'gains', service: service.id, of: 'KR-DEMO-900001', on: '2026-03-09', amounts: { month: 100_000, 'month.voucher': 7_000 }, reasons: [{ en: 'Haneul is under 9.', ko: '하늘' }], law: { name: service.source.law, article: '§4', unverified: false } },
      { change: 'will-lose', service: ended.id, of: null, on: '2026-04-01', amounts: { month: 500_000 }, reasons: [], law: { name: ended.source.law, article: '§4(5)', unverified: true } },
    ],
    due: [],
  })
  await deliver(EntitlementsChanged, event(person), id(71))
  await deliver(EntitlementsChanged, event(person), id(71))
  const { rows } = await notices.list(person)
  assert.equal(rows.length, 1)
  const { body } = await get(person, `/my/inbox/${rows[0]!.id}`)
  assert.deepEqual(findMarkupFaults(body), [])
  for (const told of ['₩100,000 a month', '₩7,000 as a voucher a month', 'Haneul is under 9.', '§4', 'href="/life-events/birth"', 'Ends on April 1, 2026', 'href="/my/data"']) assert.ok(body.includes(told), told)
  await notices.savePreference(quiet, { language: 'en', frequency: 'at-once', quiet: undefined, muted: ['entitlements'] })
  await deliver(EntitlementsChanged, event(quiet), id(72))
  assert.equal(await notices.unread(quiet), 0)
  assert.equal((await notices.list(quiet)).rows.length, 1)
})

test('what is due stands in the same digest, whichever page of the pass found it; who wants one of the two is called for it alone; each duty leads on and can be stopped', async () => {
  const [person, quiet] = ['KR-DEMO-000213', 'KR-DEMO-000214']
  const change = { change: 'gains', service: 'child-allowance', of: null, on: '2026-03-09', amounts: {}, reasons: [], law: { name: granted.source.law, article: '§4', unverified: false } }
  const tax = { duty: 'vehicle-tax', of: null, on: '2026-06-30', amount: 182_400, missed: false, reasons: [{ en: 'The vehicle tax is open.' }], says: { en: 'It is paid until the end of June.' }, law: { name: granted.source.law, article: '§128', unverified: true } }
  const school = { ...tax, duty: 'school-enrolment', of: 'KR-DEMO-900001', amount: null, missed: true }
  const digest = (of: string, changes: object[], due: object[]) => ({ person: of, pass: id(75), changes, due })
  await deliver(EntitlementsChanged, digest(person, [], [tax]), id(76))
  await deliver(EntitlementsChanged, digest(person, [change], [school]), id(77))
  const { rows } = await notices.list(person)
  assert.equal(rows.length, 1)
  const { body } = await get(person, `/my/inbox/${rows[0]!.id}`)
  assert.deepEqual(findMarkupFaults(body), [])
  for (const told of ['To do by a day: 2. New for you: 1. Ending: 0', 'Pay the vehicle tax', 'Until June 30, 2026', '₩182,400 to pay', 'Was due on June 30, 2026', 'The vehicle tax is open.', 'The fine is ₩1,000,000 at most.', 'name="event" value="vehicle-tax"', 'action="/my/due/vehicle-tax/stop"', '§128 (']) assert.ok(body.includes(told), told)
  await deliver(EntitlementsChanged, digest(person, [], [tax]), id(78))
  assert.equal((await notices.list(person)).rows.length, 2, 'one that was opened already is not written into')
  await notices.savePreference(quiet, { language: 'en', frequency: 'at-once', quiet: undefined, muted: ['entitlements'] })
  await deliver(EntitlementsChanged, digest(quiet, [change], [tax]), id(79))
  assert.equal(await notices.unread(quiet), 1)
  const { rows: apart } = await notices.list(quiet)
  assert.deepEqual(apart.map(({ kind, read_at: read }) => [kind, read !== null] as const).toSorted(([one], [other]) => one.localeCompare(other)), [['due', false], ['entitlements', true]])
  assert.match(titleInWords(testWordings('en'), apart.find(({ kind }) => kind === 'due')!.data), /1 thing has a last day soon/)
})

test('the room can neither change nor remove a notice, nor forget that a message told of it', async () => {
  const client = new pg.Client(house.room.app)
  await client.connect()
  try {
    for (const statement of ['delete from notices.notice', 'delete from notices.message', 'delete from notices.message_notice', `update notices.notice set person = 'x'`]) {
      await client.query('begin; set local role maru_notices')
      await assert.rejects(client.query(statement), { code: '42501' })
      await client.query('rollback')
    }
  } finally {
    await client.end()
  }
})
