/** Mandates on real PostgreSQL: who may do what, when, and that everything else is refused. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { mandateActs } from '../../../../packages/pack-kit/schema/mandate-kind.ts'
import { actingUnder } from '../../../kernel/http/acting-for.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { IdentityTables } from '../tables.ts'
import { createMandates, type Mandates } from './mandates.ts'
import { endings } from './standing.ts'

const pack = loadPack('packs/kr')
const other = { id: 'P-OTHER', name: '솔가람' }
let parent: { id: string; name: string }
let child: { id: string; name: string }
let families = 0
const official = (id: string): Official => ({ kind: 'official', official: id, name: id, agency: 'municipality', roles: ['caseworker'], session: 's' })

let rooms: RoomDatabase
let now: string
let register: { children: object[]; deceased: object[]; parentalAuthority: string; dead: Set<string>; silent: boolean; asked: number; askedOf: string[] }
let mandates: Mandates

const clock = {
  now: () => Temporal.Instant.from(now),
  today: () => Temporal.Instant.from(now).toZonedDateTimeISO(pack.timeZone).toPlainDate(),
}
/** What the exchange gives of the register of family relations; the journey asks the real one. */
const askOwn = ({ person, purpose }: { person: string; purpose: string }) => {
  if (purpose === 'act-for-another') register.askedOf.push(actingUnder() ? `${person} in their place` : person)
  else register.asked += 1
  if (register.silent) return Promise.resolve({ known: [], silent: [{ register: 'family-relations', reason: 'unreachable' }] })
  const { children, deceased, parentalAuthority, dead } = register
  if (purpose === 'act-for-another') return Promise.resolve({ silent: [], known: [{ register: 'family-relations', field: 'deathDate', value: dead.has(person) ? '2026-11-23' : null }] })
  return Promise.resolve({ silent: [], known: Object.entries({ children, deceased, parentalAuthority }).map(([field, value]) => ({ register: 'family-relations', field, value })) })
}
const childBorn = (birthDate: string) => ({ personId: child.id, name: child.name, birthDate, sex: 'F' })
const codeOf = async (work: Promise<unknown>) => work.then(() => 'allowed', (cause: unknown) => (cause instanceof Fault ? [cause.code, cause.values['because']].filter(Boolean).join(' ') : String(cause)))
const use = async (mandate: string, act: string, actor = parent.id, matter?: string, reads = false) => (await mandates.use({ mandate, actor, act, matter, reads })).done()
const events = async (name: string) => (await rooms.ask<{ payload: Record<string, unknown> }>('select payload from kernel.event where name = $1 order by id', [name])).map(({ payload }) => payload)

before(async () => { rooms = await roomDatabase() })
after(() => rooms.close())
beforeEach(() => {
  anew()
  mandates = createMandates({ db: rooms.database.room<IdentityTables>('identity'), pack, clock, key: Buffer.alloc(32, 7), askOwn })
})

/** Another family, on the same day. */
function anew() {
  families += 1
  parent = { id: `P-${families}-PARENT`, name: '놀나래' }
  child = { id: `P-${families}-CHILD`, name: '달다솜' }
  now = '2026-11-24T03:00:00Z'
  register = { children: [childBorn('2018-04-02')], deceased: [], parentalAuthority: 'full', dead: new Set(), silent: false, asked: 0, askedOf: [] }
}

/** One of each kind, held by the parent for the child. */
async function make(kind: string): Promise<string> {
  const { comes, acts, mostDays } = pack.mandates.find(({ id }) => id === kind)!
  if (comes === 'register') {
    await mandates.derive(parent)
    return (await mandates.list(parent.id)).acting[0]!.id
  }
  if (comes === 'grant') {
    const { code } = await mandates.grant(child, { kind, name: parent.name, acts, until: clock.today().add({ days: mostDays! }).toString() })
    return (await mandates.answer(parent, code, true)).id
  }
  const id = await mandates.office.record(official('first'), { kind, actor: parent, subject: child, paper: '2026느단1', until: '2026-12-24' })
  await mandates.office.confirm(official('second'), id)
  return id
}

