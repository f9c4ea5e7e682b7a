/** Two acts on one case in the same moment, or one after the other by two: one order of locks, nothing decided twice, and the last decision closes the case. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { newId } from '../../kernel/ids/ids.ts'
import type { Exchange } from '../exchange/index.ts'
import { answerMore } from './parts/answer-more.ts'
import { deliverPart } from './parts/deliver-part.ts'
import { readStandsIn } from './deputies/in-place-of.ts'
import { nameDeputy } from './deputies/name-deputy.ts'
import { askInbox } from './queries.ts'
import { referPart } from './parts/refer-part.ts'
import { succeedAgencies } from './parts/succeed-agencies.ts'
import { askMore } from './parts/ask-more.ts'
import { decideLines } from './decide/decide-lines.ts'
import { wantsSecond } from './decide/second-signature.ts'
import { signProposals } from './decide/sign-proposals.ts'
import type { CasesTables } from './tables.ts'
import { withdrawApplication } from './apply/withdraw-application.ts'

const pack = loadPack('packs/kr')
/** Whoever is refused the report of a birth here is refused by two officials. */
/** The pack, and every application by it. */
const of = (one: Pack) => ({ pack: one, editions: { packAt: () => one } })
const refusedByTwo = { ...pack, services: pack.services.map((service) => (service.id === 'birth-report' ? { ...service, secondSignature: { outcomes: ['refused' as const], source: service.source } } : service)) }
let room: RoomDatabase
before(async () => { room = await roomDatabase() })
after(() => room.close())

const at = (agency: string): Official => ({ kind: 'official', official: `test-${agency}`, agency, name: 'Test', roles: ['caseworker'], session: 'test' })
const clock = { now: () => Temporal.Instant.from('2026-11-24T01:00:00Z'), today: () => Temporal.PlainDate.from('2026-11-24') }
const db = () => room.database.room<CasesTables>('cases')

interface PartAt { agency: string; part: string; line: string }

/** An open part at each agency, with one line. */
async function caseAt(...agencies: string[]): Promise<{ application: string; parts: [PartAt, ...PartAt[]] }> {
  const application = newId()
  await room.ask(`insert into cases.application (id, person, event, status, draft, language, receipt) values ($1, 'KR-DEMO-000001', 'birth', 'submitted', '{}', 'ko', $2)`, [application, application])
  const parts: PartAt[] = []
  for (const agency of agencies) {
    const [part, line] = [newId(), newId()]
    await room.ask(`insert into cases.part (id, application_id, agency, purpose, status, due_on, clock_service) values ($1, $2, $3, 'x', 'open', '2026-12-01', 'birth-report')`, [part, application, agency])
    await room.ask(`insert into cases.line (id, part_id, application_id, service, status) values ($1, $2, $3, 'birth-report', 'pending')`, [line, part, application])
    parts.push({ agency, part, line })
  }
  return { application, parts: parts as [PartAt] }
}

const approve = (line: string) => [{ line, outcome: 'approved' as const, reason: null }]
const events = async (application: string, name: string) => room.ask(`select 1 from kernel.event where name = $1 and payload ->> 'caseId' = $2`, [name, application])

test('the two last agencies decide at once: the case closes, once', async () => {
  const decide = decideLines({ db: db(), ...of(pack), clock })
  for (let round = 0; round < 20; round += 1) {
    const { application, parts } = await caseAt('municipality', 'kepco')
    await Promise.all(parts.map(({ agency, part, line }) => decide(at(agency), part, approve(line))))
    assert.deepEqual(await room.ask('select status from cases.application where id = $1', [application]), [{ status: 'closed' }])
    assert.equal((await events(application, 'cases.closed')).length, 1)
    assert.equal((await events(application, 'cases.lines-decided')).length, 2)
    const told = await room.ask<{ kind: string }>('select kind from cases.happening where application_id = $1 order by at, id', [application])
    assert.equal(told.at(-1)?.kind, 'closed')
  }
})

