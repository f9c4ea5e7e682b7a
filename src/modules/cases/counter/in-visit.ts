/** What an official does for somebody who stands there: asked at each page whether that goes on, and under the mandate of whoever acts for another. */
import { momentOf } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { actUnder, atCounter } from '../../../kernel/http/acting-for.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { casesFaults } from '../contract.ts'
import { demandCounter, endOf, endsAfter, type VisitDeps, type VisitRow } from './visit.ts'

/** Only the official's own, at the agency where it began. @throws noCounter, noSuchVisit */
export async function readVisit(deps: VisitDeps, official: Official, id: string): Promise<VisitRow> {
  demandCounter(deps, official)
  const row = await deps.db.transaction((tx) => tx.selectFrom('visit').selectAll().where('id', '=', id).where('official', '=', official.official).where('agency', '=', official.agency).executeTakeFirst())
  if (!row) throw new Fault(casesFaults.noSuchVisit)
  return row
}

/** @throws visitOver with how it has ended */
export async function demandOpen(deps: VisitDeps, official: Official, id: string): Promise<VisitRow> {
  const visit = await readVisit(deps, official, id)
  const because = endOf(visit, deps.clock)
  if (because !== undefined) throw new Fault(casesFaults.visitOver, { values: { because } })
  return visit
}

/** @param keeps something is written down: the visit goes on for as long again */
export async function inVisit<Result>(deps: VisitDeps, official: Official, visit: VisitRow, keeps: boolean, work: () => Promise<Result>): Promise<Result> {
  const { db, clock, mandates } = deps
  if (keeps) await db.transaction((tx) => tx.updateTable('visit').set({ ends_at: endsAfter(visit.begun_at, momentOf(clock)) }).where('id', '=', visit.id).where('ended_at', 'is', null).execute())
  const there = () => atCounter({ visit: visit.id, official: official.official, name: official.name, agency: official.agency }, work)
  if (visit.mandate === null || visit.present === null) return there()
  const { done } = await mandates.use({ mandate: visit.mandate, actor: visit.present, act: 'apply', matter: visit.application_id ?? visit.id, reads: !keeps })
  try {
    const under = await mandates.stand(visit.mandate)
    if (!under) throw new Fault(casesFaults.noSuchVisit)
    return await actUnder(under, there)
  } finally {
    await done()
  }
}