/** Brings about each end as it comes about; undefined where a kind cannot end so. */
const bringAbout: Record<(typeof endings)[number], (id: string, kind: string) => Promise<unknown> | undefined> = {
  majority: (_, kind) => (kind === 'parent' ? Promise.resolve(now = '2037-04-01T15:00:00Z') : undefined),
  expired: (_, kind) => (kind === 'parent' ? undefined : Promise.resolve(now = '2028-01-01T00:00:00Z')),
  used: (id, kind) => (kind === 'errand' ? mandates.spend(id, 'application 1') : undefined),
  revoked: (id, kind) => (['errand', 'proxy', 'carer'].includes(kind) ? mandates.end(child.id, id) : undefined),
  returned: (id, kind) => (kind === 'parent' ? undefined : mandates.end(parent.id, id)),
  court: (id, kind) => (pack.mandates.some(({ id: of, comes }) => of === kind && comes === 'paper') ? mandates.office.end(official('third'), id, 'court') : undefined),
  death: () => mandates.died(child.id),
  register: (_, kind) => {
    if (kind !== 'parent') return undefined
    register.parentalAuthority = 'suspended'
    return mandates.derive(parent)
  },
  refused: () => undefined,
}

test('every kind, every act, every end: what is in the scope is allowed while it stands, and nothing after', async () => {
  for (const { id: kind, acts, uses } of pack.mandates) {
    const standing = await make(kind)
    await Promise.all([...mandateActs, 'anything-else'].map(async (act) => {
      assert.equal(await codeOf(use(standing, act)), (acts as readonly string[]).includes(act) ? 'allowed' : 'identity.mandate-beyond', `${kind} ${act}`)
      assert.equal(await codeOf(use(standing, act, other.id)), 'identity.no-such-mandate', `${kind} ${act}, somebody else`)
      assert.equal(await codeOf(use(standing, act, child.id)), 'identity.no-such-mandate', `${kind} ${act}, the represented`)
    }))
    for (const ending of endings) {
      anew()
      const id = await make(kind)
      const end = bringAbout[ending](id, kind)
      if (end === undefined) continue
      await end
      assert.equal((await mandates.read(parent.id, id)).mandate.ending, ending, kind)
      assert.deepEqual(await Promise.all(mandateActs.map((act) => codeOf(use(id, act)))), mandateActs.map(() => `identity.mandate-over ${ending}`), `${kind} ended by ${ending}`)
      if (uses !== undefined) assert.equal(await codeOf(mandates.spend(id, 'application 2')), `identity.mandate-over ${ending}`)
    }
    anew()
  }
  const seen = new Set((await events('identity.mandate-ended')).map(({ kind, because }) => `${String(kind)} ${String(because)}`))
  for (const wanted of ['parent majority', 'parent register', 'parent death', 'guardian court', 'guardian expired', 'carer revoked', 'errand used', 'errand revoked', 'proxy returned', 'officer court']) assert.ok(seen.has(wanted), `${wanted} has not come about`)
})

test('a child is of age at midnight of the birthday in the country, not an hour earlier; one born on 29 February on 1 March', async () => {
  for (const [born, before, after] of [['2007-11-25', '2026-11-24T14:59:59Z', '2026-11-24T15:00:00Z'], ['2008-02-29', '2027-02-28T14:59:59Z', '2027-02-28T15:00:00Z']] as const) {
    anew()
    now = before
    register.children = [childBorn(born)]
    const id = await make('parent')
    assert.equal(await codeOf(use(id, 'data')), 'allowed', born)
    now = after
    assert.equal(await codeOf(use(id, 'data')), 'identity.mandate-over majority', born)
    assert.equal((await mandates.list(parent.id)).acting[0]!.status, 'ended')
  }
})