test('one line decided by two officials at once is decided by one of them, and the other is told', async () => {
  const decide = decideLines({ db: db(), ...of(pack), clock })
  for (let round = 0; round < 20; round += 1) {
    const { application, parts: [{ part, line }] } = await caseAt('municipality')
    const both = await Promise.allSettled([
      decide(at('municipality'), part, approve(line)), decide(at('municipality'), part, [{ line, outcome: 'refused', reason: 'No such child.' }]),
    ])
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    assert.equal(refused.reason instanceof Fault && refused.reason.code, 'cases.already-decided')
    assert.equal((await events(application, 'cases.lines-decided')).length, 1)
  }
})

test('some of the lines gone: none is decided', async () => {
  const decide = decideLines({ db: db(), ...of(pack), clock })
  const { application, parts } = await caseAt('municipality')
  const [{ part, line }] = parts
  const other = newId()
  await room.ask(`insert into cases.line (id, part_id, application_id, service, status) values ($1, $2, $3, 'other', 'pending')`, [other, part, application])
  await decide(at('municipality'), part, approve(other))
  await assert.rejects(decide(at('municipality'), part, [...approve(line), ...approve(other)]), (cause) => cause instanceof Fault && cause.code === 'cases.already-decided')
  assert.deepEqual(await room.ask('select status from cases.line where id = $1', [line]), [{ status: 'pending' }])
  assert.deepEqual(await room.ask('select status from cases.part where id = $1', [part]), [{ status: 'open' }])
})

test('asked, answered, decided and withdrawn in one moment: no lock is waited for in a circle', async () => {
  const deps = { db: db(), ...of(pack), clock }
  const [ask, decide] = [askMore(deps), decideLines(deps)]
  const codes = new Set<string>()
  for (let round = 0; round < 30; round += 1) {
    const { application, parts } = await caseAt('municipality', 'kepco')
    const all = await Promise.allSettled([
      ...parts.flatMap(({ agency, part, line }) => [ask(at(agency), part, 'Which hospital?'), decide(at(agency), part, approve(line))]),
      withdrawApplication(deps.db, 'KR-DEMO-000001', application),
    ])
    for (const one of all) if (one.status === 'rejected') codes.add(one.reason instanceof Fault ? one.reason.code : String(one.reason))
    const statuses = await room.ask<{ status: string; pending: number }>(
      `select part.status, (select count(*) from cases.line where part_id = part.id and status = 'pending')::int as pending from cases.part where application_id = $1`, [application])
    for (const { status, pending } of statuses) assert.equal(pending === 0, status === 'decided' || status === 'withdrawn')
  }
  for (const code of codes) assert.match(code, /^cases\.(already-decided|question-open|too-late)$/)
})

test('taken back in the moment in which its parts arrive: both come to an end, and nothing arrives afterwards', async () => {
  const nothing = { disclose: () => Promise.resolve([]), askAbout: () => Promise.resolve({ known: [], silent: [] }) } as unknown as Exchange
  for (let round = 0; round < 10; round += 1) {
    const { application, parts } = await caseAt('municipality', 'kepco', 'nts')
    await room.ask(`update cases.part set status = 'arriving' where application_id = $1`, [application])
    const editions = { packAt: () => pack, know: () => Promise.resolve() }
    await Promise.all([...parts.map(({ part }) => deliverPart({ db: db(), editions, clock, exchange: nothing }, part)), withdrawApplication(db(), 'KR-DEMO-000001', application)])
    assert.deepEqual(await room.ask('select distinct status from cases.part where application_id = $1', [application]), [{ status: 'withdrawn' }])
  }
})

test('an answer comes once, also when it is sent twice', async () => {
  const deps = { db: db(), ...of(pack), clock }
  const { application, parts: [{ part }] } = await caseAt('municipality')
  await askMore(deps)(at('municipality'), part, 'Which hospital?')
  const [{ id }] = await room.ask<{ id: string }>('select id from cases.question where part_id = $1', [part]) as [{ id: string }]
  const both = await Promise.allSettled([1, 2].map((number) => answerMore(deps)('KR-DEMO-000001', application, id, `Answer ${number}`)))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await events(application, 'cases.more-answered')).length, 1)
})

