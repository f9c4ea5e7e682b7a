/** The person objects to a refusal: the line comes to the same agency once more. */
import { Fault } from '../../../kernel/faults/faults.ts'
import type { ClockDeps } from '../parts/ask-more.ts'
import { casesFaults } from '../contract.ts'
import { demandInTime, demandPlea, isObjection, lockOwn, openObjection } from './open-objection.ts'

/** @throws noSuchApplication, noSuchLine, notRefused, noObjection, objectionLate, objectionKnown, pleaMissing */
export async function objectToLine(deps: ClockDeps, person: string, receipt: string, lineId: string, plea: string): Promise<void> {
  demandPlea(plea)
  await deps.db.transaction(async (tx) => {
    const { id: application } = await lockOwn(tx, person, receipt)
    const line = await tx.selectFrom('line').selectAll().where('id', '=', lineId).where('application_id', '=', application).executeTakeFirst()
    if (!line) throw new Fault(casesFaults.noSuchLine)
    if (line.status !== 'refused' || line.decided_at === null) throw new Fault(casesFaults.notRefused)
    demandInTime(deps, line.decided_at)
    const part = await tx.selectFrom('part').selectAll().where('id', '=', line.part_id).executeTakeFirstOrThrow()
    // One who objects to the decision on an objection goes to the tribunal: the agency has spoken twice.
    if (isObjection(part)) throw new Fault(casesFaults.noObjection)
    await openObjection(tx, deps, { application, receipt, part, agency: part.agency, against: { objection_to: lineId }, line, plea, told: 'objected' })
  })
}