test('one errand is sent once: of a thousand at once for different matters one succeeds; the same matter again is the same use', async () => {
  const id = await make('errand')
  const tries = await Promise.all(Array.from({ length: 1_000 }, (_, at) => codeOf(mandates.spend(id, `application ${at}`))))
  assert.deepEqual([tries.filter((code) => code === 'allowed').length, tries.filter((code) => code === 'identity.mandate-over used').length], [1, 999])
  const won = `application ${tries.indexOf('allowed')}`
  assert.equal(await codeOf(mandates.spend(id, won)), 'allowed')
  assert.equal(await codeOf(use(id, 'apply', parent.id, won)), 'allowed', 'what the use was spent on may be finished')
  assert.equal(await codeOf(use(id, 'apply', parent.id, 'application x')), 'identity.mandate-over used')
  await assert.rejects(rooms.ask('update identity.mandate set uses_spent = 2 where id = $1', [id]), /mandate_uses/)
  assert.equal((await mandates.read(child.id, id)).uses.filter(({ spends }) => spends).length, 1)
})

test('what a register says is asked again after a day; while it is silent nobody acts, and it makes and ends nothing', async () => {
  const id = await make('parent')
  assert.equal(register.asked, 1)
  await use(id, 'data')
  assert.equal(register.asked, 1)
  now = '2026-11-25T03:00:01Z'
  register.silent = true
  assert.equal(await codeOf(use(id, 'data')), 'identity.mandate-unconfirmed')
  assert.equal(await codeOf(mandates.derive(parent)), 'identity.mandate-unconfirmed')
  assert.equal((await mandates.read(parent.id, id)).mandate.ending, undefined)
  register.silent = false
  assert.equal(await codeOf(use(id, 'data')), 'allowed')
  now = '2026-11-26T04:00:00Z'
  register.deceased = [childBorn('2018-04-02')]
  assert.equal(await codeOf(use(id, 'data')), 'identity.mandate-over death')
})

test('a death that nobody has told but the register ends whatever either of the two did for the other; while it is silent nobody acts', async () => {
  for (const kind of ['proxy', 'guardian', 'carer', 'errand']) {
    for (const whose of ['actor', 'subject'] as const) {
      anew()
      const [id, other] = [await make(kind), await make('proxy')]
      register.silent = true
      assert.equal(await codeOf(use(id, 'apply')), 'identity.mandate-unconfirmed', `${kind}: never confirmed`)
      register.silent = false
      assert.equal(await codeOf(use(id, 'apply')), 'allowed')
      assert.deepEqual(register.askedOf.slice(-2).sort(), [`${child.id} in their place`, parent.id].sort())
      now = '2026-11-25T02:59:59Z'
      register.silent = true
      assert.equal(await codeOf(use(id, 'apply')), 'allowed', 'its word of yesterday is believed for a day')
      now = '2026-11-25T03:00:01Z'
      assert.equal(await codeOf(use(id, 'apply')), 'identity.mandate-unconfirmed')
      assert.equal((await mandates.read(child.id, id)).mandate.ending, undefined)
      register.silent = false
      register.dead.add(whose === 'actor' ? parent.id : child.id)
      assert.equal(await codeOf(use(id, 'apply')), 'identity.mandate-over death', `${kind}: the ${whose}`)
      assert.equal((await mandates.read(child.id, other)).mandate.ending, 'death', 'and every other of that person')
    }
  }
})

test('of a company only the one who acts is asked about, and a child is alive while the register names it among the parent’s', async () => {
  for (const kind of ['officer', 'parent']) {
    anew()
    await use(await make(kind), 'notices')
    assert.deepEqual(register.askedOf, [parent.id], kind)
  }
})