test('where the law wants two: another official signs, once; nobody signs their own, what was returned, or what came after', async () => {
  const deps = { db: db(), ...of(refusedByTwo), clock }
  const [decide, sign] = [decideLines(deps), signProposals(deps)]
  const by = (name: string): Official => ({ ...at('municipality'), official: name })
  const open = (part: string) => room.ask<{ id: string }>('select id from cases.proposal where part_id = $1 and ended is null', [part])
  const refuse = (line: string, reason: string) => [{ line, outcome: 'refused' as const, reason }]
  const fails = (code: string) => (cause: unknown) => cause instanceof Fault && cause.code === code
  const { application, parts: [{ part, line }] } = await caseAt('municipality')

  assert.deepEqual(await decide(by('first'), part, refuse(line, 'No such child.')), { decided: 0, proposed: 1 })
  assert.deepEqual(await room.ask(`select line.status, line.reason, part.status as of_part, to_char(part.due_on, 'YYYY-MM-DD') as due from cases.line join cases.part on part.id = part_id where line.id = $1`, [line]),
    [{ status: 'proposed', reason: null, of_part: 'open', due: '2026-12-01' }])
  assert.deepEqual(await events(application, 'cases.lines-decided'), [])
  const [{ id: earlier }] = await open(part) as [{ id: string }]
  await assert.rejects(decide(by('second'), part, refuse(line, 'Mine.')), fails('cases.already-decided'))
  await assert.rejects(sign(by('first'), part, [{ proposal: earlier, remark: null }]), fails('cases.own-proposal'))
  await assert.rejects(sign({ ...by('billing'), program: true }, part, [{ proposal: earlier, remark: null }]), fails('cases.not-a-program'))
  await assert.rejects(sign({ ...by('second'), agency: 'kepco' }, part, [{ proposal: earlier, remark: null }]), fails('cases.no-such-part'))
  await assert.rejects(room.ask(`update cases.line set status = 'refused', reason = 'x', decided_at = now(), decided_by = 'first' where id = $1`, [line]), /line_check|violates check/)
  await assert.rejects(room.ask(`update cases.proposal set ended = 'signed', ended_by = 'first', ended_at = now() where id = $1`, [earlier]), /violates check/)

  await sign(by('second'), part, [{ proposal: earlier, remark: 'Look at the register again.' }])
  await decide(by('first'), part, refuse(line, 'No such child in the register.'))
  await assert.rejects(sign(by('second'), part, [{ proposal: earlier, remark: null }]), fails('cases.already-decided'))
  const [{ id }] = await open(part) as [{ id: string }]
  const both = await Promise.allSettled(['second', 'third'].map((name) => sign(by(name), part, [{ proposal: id, remark: null }])))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const [signed] = await room.ask<{ status: string; reason: string; proposed_by: string; decided_by: string }>('select status, reason, proposed_by, decided_by from cases.line where id = $1', [line])
  assert.deepEqual([signed?.status, signed?.reason, signed?.proposed_by], ['refused', 'No such child in the register.', 'first'])
  assert.match(signed!.decided_by, /second|third/)
  assert.equal((await events(application, 'cases.lines-decided')).length, 1)
  assert.equal((await events(application, 'cases.closed')).length, 1)
  assert.deepEqual(await room.ask('select status from cases.application where id = $1', [application]), [{ status: 'closed' }])
})

