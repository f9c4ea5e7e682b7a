/** A visit ends: finished by the official, handed to the person to confirm, or stopped by the person from wherever they are signed in. What was written down stays in the draft, which is theirs. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { momentOf } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { casesFaults } from '../contract.ts'
import { readVisit } from './in-visit.ts'
import { endOpen } from './open-visit.ts'
import { endOf, type VisitDeps, type VisitEnd } from './visit.ts'

/** Twice is once. @throws noCounter, noSuchVisit */
export async function endAtCounter(deps: VisitDeps, official: Official, id: string, because: Extract<VisitEnd, 'finished' | 'handed'>): Promise<void> {
  const visit = await readVisit(deps, official, id)
  if (endOf(visit, deps.clock) !== undefined) return
  await deps.db.transaction(async (tx) => {
    const { numUpdatedRows } = await endOpen(tx, id, momentOf(deps.clock), because)
    if (numUpdatedRows === 1n) await noteAct(tx, `official:${official.official}`, 'end visit', `visit:${id}`, { because })
  })
}

/** @throws noSuchVisit, also for another's; visitOver where there is nothing to stop any more */
export async function stopOwn({ db, clock }: VisitDeps, person: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await tx.selectFrom('visit').select(['ended_because', 'ends_at']).where('id', '=', id).where('person', '=', person).where('application_id', 'is not', null).forUpdate().executeTakeFirst()
    if (!row) throw new Fault(casesFaults.noSuchVisit)
    const because = endOf(row, clock)
    if (because !== undefined) throw new Fault(casesFaults.visitOver, { values: { because } })
    await endOpen(tx, id, momentOf(clock), 'stopped')
    await noteAct(tx, `resident:${person}`, 'stop visit', `visit:${id}`)
  })
}
