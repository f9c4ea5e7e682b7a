/** An objection is a part of its own at the same agency: with a clock of its own, before another official, once for each decision it is against. */
import type { Selectable } from 'kysely'
import { momentOf } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { ClockDeps } from '../parts/ask-more.ts'
import { casesFaults, PartArrived } from '../contract.ts'
import { type Against, objectionUntil } from '../clocks/days-after.ts'
import { clockOf, startClock } from '../clocks/legal-clock.ts'
import { tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'

type Objecting = Pick<Selectable<CasesTables['part']>, 'objection_to' | 'reclaim'>

/** What a part is an objection to; null: to nothing. */
export const objectionTo = ({ objection_to, reclaim }: Objecting): Against | null => (reclaim !== null ? 'reclaim' : objection_to !== null ? 'refusal' : null)

export const isObjection = (part: Objecting) => objectionTo(part) !== null

/** @throws pleaMissing */
export function demandPlea(plea: string) {
  if (plea.trim() === '') throw new Fault(casesFaults.pleaMissing, { pointer: '/plea' })
}

/** @throws noObjection, objectionLate */
export function demandInTime({ pack, clock }: Pick<ClockDeps, 'pack' | 'clock'>, decidedAt: Date, against: Against = 'refusal') {
  const until = objectionUntil(pack, decidedAt, against)
  if (until === undefined) throw new Fault(casesFaults.noObjection)
  if (clock.today().toString() > until) throw new Fault(casesFaults.objectionLate)
}

/** Until the transaction ends; whoever else objects, or decides, waits. @throws noSuchApplication */
export async function lockOwn(tx: Tx<CasesTables>, person: string, receipt: string) {
  const application = await tx.selectFrom('application').select(['id', 'receipt']).where('receipt', '=', receipt).where('person', '=', person).forUpdate().executeTakeFirst()
  if (!application) throw new Fault(casesFaults.noSuchApplication)
  return application
}

export interface Objection {
  application: string
  receipt: string
  /** Whose decision it is against: its agency decides again, on what it was given. */
  part: Pick<Selectable<CasesTables['part']>, 'purpose' | 'facts' | 'answers'>
  agency: string
  against: { objection_to: string } | { reclaim: string }
  line: Pick<Selectable<CasesTables['line']>, 'service' | 'finding'>
  plea: string
  /** Kind of the happening. */
  told: 'objected' | 'reclaim-objected'
}

/** @throws objectionKnown */
export async function openObjection(tx: Tx<CasesTables>, { pack, clock }: Pick<ClockDeps, 'pack' | 'clock'>, { application, receipt, part, agency, against, line, plea, told }: Objection): Promise<void> {
  const [column, id] = 'reclaim' in against ? ['reclaim', against.reclaim] as const : ['objection_to', against.objection_to] as const
  if (await tx.selectFrom('part').select('id').where(column, '=', id).executeTakeFirst()) throw new Fault(casesFaults.objectionKnown)
  const own = newId()
  await tx.insertInto('part').values({
    id: own, application_id: application, agency, purpose: part.purpose, status: 'open', opened_at: momentOf(clock),
    facts: JSON.stringify(part.facts), answers: JSON.stringify(part.answers), objection_to: null, reclaim: null, ...against, plea: plea.trim(), holder: null,
    ...startClock(pack, clock.today(), [clockOf['reclaim' in against ? 'reclaim' : 'refusal']]),
  }).execute()
  await tx.insertInto('line').values({
    id: newId(), part_id: own, application_id: application, service: line.service, finding: JSON.stringify(line.finding),
    status: 'pending', decided_at: null, decided_by: null, reason: null,
  }).execute()
  await tx.updateTable('application').set({ status: 'submitted', changed_at: momentOf(clock) }).where('id', '=', application).execute()
  await emit(tx, PartArrived, { part: own, agency, receipt })
  await tell(tx, application, told, agency, { service: line.service })
}
