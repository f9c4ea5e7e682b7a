/** The person objects to a refusal: the line comes to the same agency once more, with a clock of its own, before another official. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { momentOf } from '../../../kernel/clock/clock.ts'
import { addOpenDays } from '../../../kernel/dates/count-open-days.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { ClockDeps } from '../parts/ask-more.ts'
import { casesFaults, PartArrived } from '../contract.ts'
import { objectionClock, startClock } from '../clocks/legal-clock.ts'
import { tell } from '../parts/move-part.ts'

/** The last day on which one may object, `YYYY-MM-DD`; undefined where the pack knows no objection. */
export function objectionUntil(pack: Pack, decidedAt: Date): string | undefined {
  if (!pack.objection) return undefined
  const decided = Temporal.Instant.fromEpochMilliseconds(decidedAt.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate()
  return addOpenDays(decided.add({ days: pack.objection.within.days }), 0, pack.holidays.map(({ date }) => date)).toString()
}

/** @throws noSuchLine, notRefused, noObjection, objectionLate, objectionKnown, pleaMissing */
export async function objectToLine({ db, pack, clock }: ClockDeps, person: string, receipt: string, lineId: string, plea: string): Promise<void> {
  if (plea.trim() === '') throw new Fault(casesFaults.pleaMissing, { pointer: '/plea' })
  await db.transaction(async (tx) => {
    const application = await tx.selectFrom('application').select(['id', 'status']).where('receipt', '=', receipt).where('person', '=', person).forUpdate().executeTakeFirst()
    if (!application) throw new Fault(casesFaults.noSuchApplication)
    const line = await tx.selectFrom('line').selectAll().where('id', '=', lineId).where('application_id', '=', application.id).executeTakeFirst()
    if (!line) throw new Fault(casesFaults.noSuchLine)
    if (line.status !== 'refused' || line.decided_at === null) throw new Fault(casesFaults.notRefused)
    const until = objectionUntil(pack, line.decided_at)
    if (until === undefined) throw new Fault(casesFaults.noObjection)
    if (clock.today().toString() > until) throw new Fault(casesFaults.objectionLate)
    const refused = await tx.selectFrom('part').selectAll().where('id', '=', line.part_id).executeTakeFirstOrThrow()
    // One who objects to the decision on an objection goes to the tribunal: the agency has spoken twice.
    if (refused.objection_to !== null) throw new Fault(casesFaults.noObjection)
    const known = await tx.selectFrom('part').select('id').where('objection_to', '=', lineId).executeTakeFirst()
    if (known) throw new Fault(casesFaults.objectionKnown)
    const part = newId()
    await tx.insertInto('part').values({
      id: part, application_id: application.id, agency: refused.agency, purpose: refused.purpose, status: 'open', opened_at: momentOf(clock),
      facts: JSON.stringify(refused.facts), answers: JSON.stringify(refused.answers), objection_to: lineId, plea: plea.trim(), holder: null,
      ...startClock(pack, clock.today(), [objectionClock]),
    }).execute()
    await tx.insertInto('line').values({
      id: newId(), part_id: part, application_id: application.id, service: line.service, finding: JSON.stringify(line.finding),
      status: 'pending', decided_at: null, decided_by: null, reason: null,
    }).execute()
    await tx.updateTable('application').set({ status: 'submitted', changed_at: momentOf(clock) }).where('id', '=', application.id).execute()
    await emit(tx, PartArrived, { part, agency: refused.agency, receipt })
    await tell(tx, application.id, 'objected', refused.agency, { service: line.service })
  })
}
