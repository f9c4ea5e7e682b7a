/** What goes out beside the portal: to whom, when, how often, and what happens when it cannot. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { koreanPack as pack, testWordings } from '../../web/test-view.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { Closed, LinesDecided, MoreAsked, PaymentReclaimed, Submitted, Withdrawn } from '../cases/index.ts'
import { casesFaults } from '../cases/contract.ts'
import { Disclosed } from '../exchange/index.ts'
import { RegistrationOpened } from '../identity/index.ts'
import { type Channels, type Envelope, Refused } from './channels/channel.ts'
import { type Happening, kinds } from './contract.ts'
import { keepNotice } from './keep-notice.ts'
import { meaningInWords } from './notice-in-words.ts'
import type { NoticesTables } from './tables.ts'
import { openTestNotices, type TestNotices } from './test-notices.ts'

const wording = testWordings('en')
const agencies = pack.agencies.map(({ id }) => id)
const night = { from: '21:00', until: '08:00' }

const sent: (Envelope & { channel: string })[] = []
/** What a channel does with the next message. */
let behave: Record<string, 'take' | 'refuse' | 'fail' | undefined> = {}
const record = (channel: string): NonNullable<Channels['email']> => ({
  accepts: () => true, close: () => undefined,
  send: async (envelope) => {
    if (behave[channel] === 'refuse') throw new Refused('no-such-address')
    sent.push({ ...envelope, channel })
    if (behave[channel] === 'fail') throw new Error('the line broke after the message had gone')
  },
})

let house: TestNotices
let people = 700
before(async () => { house = await openTestNotices({ email: record('email'), sms: record('sms'), letter: record('letter') }, async (person, receipt, letter, language) => {
    if (letter === gone) throw new Fault(casesFaults.noSuchLetter)
    return Buffer.from([person, receipt, letter, language].join(' '))
  }) })
after(() => house.close())
beforeEach(() => {
  house.moveTo('2026-03-09T10:00:00+09:00')
  behave = {}
  sent.length = 0
})

/** A letter that its case has no more. */
const gone = newId()

/** Somebody with a confirmed address on each channel, in this order. */
async function reachable(...channels: ('email' | 'sms' | 'letter')[]) {
  const person = `KR-DEMO-000${people += 1}`
  for (const channel of channels) {
    const contact = await house.notices.addContact(wording, person, channel, `${channel}-of-${person}`)
    const code = /\d{6}/.exec(sent.pop()!.letter.subject)![0]
    await house.notices.confirmContact(person, contact, code)
  }
  return person
}
const wish = (person: string, wishes: object) =>
  house.notices.savePreference(person, { language: 'en', frequency: 'at-once', quiet: undefined, muted: [], ...wishes })