test('a register that corrects a birth moves the day of majority', async () => {
  const id = await make('parent')
  now = '2026-11-25T04:00:00Z'
  register.children = [childBorn('2007-11-26')]
  assert.equal(await codeOf(use(id, 'data')), 'allowed')
  now = '2026-11-25T15:00:00Z'
  assert.equal(await codeOf(use(id, 'data')), 'identity.mandate-over majority')
})

test('a kind that the pack no longer has allows nothing', async () => {
  const id = await make('proxy')
  await use(id, 'data')
  mandates = createMandates({ db: rooms.database.room<IdentityTables>('identity'), pack: { ...pack, mandates: pack.mandates.filter(({ id: kind }) => kind !== 'proxy') }, clock, key: Buffer.alloc(32, 7), askOwn })
  assert.equal(await codeOf(use(id, 'data')), 'identity.mandate-unconfirmed')
})

test('a parent who asks thirty times at once has one mandate for each child', async () => {
  register.children = [childBorn('2018-04-02'), { ...childBorn('2020-01-01'), personId: 'P-SECOND' }, { ...childBorn('2001-01-01'), personId: 'P-GROWN' }, { name: 'no number', birthDate: '2019-01-01' }]
  await Promise.all(Array.from({ length: 30 }, () => mandates.derive(parent)))
  assert.deepEqual((await mandates.list(parent.id)).acting.map(({ subject }) => subject).sort(), [child.id, 'P-SECOND'])
})

test('a code opens for whom it was made, once, for a week; a grant goes no further than its kind', async () => {
  const until = clock.today().add({ days: 10 }).toString()
  const grant = { kind: 'proxy', name: parent.name, acts: ['data'], until }
  const { code, id } = await mandates.grant(child, grant)
  assert.equal(await codeOf(use(id, 'data')), 'identity.no-such-mandate', 'not before it is accepted')
  assert.equal(await codeOf(mandates.offer(other, code)), 'identity.offer-of-another')
  assert.equal(await codeOf(mandates.offer({ id: child.id, name: parent.name }, code)), 'identity.not-for-oneself')
  assert.equal(await codeOf(mandates.offer(parent, '0000-0000-0000')), 'identity.offer-unknown')
  const answers = await Promise.all(Array.from({ length: 20 }, () => codeOf(mandates.answer(parent, code.toLowerCase(), true))))
  assert.equal(answers.filter((answer) => answer === 'allowed').length, 1)
  assert.equal(await codeOf(use(id, 'data')), 'allowed')
  assert.equal(await codeOf(use(id, 'apply')), 'identity.mandate-beyond')
  const { code: late } = await mandates.grant(child, grant)
  now = '2026-12-01T03:00:01Z'
  assert.equal(await codeOf(mandates.offer(parent, late)), 'identity.offer-unknown')
  for (const wrong of [{ ...grant, kind: 'parent' }, { ...grant, kind: 'guardian' }, { ...grant, kind: 'errand', acts: ['data'] }, { ...grant, acts: [] }, { ...grant, until: '2030-01-01' }, { ...grant, until: '2026-11-01' }]) {
    assert.equal(await codeOf(mandates.grant(child, wrong)), 'identity.mandate-beyond', JSON.stringify(wrong))
  }
})

test('a paper needs two officials of its agency; another agency sees nothing of it', async () => {
  const paper = { kind: 'guardian', actor: parent, subject: child, paper: '2026느단1', until: null }
  const id = await mandates.office.record(official('first'), paper)
  assert.equal(await codeOf(use(id, 'data')), 'identity.mandate-over offered')
  assert.equal(await codeOf(mandates.office.confirm(official('first'), id)), 'identity.second-look')
  assert.equal(await codeOf(mandates.office.confirm({ ...official('x'), agency: 'kepco' }, id)), 'identity.no-such-mandate')
  assert.equal(await codeOf(mandates.office.record({ ...official('x'), agency: 'kepco' }, paper)), 'identity.not-recorded-here')
  await mandates.office.confirm(official('second'), id)
  assert.equal(await codeOf(use(id, 'data')), 'allowed')
  assert.equal(await codeOf(mandates.end(child.id, id)), 'identity.mandate-open', 'a ward does not end a court’s decision')
  await mandates.office.end(official('first'), id, 'court')
  assert.equal(await codeOf(use(id, 'data')), 'identity.mandate-over court')
  const audit = await rooms.ask<{ act: string }>('select act from kernel.audit where object = $1 order by id', [`mandate:${id}`])
  assert.deepEqual(audit.map(({ act }) => act), ['record mandate', 'confirm mandate', 'end mandate'])
})

