/** Two acts on one case in the same moment, or one after the other by two: one order of locks, nothing decided twice, and the last decision closes the case. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Fault } from '../../kernel/faults/faults.ts'
import { newId } from '../../kernel/ids/ids.ts'
import type { Exchange } from '../exchange/index.ts'
import { withdrawApplication } from './apply/withdraw-application.ts'
import { decideLines } from './decide/decide-lines.ts'
import { answerMore } from './parts/answer-more.ts'
import { askMore } from './parts/ask-more.ts'
import { deliverPart } from './parts/deliver-part.ts'
import { referPart } from './parts/refer-part.ts'
import { succeedAgencies } from './parts/succeed-agencies.ts'
import { approve, at, clock, of, openTestCases, pack, type TestCases } from './test-cases.ts'

let { room, db, caseAt, events } = {} as TestCases
before(async () => { ({ room, db, caseAt, events } = await openTestCases()) })
after(() => room.close())

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