const about = (person: string, caseId: string) => ({ caseId, receipt: '260309-AB12-CD34E', person })
const submitted = async (person: string, caseId = newId()) => house.deliver(Submitted, { ...about(person, caseId), event: 'birth' }, newId())
const dueOf = async (person: string) => (await house.room.ask<{ due_at: Date }>('select due_at from notices.message where person = $1 order by due_at', [person]))
  .map(({ due_at }) => Temporal.Instant.fromEpochMilliseconds(due_at.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDateTime().toString())
const statesOf = async (person: string) => (await house.notices.list(person)).messages.map(({ channel, state }) => `${channel} ${state}`)
const settled = (person: string, count = 1) => house.work(async () => (await statesOf(person)).filter((text) => /sent|failed/.test(text)).length >= count)

test('who has given no address is told in the portal alone', async () => {
  const person = await reachable()
  await submitted(person)
  assert.equal(await house.notices.unread(person), 1)
  assert.deepEqual(await dueOf(person), [])
})

test('an address that has not been confirmed hears nothing', async () => {
  const person = await reachable()
  await house.notices.addContact(wording, person, 'email', 'somebody-else@people.example')
  await submitted(person)
  assert.deepEqual(await dueOf(person), [])
})

test('a message leaves in the wished language, tells what happened, and leads to the portal', async () => {
  const person = await reachable('email')
  await wish(person, { language: 'vi' })
  await submitted(person)
  await settled(person)
  assert.deepEqual(await statesOf(person), ['email sent'])
  assert.equal(sent.length, 1)
  const { letter, address } = sent[0]!
  assert.equal(address, `email-of-${person}`)
  assert.equal(letter.language.html, 'vi')
  assert.match(letter.link, /^https:\/\/maru\.example\/my\/inbox\/[0-9a-f-]{36}$/)
  assert.ok(!JSON.stringify(letter).includes(person))
})

test('a decision leads from a mail to each of its letters, and lies printed in an envelope for whoever is told on paper', async () => {
  const [approved, refused, question, back, asked] = [newId(), newId(), newId(), newId(), newId()]
  const decide = async (person: string) => {
    await wish(person, {})
    const caseId = newId()
    await house.deliver(LinesDecided, { ...about(person, caseId), part: newId(), agency: agencies[0]!, official: 'o1', lines: [
      { line: approved, service: 'child-allowance', outcome: 'approved', reason: null }, { line: refused, service: 'parental-benefit', outcome: 'refused', reason: 'words of an official' },
      { line: gone, service: 'parental-benefit', outcome: 'refused', reason: 'words of an official' },
    ] }, newId())
    await house.deliver(MoreAsked, { ...about(person, caseId), part: newId(), agency: agencies[0]!, question, text: 'words of an official' }, newId())
    await house.deliver(Withdrawn, { ...about(person, caseId), lines: [{ line: back, service: 'parental-benefit' }] }, newId())
    await house.deliver(PaymentReclaimed, { ...about(person, caseId), agency: agencies[0]!, service: 'parental-benefit', letter: asked }, newId())
    await settled(person)
    const own = sent.filter(({ address }) => address.endsWith(person))
    assert.equal(own.length, 1)
    assert.ok(!JSON.stringify(own[0]!.letter).includes('words of an official'))
    return own[0]!.letter
  }
  const byMail = await decide(await reachable('email'))
  const at = (id: string) => `https://maru.example/my/applications/260309-AB12-CD34E/letters/${id}`
  assert.deepEqual(byMail.letters.map(({ link }) => link), [approved, refused, gone, question, back, asked].map(at))
  assert.equal(byMail.letters[0]!.title, 'Child allowance: granted')
  assert.deepEqual(byMail.papers, [])
  const person = await reachable('letter')
  const onPaper = await decide(person)
  assert.deepEqual(onPaper.papers.map(({ pdf }) => pdf.toString()), [approved, refused, question, back, asked].map((id) => `${person} 260309-AB12-CD34E ${id} en`))
})

test('one application that goes to eight agencies is one notice and one message', async () => {
  const person = await reachable('email')
  const caseId = newId()
  await submitted(person, caseId)
  await Promise.all(agencies.slice(0, 8).map((recipient) => house.deliver(Disclosed, { person, purpose: pack.purposes[0]!.id, recipient, fields: ['resident.name'], caseId }, newId())))
  const { rows } = await house.notices.list(person)
  assert.deepEqual(rows.map(({ kind }) => kind).sort(), ['disclosed', 'submitted'])
  const told = rows.find(({ kind }) => kind === 'disclosed')!.data
  assert.ok(told.kind === 'disclosed')
  assert.deepEqual(told.to.map(({ agency }) => agency).sort(), agencies.slice(0, 8).sort())
  await settled(person)
  assert.equal(sent.length, 1)
})

test('a notice that joins a message in the moment of its leaving is told with it', async () => {
  const person = await reachable('email')
  const caseId = newId()
  await submitted(person, caseId)
  const blocked = async () => (await house.room.ask(`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)).length > 0
  const [joins, waits] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const closed = house.room.database.room<NoticesTables>('notices').transaction(async (tx) => {
    const planning = { timeZone: pack.timeZone, mandatory: [], now: () => new Date('2026-03-09T01:00:00Z'), open: ['email'] }
    await keepNotice(tx, planning, { eventId: newId(), happenedAt: new Date('2026-03-09T01:00:00Z') }, { person, receipt: null, matter: caseId, happening: { kind: 'closed' } })
    joins.resolve()
    await waits.promise
  })
  await joins.promise
  await house.work(async () => {
    if (await blocked()) waits.resolve()
    return sent.length > 0
  })
  await closed
  assert.equal(sent.length, 1)
  assert.ok(sent[0]!.letter.subject.includes('2'), sent[0]!.letter.subject)
})

test('the next disclosure after the notice has been read begins a new one', async () => {
  const person = await reachable()
  const caseId = newId()
  const disclose = (recipient: string) => house.deliver(Disclosed, { person, purpose: pack.purposes[0]!.id, recipient, fields: ['resident.name'], caseId }, newId())
  await disclose(agencies[0]!)
  await house.notices.open(person, (await house.notices.list(person)).rows[0]!.id)
  await disclose(agencies[1]!)
  assert.equal((await house.notices.list(person)).rows.length, 2)
})

for (const [at, wishes, due] of [
  ['2026-03-09T10:00:00+09:00', {}, '2026-03-09T10:00:20'],
  ['2026-03-09T20:59:30+09:00', { quiet: night }, '2026-03-09T20:59:50'],
  ['2026-03-09T20:59:45+09:00', { quiet: night }, '2026-03-10T08:00:00'],
  ['2026-03-10T03:00:00+09:00', { quiet: night }, '2026-03-10T08:00:00'],
  ['2026-03-10T08:00:00+09:00', { quiet: night }, '2026-03-10T08:00:20'],
  ['2026-03-09T13:00:00+09:00', { quiet: { from: '12:00', until: '14:00' } }, '2026-03-09T14:00:00'],
  ['2026-03-09T10:00:00+09:00', { frequency: 'daily' }, '2026-03-10T08:00:00'],
  ['2026-03-09T07:00:00+09:00', { frequency: 'daily' }, '2026-03-09T08:00:00'],
  ['2026-03-09T10:00:00+09:00', { frequency: 'daily', quiet: { from: '22:00', until: '09:00' } }, '2026-03-10T09:00:00'],
  ['2026-12-31T23:30:00+09:00', { quiet: night }, '2027-01-01T08:00:00'],
] as const) {
  test(`at ${at} with ${JSON.stringify(wishes)} a message leaves at ${due}`, async () => {
    const person = await reachable('email')
    await wish(person, wishes)
    house.moveTo(at)
    await submitted(person)
    assert.deepEqual(await dueOf(person), [due])
  })
}

test('an alarm goes to every address at once: also by night, to who wants one digest a day, and to who wants to hear nothing', async () => {
  const person = await reachable('email', 'sms')
  house.moveTo('2026-03-09T23:00:00+09:00')
  await wish(person, { frequency: 'daily', quiet: night, muted: house.notices.kinds.map(({ kind }) => kind) })
  await house.deliver(RegistrationOpened, { registration: newId(), person, agency: 'municipality', endsFormer: false }, newId())
  assert.deepEqual(await dueOf(person), ['2026-03-09T23:00:20', '2026-03-09T23:00:20'])
  assert.equal(await house.notices.unread(person), 1)
})

test('one digest a day tells of everything, and one more of the next day', async () => {
  const person = await reachable('email')
  await wish(person, { frequency: 'daily' })
  await submitted(person)
  await house.deliver(Closed, about(person, newId()), newId())
  assert.equal((await dueOf(person)).length, 1)
  await house.room.ask(`update graphile_worker._private_jobs set run_at = now() where task_id = (select id from graphile_worker._private_tasks where identifier = 'notices.send-message')`)
  await settled(person)
  const own = sent.filter(({ address }) => address === `email-of-${person}`)
  assert.equal(own.length, 1)
  assert.ok(own[0]!.letter.subject.includes('2'), own[0]!.letter.subject)
  await submitted(person)
  assert.equal((await dueOf(person)).length, 2)
})

test('what a person does not want to hear of stands in the inbox, read, and calls nobody', async () => {
  const person = await reachable('email')
  await wish(person, { muted: ['submitted'] })
  await submitted(person)
  assert.equal((await house.notices.list(person)).rows.length, 1)
  assert.equal(await house.notices.unread(person), 0)
  assert.deepEqual(await dueOf(person), [])
})

test('what the law wants told cannot be refused', async () => {
  const mandatory = house.notices.kinds.find((kind) => kind.mandatory)!.kind
  assert.equal(mandatory, 'decided')
  const person = await reachable('email')
  await wish(person, { muted: house.notices.kinds.map(({ kind }) => kind) })
  assert.ok(!(await house.notices.preference(person, 'en')).muted.includes(mandatory))
  await house.deliver(LinesDecided, { ...about(person, newId()), part: newId(), agency: agencies[0]!, official: 'o-1', lines: [] }, newId())
  assert.equal((await dueOf(person)).length, 1)
  assert.equal(await house.notices.unread(person), 1)
})

test('an address that is refused is left alone, and the next one hears of it', async () => {
  const person = await reachable('email', 'sms')
  behave = { email: 'refuse' }
  await submitted(person)
  await settled(person, 2)
  assert.deepEqual((await statesOf(person)).sort(), ['email failed', 'sms sent'])
  assert.deepEqual((await house.notices.contacts(person)).map(({ channel, state }) => `${channel} ${state}`), ['email failing', 'sms confirmed'])
  await submitted(person)
  await settled(person, 3)
  assert.deepEqual(sent.map(({ channel }) => channel), ['sms', 'sms'])
})

test('a message whose taking over was not heard of goes again under the same identity', async () => {
  const person = await reachable('email')
  behave = { email: 'fail' }
  await submitted(person)
  await house.work(() => sent.length === 1)
  assert.deepEqual(await statesOf(person), ['email sending'])
  behave = {}
  await house.room.ask(`update graphile_worker._private_jobs set run_at = now() where task_id = (select id from graphile_worker._private_tasks where identifier = 'notices.send-message')`)
  await settled(person)
  assert.equal(sent.length, 2)
  assert.equal(sent[0]!.identity, sent[1]!.identity)
  assert.deepEqual(await statesOf(person), ['email sent'])
})

test('an address that is removed before the message leaves hears nothing', async () => {
  const person = await reachable('email')
  await submitted(person)
  const [contact] = await house.notices.contacts(person)
  await house.notices.removeContact(person, contact!.id)
  await settled(person)
  assert.deepEqual([sent.length, await statesOf(person)], [0, ['email failed']])
})

test('a campaign tells everybody once, however often it is started', async () => {
  const [one, two, quiet] = [await reachable('email'), await reachable('sms'), await reachable('email')]
  await wish(quiet, { muted: ['entitled'] })
  const happening = { kind: 'entitled' as const, service: pack.services[0]!.id, amount: 100_000, per: 'month' as const, event: 'birth' }
  const campaign = () => house.notices.announce('2026-03-pass', [one, two, quiet].map((person) => ({ person, happening })))
  assert.deepEqual(await campaign(), { notices: 3, messages: 2 })
  assert.deepEqual(await campaign(), { notices: 0, messages: 0 })
  await settled(one)
  await settled(two)
  assert.deepEqual(sent.map(({ channel }) => channel).sort(), ['email', 'sms'])
  assert.deepEqual([await house.notices.unread(one), await house.notices.unread(quiet)], [1, 0])
})

test('of a batch only what failed comes again', async () => {
  const [one, two] = [await reachable('email'), await reachable('sms')]
  behave = { sms: 'fail' }
  const happening = { kind: 'ending' as const, service: pack.services[0]!.id, on: '2026-04-01' }
  assert.equal((await house.notices.announce('2026-03-endings', [one, two].map((person) => ({ person, happening })))).messages, 2)
  const of = (person: string) => sent.filter(({ address }) => address.endsWith(person))
  await house.work(() => of(two).length === 1 && of(one).length === 1)
  behave = {}
  await house.room.ask(`update graphile_worker._private_jobs set run_at = now() where task_id = (select id from graphile_worker._private_tasks where identifier = 'notices.send-message')`)
  await settled(two)
  assert.deepEqual([of(one).length, of(two).length], [1, 2])
  assert.equal(of(two)[0]!.identity, of(two)[1]!.identity)
})

test('every kind of notice says in words what it means, on its page and in its messages', () => {
  const happenings = kinds.flatMap((kind): object[] => (kind === 'wallet-revoked' ? ['portal', 'sheet', 'office'].map((by) => ({ kind, by })) : [{ kind, changes: [] }])) as Happening[]
  for (const happening of happenings) {
    for (const { tag } of pack.languages) assert.doesNotMatch(meaningInWords(testWordings(tag), happening), /^notices\./, happening.kind)
  }
  assert.match(meaningInWords(wording, { kind: 'nothing' } as never), /^notices\./)
})