test('both sides see each use, nobody else does; a small child is told of nothing', async () => {
  const id = await make('proxy')
  await use(id, 'data', parent.id, 'look 1')
  await use(id, 'applications', parent.id, undefined, true)
  await use(id, 'applications', parent.id, undefined, true)
  for (const person of [parent.id, child.id]) assert.deepEqual((await mandates.read(person, id)).uses.map(({ act, matter }) => [act, matter]), [['applications', null], ['data', 'look 1']])
  assert.equal(await codeOf(mandates.read(other.id, id)), 'identity.no-such-mandate')
  assert.equal(await codeOf(mandates.end(other.id, id)), 'identity.no-such-mandate')
  await use(id, 'data', parent.id, 'look 2')
  const told = (await events('identity.mandate-used')).filter(({ mandate }) => mandate === id)
  assert.deepEqual(told.map(({ act, subject, tellSubject }) => [act, subject, tellSubject]), [['data', child.id, true], ['applications', child.id, true]])
  const small = await make('parent')
  await use(small, 'data')
  assert.deepEqual((await events('identity.mandate-used')).filter(({ mandate }) => mandate === small), [])
  assert.deepEqual((await events('identity.mandate-begun')).filter(({ mandate }) => mandate === small).map(({ tellSubject }) => tellSubject), [false])
  await assert.rejects(rooms.database.room<IdentityTables>('identity').transaction((tx) => tx.deleteFrom('mandate_use').execute()), /permission denied/)
})

test('an end is acknowledged when nothing more begins under it, though many are at it', async () => {
  const id = await make('proxy')
  let ended = false
  const late: string[] = []
  const workers = Array.from({ length: 4 }, async () => {
    for (;;) {
      const begunAfter = ended
      const code = await codeOf(use(id, 'data'))
      if (begunAfter) late.push(code)
      if (code !== 'allowed') return
    }
  })
  while ((await mandates.read(child.id, id)).uses.length < 8);
  await mandates.end(child.id, id)
  ended = true
  const standing = (await mandates.read(child.id, id)).uses.length
  await Promise.all(workers)
  assert.equal(await codeOf(use(id, 'data')), 'identity.mandate-over revoked')
  assert.deepEqual(late.filter((code) => code === 'allowed'), [])
  assert.equal((await mandates.read(child.id, id)).uses.length, standing)
})

test('whoever ends a mandate is answered when what had begun under it is over; what a dead process left behind holds nobody up', async () => {
  for (const by of ['person', 'court'] as const) {
    anew()
    const id = await make(by === 'court' ? 'guardian' : 'proxy')
    const { done } = await mandates.use({ mandate: id, actor: parent.id, act: 'apply', reads: false })
    let answered = false
    const end = (by === 'court' ? mandates.office.end(official('first'), id, 'court') : mandates.end(child.id, id)).then(() => { answered = true })
    while ((await mandates.read(child.id, id)).mandate.ending === undefined);
    assert.match(await codeOf(use(id, 'apply')), /mandate-over/)
    assert.equal(answered, false)
    await done()
    await end
  }
  anew()
  const id = await make('proxy')
  await mandates.use({ mandate: id, actor: parent.id, act: 'apply', reads: false })
  await rooms.ask(`update identity.mandate_act set begun_at = now() - interval '31 seconds' where mandate = $1`, [id])
  await mandates.end(child.id, id)
})
