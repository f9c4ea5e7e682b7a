import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { byWhom } from '../../../kernel/http/acting-for.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { ClockState } from '../clocks/legal-clock.ts'
import { type Act, type Transition, transitions } from './transitions.ts'
import type { CasesTables } from '../tables.ts'

type PartChange = Partial<Pick<CasesTables['part'], 'due_on' | 'clock_service' | 'stopped_on' | 'days_left' | 'opened_at' | 'agency' | 'purpose' | 'holder'>> & { facts?: string; arrival?: string }

export interface MovingPart { id: string; application_id: string; agency: string }

/**
 * One step on a part's way, with its line in the timeline.
 * @param set what the step writes beside the state: the clock, the facts that arrived
 * @param detail of its line in the timeline
 * @throws the transition's own fault where the part is not in a state from which the step leads on
 */
export async function movePart(tx: Tx<CasesTables>, part: MovingPart, act: Act, set: PartChange = {}, detail: Record<string, string> = {}): Promise<void> {
  const { from, to, tells, otherwise }: Transition = transitions[act]
  const moved = await tx.updateTable('part').set({ status: to, ...set }).where('id', '=', part.id).where('status', 'in', from).executeTakeFirst()
  if (moved.numUpdatedRows === 0n) throw new Fault(otherwise)
  if (tells !== null) await tell(tx, part.application_id, tells, part.agency, detail)
}

/** A line of the person's timeline; it names whoever acted in their place. @param agency null: it concerns the whole application @returns its id */
export async function tell(tx: Tx<CasesTables>, applicationId: string, kind: string, agency: string | null, detail: Record<string, string | number> = {}): Promise<string> {
  const id = newId()
  await tx.insertInto('happening').values({ id, application_id: applicationId, kind, agency, detail: JSON.stringify({ ...detail, ...byWhom() }) }).execute()
  return id
}

/** What a step needs to know where it is part of one command; the clock was reckoned from `due_before`, and the step is not taken when that has changed. */
export interface Moving extends ClockState { part: string; application: string; due_before: string | null; happening: string }

/** @property detail JSON: who acted in the person's place */
export interface Telling { happening: string; detail: string }

/** The first statement of every command that moves a part: the application's row is locked first, everywhere in the same order. */
export const lockApplication = (_: unknown, { application }: { application: string }) => sql`select 1 from cases.application where id = ${application}::uuid for update`

/**
 * The same step as `movePart`, as part of a larger statement.
 * @param when what else must hold
 * @returns id, application_id, agency; no row where the step does not lead on
 */
export const movingPart = (act: Act, { part, due_before, due_on, clock_service, stopped_on, days_left }: Moving, when: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> => sql`
  update cases.part set status = ${sql.lit(transitions[act].to)},
    due_on = ${due_on}::date, clock_service = ${clock_service}::text, stopped_on = ${stopped_on}::date, days_left = ${days_left}::int
  where id = ${part}::uuid and ${isIn('part.status', transitions[act].from)} and due_on is not distinct from ${due_before}::date and ${when}
  returning id, application_id, agency`

/** Its line of the timeline, from the rows of `moved`. */
export const tellingMove = (act: Act, { happening, detail }: Telling): RawBuilder<unknown> => sql`
  insert into cases.happening (id, application_id, kind, agency, detail) select ${happening}::uuid, application_id, ${sql.lit(transitions[act].tells)}, agency, ${detail}::jsonb from moved`

/** A condition on a column that is the same at every asking, so that it stands in the prepared text. */
export const isIn = (column: string, states: readonly string[]): RawBuilder<boolean> => sql`${sql.ref(column)} in (${sql.join(states.map((state) => sql.lit(state)))})`
