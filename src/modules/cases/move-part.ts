import type { Tx } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { type Act, type Transition, transitions } from './transitions.ts'
import type { CasesTables } from './tables.ts'

type PartChange = Partial<Pick<CasesTables['part'], 'due_on' | 'clock_service' | 'stopped_on' | 'days_left' | 'opened_at'>> & { facts?: string }

export interface MovingPart { id: string; application_id: string; agency: string }

/**
 * One step on a part's way, with its line in the timeline.
 * @param set what the step writes beside the state: the clock, the facts that arrived
 * @throws the transition's own fault where the part is not in a state from which the step leads on
 */
export async function movePart(tx: Tx<CasesTables>, part: MovingPart, act: Act, set: PartChange = {}): Promise<void> {
  const { from, to, tells, otherwise }: Transition = transitions[act]
  const moved = await tx.updateTable('part').set({ status: to, ...set }).where('id', '=', part.id).where('status', 'in', from).executeTakeFirst()
  if (moved.numUpdatedRows === 0n) throw new Fault(otherwise)
  if (tells !== null) await tell(tx, part.application_id, tells, part.agency)
}

/** A line of the person's timeline. @param agency null: it concerns the whole application */
export async function tell(tx: Tx<CasesTables>, applicationId: string, kind: string, agency: string | null, detail: Record<string, string | number> = {}): Promise<void> {
  await tx.insertInto('happening').values({ id: newId(), application_id: applicationId, kind, agency, detail: JSON.stringify(detail) }).execute()
}
