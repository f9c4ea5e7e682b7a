/** Who at the agency has taken a part on: one takes it, hands it over, or a lead hands over everything of somebody who is away. */
import { sql } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { casesFaults } from '../contract.ts'
import { actedFor, actingOn, inPlaceOf, readStandsIn } from '../deputies/in-place-of.ts'
import { lockPart } from './lock-part.ts'
import type { CasesTables } from '../tables.ts'
import { inOffice } from './transitions.ts'

export interface Colleague { id: string; name: string }

export interface HoldDeps {
  db: RoomDatabase<CasesTables>
  clock: Clock
  /** Who decides at an agency now: caseworkers who have not left. */
  colleagues(agency: string): Promise<Colleague[]>
}

/** @param to null: nobody's any more @throws noSuchPart, alreadyDecided, noSuchColleague */
export async function holdPart(deps: HoldDeps, official: Official, partId: string, to: string | null): Promise<void> {
  await demandColleague(deps, official.agency, to)
  await deps.db.transaction(async (tx) => {
    const { part } = await lockPart(tx, official.agency, partId)
    if (!inOffice.includes(part.status)) throw new Fault(casesFaults.alreadyDecided)
    await tx.updateTable('part').set({ holder: to }).where('id', '=', partId).execute()
    await noteAct(tx, `official:${official.official}`, 'hand over part', `part:${partId}`, { from: part.holder, to, ...actedFor(inPlaceOf(part.holder, await readStandsIn(tx, actingOn(official, deps.clock)))) })
  })
}

/** Everything undecided that one holds. @returns how many parts @throws noSuchColleague */
export async function handOver(deps: HoldDeps, lead: Official, from: string, to: string | null): Promise<number> {
  await demandColleague(deps, lead.agency, to)
  return deps.db.transaction(async (tx) => {
    const moved = await tx.updateTable('part').set({ holder: to }).where('agency', '=', lead.agency).where('holder', '=', from).where('status', 'in', inOffice).returning('id').execute()
    await noteAct(tx, `official:${lead.official}`, 'hand over all', `official:${from}`, { to, parts: moved.length })
    return moved.length
  })
}

async function demandColleague({ colleagues }: HoldDeps, agency: string, id: string | null) {
  if (id !== null && !(await colleagues(agency)).some((colleague) => colleague.id === id)) throw new Fault(casesFaults.noSuchColleague, { pointer: '/to' })
}

export interface Load {
  /** null: nobody has taken these on. */
  holder: string | null
  open: number
  /** Of them, those that wait for the person. */
  waiting: number
  late: number
  /** Due today or on one of the next three days. */
  soon: number
  /** `YYYY-MM-DD` */
  first: string | null
}

export function readLoad(db: RoomDatabase<CasesTables>, agency: string, today: string): Promise<Load[]> {
  return db.transaction(async (tx) => {
    const { rows } = await sql<Load>`
      select holder, count(*)::int as open, (count(*) filter (where status = 'waiting'))::int as waiting,
        (count(*) filter (where status = 'open' and due_on < ${today}::date))::int as late,
        (count(*) filter (where status = 'open' and due_on between ${today}::date and ${today}::date + 3))::int as soon,
        to_char(min(due_on) filter (where status = 'open'), 'YYYY-MM-DD') as first
      from cases.part where agency = ${agency} and status in ('open', 'waiting') group by holder order by late desc, soon desc, open desc`.execute(tx)
    return rows
  })
}
