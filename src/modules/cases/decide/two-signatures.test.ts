/** Where the law wants two signatures: who may give the second, what a deputy's counts for, and what needs one alone. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { withdrawApplication } from '../apply/withdraw-application.ts'
import { readStandsIn } from '../deputies/in-place-of.ts'
import { nameDeputy } from '../deputies/name-deputy.ts'
import { askInbox } from '../queries.ts'
import { approve, at, clock, of, openTestCases, pack, type TestCases } from '../test-cases.ts'
import { decideLines } from './decide-lines.ts'
import { wantsSecond } from './second-signature.ts'
import { signProposals } from './sign-proposals.ts'

/** Whoever is refused the report of a birth here is refused by two officials. */
const refusedByTwo = { ...pack, services: pack.services.map((service) => (service.id === 'birth-report' ? { ...service, secondSignature: { outcomes: ['refused' as const], source: service.source } } : service)) }

let { room, db, caseAt, events } = {} as TestCases
before(async () => { ({ room, db, caseAt, events } = await openTestCases()) })
after(() => room.close())

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

test('an approval above the sum that the law names is proposed; vouchers are never added to money', () => {
  const above = { ...pack, services: pack.services.map((service) => ({ ...service, secondSignature: { outcomes: ['approved' as const], above: 1_000_000, source: service.source } })) }
  const grant = (value: number, more: object = {}) => wantsSecond(above, { service: 'birth-report', amounts: [{ value, per: 'once', ...more }] }, 'approved')
  assert.deepEqual([grant(1_000_000), grant(1_000_001), grant(2_000_000, { upTo: true }), wantsSecond(above, { service: 'birth-report', amounts: null }, 'refused')], [false, true, false, false])
  const beside = (voucher: number) => wantsSecond(above, { service: 'birth-report', amounts: [{ value: 900_000, per: 'once' }, { value: voucher, per: 'month', voucher: true }] }, 'approved')
  assert.deepEqual([beside(900_000), beside(1_000_001)], [false, true])
})