test('a deputy acts in the place of who is away, while it lasts; and where the law wants two, both count as one', async () => {
  const later = { ...clock, today: () => Temporal.PlainDate.from('2026-11-27') }
  const deps = { db: db(), ...of(refusedByTwo), clock }
  const [decide, sign, signLater] = [decideLines(deps), signProposals(deps), signProposals({ ...deps, clock: later })]
  const by = (name: string): Official => ({ ...at('municipality'), official: name })
  const fails = (code: string) => (cause: unknown) => cause instanceof Fault && cause.code === code
  const holding = { db: db(), clock, colleagues: () => Promise.resolve(['away', 'deputy', 'third'].map((id) => ({ id, name: id }))) }
  const name = (who: string, official: string, deputy: string, until = '2026-11-26') => nameDeputy(holding, by(who), { official, deputy, from: '2026-11-24', until })
  await assert.rejects(name('deputy', 'away', 'deputy'), fails('cases.not-your-absence'))
  await assert.rejects(name('away', 'away', 'away'), fails('cases.own-deputy'))
  await assert.rejects(name('away', 'away', 'stranger'), fails('cases.no-such-colleague'))
  for (const until of ['2026-11-23', '2062-11-26']) await assert.rejects(name('away', 'away', 'deputy', until), fails('cases.absence-days'))
  const both = await Promise.allSettled([1, 2].map(() => name('away', 'away', 'deputy')))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(nameDeputy(holding, { ...by('lead'), roles: ['administrator'] }, { official: 'deputy', deputy: 'third', from: '2026-11-26', until: '2026-11-30' }), fails('cases.deputy-away'))

  const proposedBy = async (who: string) => {
    const { parts: [{ part, line }] } = await caseAt('municipality')
    await room.ask(`update cases.part set holder = 'away' where id = $1`, [part])
    await decide(by(who), part, [{ line, outcome: 'refused', reason: 'No such child.' }])
    const [{ id }] = await room.ask<{ id: string }>('select id from cases.proposal where part_id = $1', [part]) as [{ id: string }]
    return { part, line, id }
  }
  const one = await proposedBy('deputy')
  const mine = askInbox(db(), 'mine', 50)
  const seen = async (today: string) => {
    const acting = { ...by('deputy'), today }
    const holders = ['deputy', ...await db().transaction((tx) => readStandsIn(tx, acting))]
    return (await mine(acting, undefined, holders)).rows.some(({ id }) => id === one.part)
  }
  assert.deepEqual([await seen('2026-11-24'), await seen('2026-11-27')], [true, false])
  for (const who of ['deputy', 'away']) await assert.rejects(sign(by(who), one.part, [{ proposal: one.id, remark: null }]), fails('cases.own-proposal'))
  await assert.rejects(room.ask(`update cases.proposal set ended = 'signed', ended_by = 'away', ended_at = now() where id = $1`, [one.id]), /violates check/)
  await sign(by('third'), one.part, [{ proposal: one.id, remark: null }])
  assert.deepEqual(await room.ask('select proposed_by, proposed_for, decided_by, decided_for from cases.line where id = $1', [one.line]), [{ proposed_by: 'deputy', proposed_for: 'away', decided_by: 'third', decided_for: null }])
  const acts = await room.ask<{ act: string; for: string | null }>(`select act, detail ->> 'for' as for from kernel.audit where object = $1 order by at`, [`part:${one.part}`])
  assert.deepEqual(acts, [{ act: 'propose', for: 'away' }, { act: 'sign', for: null }])

  const two = await proposedBy('away')
  await assert.rejects(sign(by('deputy'), two.part, [{ proposal: two.id, remark: null }]), fails('cases.own-proposal'))
  await assert.rejects(sign(by('deputy'), two.part, [{ proposal: two.id, remark: 'Look again.' }]), fails('cases.own-proposal'))
  await signLater(by('deputy'), two.part, [{ proposal: two.id, remark: null }])
  assert.deepEqual(await room.ask('select decided_by, decided_for from cases.line where id = $1', [two.line]), [{ decided_by: 'deputy', decided_for: null }])
})

test('an approval needs one signature, a refusal two, and both are recorded together; what is proposed can be withdrawn', async () => {
  const deps = { db: db(), ...of(refusedByTwo), clock }
  const { application, parts: [{ part, line }] } = await caseAt('municipality')
  const other = newId()
  await room.ask(`insert into cases.line (id, part_id, application_id, service, status) values ($1, $2, $3, 'child-allowance', 'pending')`, [other, part, application])
  assert.deepEqual(await decideLines(deps)(at('municipality'), part, [...approve(other), { line, outcome: 'refused', reason: 'No such child.' }]), { decided: 1, proposed: 1 })
  assert.deepEqual(await room.ask('select status from cases.part where id = $1', [part]), [{ status: 'open' }])
  assert.equal((await events(application, 'cases.lines-decided')).length, 1)
  await withdrawApplication(deps.db, 'KR-DEMO-000001', application)
  assert.deepEqual(await room.ask('select status from cases.line where part_id = $1 order by status', [part]), [{ status: 'approved' }, { status: 'withdrawn' }])
  assert.deepEqual(await room.ask('select ended from cases.proposal where part_id = $1', [part]), [{ ended: 'withdrawn' }])
})

