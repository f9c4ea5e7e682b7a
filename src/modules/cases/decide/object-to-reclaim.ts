/**
 * The person objects to what is asked back. What was granted is not decided once more, so that the part's line has no finding of the
 * rules: approved, the claim is lifted; refused, it stands.
 */
import { Fault } from '../../../kernel/faults/faults.ts'
import type { ClockDeps } from '../parts/ask-more.ts'
import { casesFaults } from '../contract.ts'
import { demandInTime, demandPlea, lockOwn, openObjection } from './open-objection.ts'

/** @param reclaim id of its letter. @throws noSuchApplication, noSuchLetter, noObjection, objectionLate, objectionKnown, pleaMissing */
export async function objectToReclaim(deps: ClockDeps, person: string, receipt: string, reclaim: string, plea: string): Promise<void> {
  demandPlea(plea)
  await deps.db.transaction(async (tx) => {
    const { id: application } = await lockOwn(tx, person, receipt)
    const asked = await tx.selectFrom('happening').selectAll().where('id', '=', reclaim).where('application_id', '=', application).where('kind', '=', 'payment-reclaimed').executeTakeFirst()
    const service = asked?.detail['service']
    const granted = typeof service === 'string' ? await tx.selectFrom('line').innerJoin('part', 'part.id', 'line.part_id').select(['part.purpose', 'part.facts', 'part.answers', 'part.agency'])
      .where('line.application_id', '=', application).where('line.service', '=', service).where('line.status', '=', 'approved').where('part.reclaim', 'is', null).executeTakeFirst() : undefined
    // Asked back before letters told of it: nothing says how much, or under which reference.
    if (!asked || !granted || typeof service !== 'string' || typeof asked.detail['reference'] !== 'string') throw new Fault(casesFaults.noSuchLetter)
    demandInTime(deps, asked.at, 'reclaim')
    await openObjection(tx, deps, { application, receipt, part: granted, agency: granted.agency, against: { reclaim }, line: { service, finding: null }, plea, told: 'reclaim-objected' })
  })
}
