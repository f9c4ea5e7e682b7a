/** What an official's step has to know of a part beforehand. Nothing is locked: the step itself looks again, and is not taken where something has changed. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../contract.ts'
import type { ToDecide } from '../decide/second-signature.ts'
import { type Acting, inPlaceOf, standsInFor } from '../deputies/in-place-of.ts'
import type { CasesTables } from '../tables.ts'
import { inOffice } from './transitions.ts'

export function findMoving(db: RoomDatabase<CasesTables>) {
  const find = db.question((read, { part, agency, official, today }: Acting & { part: string }) => read.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
    .leftJoin('line as refused', 'refused.id', 'part.objection_to').leftJoin('happening as asked', 'asked.id', 'part.reclaim')
    .select((eb) => [
      'part.id', 'part.application_id', 'part.agency', 'part.status', 'part.due_on', 'part.clock_service', 'part.stopped_on', 'part.days_left', 'part.objection_to', 'part.reclaim', 'part.facts', 'part.holder',
      'refused.decided_by as refused_by', 'refused.decided_for as refused_for', 'refused.proposed_by as refusal_proposed_by', 'refused.proposed_for as refusal_proposed_for', 'asked.detail as asked', 'application.person', 'application.receipt', 'application.pack_edition',
      eb.selectFrom('line').whereRef('line.part_id', '=', 'part.id').where('line.status', '=', 'pending')
        .select(() => sql<Record<string, ToDecide> | null>`jsonb_object_agg(line.id, jsonb_build_object('service', line.service, 'amounts', line.finding -> 'amounts'))`.as('lines')).as('pending'),
      sql<string[]>`array(select visit.official from cases.visit where visit.application_id = part.application_id and visit.wrote)`.as('taken_down'),
      standsInFor({ agency, official, today }).as('stands_in'),
    ])
    .where('part.id', '=', part).where('part.agency', '=', agency))
  /** @throws noSuchPart, also for another agency's and one that has not arrived; alreadyDecided */
  return async ({ agency, official, today }: Acting, part: string) => {
    const [found] = await find({ agency, official, today, part })
    if (!found || found.status === 'arriving') throw new Fault(casesFaults.noSuchPart)
    if (!inOffice.includes(found.status)) throw new Fault(casesFaults.alreadyDecided)
    return { ...found, inPlaceOf: inPlaceOf(found.holder, found.stands_in), pending: new Map(Object.entries(found.pending ?? {})), about: { caseId: found.application_id, receipt: found.receipt ?? '', person: found.person } }
  }
}

export type FoundPart = Awaited<ReturnType<ReturnType<typeof findMoving>>>

/** Somebody else's step came between the look and one's own: the look is taken again, a few times. @param step false: it was not taken */
export async function tryAgain(step: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 4; tries += 1) if (await step()) return
  throw new Fault(casesFaults.changedElsewhere)
}