test('an approval above the sum that the law names is proposed', () => {
  const above = { ...pack, services: pack.services.map((service) => ({ ...service, secondSignature: { outcomes: ['approved' as const], above: 1_000_000, source: service.source } })) }
  const grant = (value: number, more: object = {}) => wantsSecond(above, { service: 'birth-report', amounts: [{ value, per: 'once', ...more }] }, 'approved')
  assert.deepEqual([grant(1_000_000), grant(1_000_001), grant(2_000_000, { upTo: true }), wantsSecond(above, { service: 'birth-report', amounts: null }, 'refused')], [false, true, false, false])
})

test('referred by two in one moment, or while it is decided: it is one agency’s, and what is decided stays', async () => {
  const deps = { db: db(), ...of(pack), clock }
  const decide = decideLines(deps)
  for (let round = 0; round < 10; round += 1) {
    const { application, parts: [{ part, line }] } = await caseAt('municipality')
    const all = await Promise.allSettled([
      referPart(deps, at('municipality'), part, 'kepco', 'A meter.'), referPart(deps, at('municipality'), part, 'nts', 'A tax.'), ...(round % 2 ? [decide(at('municipality'), part, approve(line))] : []),
    ])
    assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 1)
    const [now] = await room.ask<{ agency: string; status: string; referred: number }>('select agency, status, (select count(*) from cases.referral where part_id = part.id)::int as referred from cases.part where id = $1', [part])
    const decided = now!.status === 'decided'
    assert.deepEqual([now!.referred, (await events(application, 'cases.part-referred')).length], decided ? [0, 0] : [1, 1])
    assert.equal(now!.agency === 'municipality', decided)
    assert.equal((await room.ask(`select 1 from kernel.event where name = 'cases.lines-decided' and payload ->> 'caseId' = $1`, [application])).length, decided ? 1 : 0)
    if (!decided) await assert.rejects(decide(at('municipality'), part, approve(line)), (cause) => cause instanceof Fault && cause.code === 'cases.no-such-part')
  }
})

test('an agency is abolished in the middle of cases: from its day on everything of its is its successor’s, once, and no clock has moved', async () => {
  const abolished = { ...pack, agencies: pack.agencies.map((agency) => (agency.id === 'kdhc' ? { ...agency, abolished: { on: '2026-11-24', successor: 'kepco', source: pack.services[0]!.source } } : agency)) }
  const before = { ...clock, today: () => Temporal.PlainDate.from('2026-11-23') }
  const { application, parts: [{ part, line }] } = await caseAt('kdhc', 'kepco')
  await askMore({ db: db(), ...of(pack), clock })(at('kdhc'), part, 'Which meter?')
  const stood = await room.ask('select status, due_on, days_left, clock_service from cases.part where id = $1', [part])
  assert.equal(await succeedAgencies({ db: db(), pack: abolished, clock: before }), 0)
  const both = await Promise.all([1, 2].map(() => succeedAgencies({ db: db(), pack: abolished, clock })))
  assert.ok(both.some((count) => count > 0))
  assert.equal(await succeedAgencies({ db: db(), pack: abolished, clock }), 0)
  assert.deepEqual(await room.ask('select status, due_on, days_left, clock_service from cases.part where id = $1', [part]), stood)
  assert.deepEqual(await room.ask(`select count(*)::int as left from cases.part where agency = 'kdhc'`), [{ left: 0 }])
  assert.deepEqual(await room.ask('select from_agency, to_agency from cases.referral where part_id = $1', [part]), [{ from_agency: 'kdhc', to_agency: 'kepco' }])
  assert.equal((await events(application, 'cases.part-referred')).length, 1)
  await decideLines({ db: db(), ...of(pack), clock })(at('kepco'), part, approve(line))
  await assert.rejects(referPart({ db: db(), ...of(abolished), clock }, at('municipality'), part, 'kdhc', 'x'), (cause) => cause instanceof Fault && cause.code === 'cases.no-such-receiver')
})
