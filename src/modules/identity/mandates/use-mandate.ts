/** Each use is asked for when it happens and written down before what it allows is done; whatever is not known is refused. */
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { identityFaults, MandateUsed } from '../contract.ts'
import type { MandateDeps } from './mandates.ts'
import { aboutMandate, endRow, lockMandate } from './queries.ts'
import { confirmLiving } from './confirm-living.ts'
import { deriveMandates } from './derive-mandates.ts'
import { endingOf, type MandateRow, type Refusal, refusalOf } from './standing.ts'

export interface Use {
  mandate: string
  /** Who acts. */
  actor: string
  act: string
  /** An application, or a receipt. */
  matter?: string | undefined
  /** Changes nothing: reading on within the hour is one use. */
  reads: boolean
}

/** How long a register's word is believed, in milliseconds. */
const believed = 24 * 3_600_000

/** A use that has begun. */
export interface Begun {
  /** The mandate as it stood. */
  row: MandateRow
  /** What was allowed is done, or has failed: an end need not wait for it any more. */
  done(): Promise<void>
}

/** @throws Fault with the reason; where the register that says so cannot be asked, too */
export async function useMandate(deps: MandateDeps, { mandate, actor, act, matter, reads }: Use): Promise<Begun> {
  const { db, clock } = deps
  await confirm(deps, mandate, actor)
  const [now, today] = [new Date(clock.now().epochMilliseconds), clock.today().toString()]
  const used = await db.transaction(async (tx) => {
    // Shared: an end waits for this, and whoever comes after the end finds it ended.
    const row = await tx.selectFrom('mandate').selectAll().where('id', '=', mandate).forShare().executeTakeFirst()
    const spent = matter === undefined ? undefined : await tx.selectFrom('mandate_use').select('id').where('mandate', '=', mandate).where('key', '=', spendKey(matter)).executeTakeFirst()
    const refusal = refusalOf(row, { actor, act, today, finishes: spent !== undefined })
    if (refusal !== undefined || !row) return { refusal: refusal ?? 'not-yours' as const, row }
    const first = await tx.selectFrom('mandate_use').select('id').where('mandate', '=', mandate).where('act', '=', act).where('at', '>=', startOf(today, deps.pack.timeZone)).limit(1).executeTakeFirst()
    const id = newId()
    const key = reads ? `${act}/${matter ?? ''}/${now.toISOString().slice(0, 13)}` : id
    await tx.insertInto('mandate_use').values({ id, mandate, key, at: now, act, matter: matter ?? null }).onConflict((conflict) => conflict.columns(['mandate', 'key']).doNothing()).execute()
    const about = aboutMandate(row, today)
    if (!first && about.tellSubject) await emit(tx, MandateUsed, { ...about, act })
    await tx.insertInto('mandate_act').values({ id, mandate }).execute()
    return { refusal: undefined, row, id }
  })
  if (used.refusal !== undefined) {
    if (used.row?.actor === actor) await endIfOver(deps, mandate)
    throw faultOf(used.refusal)
  }
  return { row: used.row, done: async () => void await db.transaction((tx) => tx.deleteFrom('mandate_act').where('id', '=', used.id).execute()) }
}

/** Seconds that an act may take: what is older was left behind by a process that has died. */
const longestAct = 30

/** Waits until nothing is under way that had begun before an end: whoever ends a mandate is answered after that. */
export async function waitForActs(db: MandateDeps['db'], mandate: string): Promise<void> {
  const next = () => db.transaction((tx) => tx.selectFrom('mandate_act').select('id').where('mandate', '=', mandate)
    .where('begun_at', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${longestAct})`).limit(1).executeTakeFirst())
  while (await next()) await setTimeout(25)
}

/**
 * Counts one of a limited number of uses, once for each matter. Of a thousand at once exactly as many succeed as are allowed: the row is
 * locked by the change itself, and the constraint would stop one too many.
 */
export async function spendUse({ db, clock }: MandateDeps, mandate: string, matter: string): Promise<void> {
  const at = { now: new Date(clock.now().epochMilliseconds), today: clock.today().toString() }
  await db.transaction(async (tx) => {
    const row = await lockMandate(tx, mandate)
    if (!row || row.uses_allowed === null) return
    const before = await tx.selectFrom('mandate_use').select('id').where('mandate', '=', mandate).where('key', '=', spendKey(matter)).executeTakeFirst()
    if (before) return
    if (row.status !== 'active' || row.uses_spent >= row.uses_allowed) throw faultOf((row.ended_because as Refusal | null) ?? 'used')
    await tx.insertInto('mandate_use').values({ id: newId(), mandate, key: spendKey(matter), at: at.now, act: 'apply', matter, spends: true }).execute()
    await tx.updateTable('mandate').set({ uses_spent: row.uses_spent + 1 }).where('id', '=', mandate).execute()
    if (row.uses_spent + 1 >= row.uses_allowed) await endRow(tx, row, 'used', 'house', at)
  })
}

/** Writes down what has ended by itself; what it allowed has ended without that. */
export async function endIfOver({ db, clock }: MandateDeps, id: string): Promise<void> {
  const at = { now: new Date(clock.now().epochMilliseconds), today: clock.today().toString() }
  await db.transaction(async (tx) => {
    const row = await lockMandate(tx, id)
    if (!row || row.status === 'ended') return
    const ending = endingOf(row, at.today)
    if (ending !== undefined) await endRow(tx, row, ending, 'house', at)
  })
}

/** What registers say is asked again when their word is a day old. A register that says nothing allows nothing. */
async function confirm(deps: MandateDeps, id: string, actor: string) {
  const { db, clock } = deps
  const row = await db.transaction((tx) => tx.selectFrom('mandate').selectAll().where('id', '=', id).executeTakeFirst())
  if (row?.status !== 'active' || row.actor !== actor || endingOf(row, clock.today().toString()) !== undefined) return
  const kind = deps.pack.mandates.find(({ id: known }) => known === row.kind)
  if (!kind) throw new Fault(identityFaults.mandateUnconfirmed)
  const isOld = (since: Date | null) => since === null || clock.now().epochMilliseconds - since.getTime() >= believed
  if (row.source.by === 'register' && isOld(row.confirmed_at)) await deriveMandates(deps, actor, row.actor_name)
  if (isOld(row.living_at)) await confirmLiving(deps, kind, { ...row, actor })
}

const spendKey = (matter: string) => `spent/${matter}`

const startOf = (today: string, timeZone: string) => new Date(Temporal.PlainDate.from(today).toZonedDateTime(timeZone).epochMilliseconds)

/** What does not exist and what is another's look the same. */
export function faultOf(refusal: Refusal): Fault {
  if (refusal === 'not-yours') return new Fault(identityFaults.noSuchMandate)
  if (refusal === 'beyond') return new Fault(identityFaults.mandateBeyond)
  return new Fault(identityFaults.mandateOver, { values: { because: refusal } })
}
