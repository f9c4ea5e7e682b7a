/** Somebody who is away has a deputy, for days that are named: whoever goes says who, or the team's lead does. Every act on it is audited. */
import { sql } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { momentOf } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { casesFaults } from '../contract.ts'
import type { HoldDeps } from '../parts/hold-parts.ts'
import { actingOn, readStandsIn } from './in-place-of.ts'
import { askTold, readTold, type ToldDeputy } from './told-deputies.ts'
import type { CasesTables } from '../tables.ts'

/** Days, both of them counted: `YYYY-MM-DD`. */
export interface Absence { official: string; deputy: string; from: string; until: string }

/** A year that was typed wrongly is noticed; who is away for longer hands over. */
const longest = { days: 366 }

/** @throws notYourAbsence, noSuchColleague, ownDeputy, absenceDays, deputyKnown, deputyAway */
export async function nameDeputy({ db, clock, colleagues }: HoldDeps, by: Official, { official, deputy, from, until }: Absence): Promise<void> {
  if (!mayArrange(by, official)) throw new Fault(casesFaults.notYourAbsence)
  const team = await colleagues(by.agency)
  for (const [pointer, one] of [['/official', official], ['/deputy', deputy]] as const) if (!team.some(({ id }) => id === one)) throw new Fault(casesFaults.noSuchColleague, { pointer })
  if (deputy === official) throw new Fault(casesFaults.ownDeputy, { pointer: '/deputy' })
  const today = clock.today()
  if (from < today.toString() || until < from || until > Temporal.PlainDate.from(from).add(longest).toString()) throw new Fault(casesFaults.absenceDays, { pointer: '/until' })
  await db.transaction(async (tx) => {
    // One at a time in an agency, so that of two namings for the same days the second finds the first.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`cases.deputy/${by.agency}`}, 0))`.execute(tx)
    const same = await readBetween(tx, by.agency, from, until)
    if (same.some((one) => one.official === official)) throw new Fault(casesFaults.deputyKnown, { pointer: '/from' })
    // Nobody acts for somebody through a third: a deputy is there.
    if (same.some((one) => one.official === deputy || one.deputy === official)) throw new Fault(casesFaults.deputyAway, { pointer: '/deputy' })
    await tx.insertInto('deputy').values({ id: newId(), agency: by.agency, official, deputy, from_day: from, until_day: until, named_by: by.official, named_at: momentOf(clock), ended_by: null, ended_at: null }).execute()
    await noteAct(tx, `official:${by.official}`, 'name deputy', `official:${official}`, { deputy, from, until })
  })
}

/** Before its last day, or before it has begun. @throws noSuchDeputy, notYourAbsence */
async function endDeputy({ db, clock }: Pick<HoldDeps, 'db' | 'clock'>, by: Official, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await tx.selectFrom('deputy').select(['official', 'deputy']).where('id', '=', id).where('agency', '=', by.agency)
      .where('ended_at', 'is', null).where('until_day', '>=', clock.today().toString()).executeTakeFirst()
    if (!row) throw new Fault(casesFaults.noSuchDeputy)
    if (!mayArrange(by, row.official)) throw new Fault(casesFaults.notYourAbsence)
    const { numUpdatedRows } = await tx.updateTable('deputy').set({ ended_by: by.official, ended_at: momentOf(clock) }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Fault(casesFaults.noSuchDeputy)
    await noteAct(tx, `official:${by.official}`, 'end deputy', `official:${row.official}`, { deputy: row.deputy })
  })
}

/** One's own absence; a lead, everybody's. */
export const mayArrange = (by: Official, official: string) => by.roles.includes('administrator') || (by.official === official && !by.program)

const readBetween = (tx: Tx<CasesTables>, agency: string, from: string, until: string) =>
  tx.selectFrom('deputy').select(['official', 'deputy']).where('agency', '=', agency).where('ended_at', 'is', null).where('from_day', '<=', until).where('until_day', '>=', from).execute()

/** Those that stand today and those to come, the next to end first. */
function askDeputies(db: RoomDatabase<CasesTables>) {
  return db.question((read, { agency, today }: { agency: string; today: string }) => read.selectFrom('deputy').select(['id', 'official', 'deputy', 'from_day', 'until_day', 'named_by'])
    .where('agency', '=', agency).where('ended_at', 'is', null).where('until_day', '>=', sql<string>`${today}::date`).orderBy('until_day').orderBy('id'))
}
export type DeputyRow = Awaited<ReturnType<ReturnType<typeof askDeputies>>>[number]

export interface Deputies {
  /** Who acts for whom at an agency, today and on days to come. */
  of(agency: string): Promise<DeputyRow[]>
  /** Those in whose place an official acts today. */
  standsInFor(official: Official): Promise<string[]>
  /** @throws notYourAbsence, noSuchColleague, ownDeputy, absenceDays, deputyKnown, deputyAway */
  name(by: Official, absence: Absence): Promise<void>
  /** @throws noSuchDeputy, notYourAbsence */
  end(by: Official, id: string): Promise<void>
  /** That they act for somebody, or no longer do, until they have read it. */
  told(official: Official): Promise<ToldDeputy[]>
  /** @throws noSuchDeputy */
  read(official: Official, id: string): Promise<void>
}

export function createDeputies(deps: HoldDeps): Deputies {
  const { db, clock } = deps
  const ask = askDeputies(db)
  return {
    of: (agency) => ask({ agency, today: clock.today().toString() }),
    standsInFor: (official) => db.transaction((tx) => readStandsIn(tx, actingOn(official, clock))),
    name: (by, absence) => nameDeputy(deps, by, absence),
    end: (by, id) => endDeputy(deps, by, id),
    told: askTold(deps),
    read: (official, id) => readTold(deps, official, id),
  }
}

/** Who acts for somebody on this day. */
export const deputyOf = (deputies: readonly DeputyRow[], official: string | null, today: string) =>
  deputies.find((one) => one.official === official && one.from_day <= today)
