/** Decisions that take effect: with a part's last line the part is decided, with its last part the application is closed. One command, all or nothing. */
import { type RawBuilder, sql } from 'kysely'
import type { Static, TSchema } from 'typebox'
import { notingAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emitting } from '../../../kernel/events/events.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { Closed, LinesDecided, ReclaimDecided } from '../contract.ts'
import { actedFor } from '../deputies/in-place-of.ts'
import type { FoundPart } from '../parts/find-moving.ts'
import { isIn, lockApplication, type Moving, movingPart } from '../parts/move-part.ts'
import { inOffice, lineTransitions, undecided, unsettledLine } from '../parts/transitions.ts'
import type { CasesTables, LineStatus } from '../tables.ts'

/** Who settles what no official decides. */
export const platform = 'system'

/** A decision that the checks have passed. */
export interface Settled { line: string; service: string; outcome: 'approved' | 'refused'; reason: string | null; found: string | null; answer: string | null }

interface Settling extends Moving {
  official: string
  /** In whose place, where a deputy acts. */
  inPlaceOf: string | null
  /** When it is decided, by the house's clock: the time to object is counted from it. */
  decidedAt: string
  /** Side by side: line, outcome, reason; what was found, as JSON texts; the official's own words. */
  lines: string[]
  outcomes: string[]
  reasons: (string | null)[]
  founds: (string | null)[]
  answers: (string | null)[]
  /** The same of what is only proposed. */
  proposals: string[]
  proposedLines: string[]
  proposedOutcomes: string[]
  proposedReasons: (string | null)[]
  proposedFounds: (string | null)[]
  proposedAnswers: (string | null)[]
  proposedHappening: string
  proposedCount: string
  /** Every line that is touched. */
  touched: string[]
  /** Kind of the happening, and its detail; those of the act. */
  kind: string
  counts: string
  actor: string
  object: string
  act: string
  event: string
  announced: string
  /** Should it be the last: a part is decided with its last line, an application closed with its last part. */
  closedHappening: string
  closedEvent: string
  closed: string
}

/** Decided by one official; decided and proposed in one; signed by a second. */
type Way = 'decide' | 'propose' | 'sign'

/** What a proposal writes beside decisions that need none. */
const proposing = (it: Settling): RawBuilder<unknown> => sql`
    proposed as (
      update cases.line set status = ${sql.lit(lineTransitions.propose.to)}, proposed_by = ${it.official}, proposed_for = ${it.inPlaceOf}::text from ready where line.id = any (${it.proposedLines}::uuid[])
    ), kept as (
      insert into cases.proposal (id, line_id, part_id, outcome, reason, found, answer, proposed_by, proposed_for, proposed_at)
      select p.id, p.line, ready.id, p.outcome, p.reason, p.found::jsonb, p.answer, ${it.official}, ${it.inPlaceOf}::text, ${it.decidedAt}::timestamptz
      from ready, unnest(${it.proposals}::uuid[], ${it.proposedLines}::uuid[], ${it.proposedOutcomes}::text[], ${it.proposedReasons}::text[], ${it.proposedFounds}::text[], ${it.proposedAnswers}::text[]) p (id, line, outcome, reason, found, answer)
    ), told_proposed as (
      insert into cases.happening (id, application_id, at, kind, agency, detail) select ${it.proposedHappening}::uuid, application_id, at, ${sql.lit(lineTransitions.propose.tells)}, agency, ${it.proposedCount}::jsonb from ready
    ),`

/** What a signature ends. */
const signing = (it: Settling): RawBuilder<unknown> => sql`
    signed as (
      update cases.proposal set ended = 'signed', ended_by = ${it.official}, ended_for = ${it.inPlaceOf}::text, ended_at = ${it.decidedAt}::timestamptz from ready where proposal.id = any (${it.proposals}::uuid[])
    ),`

/** A signature is for the proposal that was seen, of somebody else; nobody signs what came after it. */
const stillProposed = (it: Settling): RawBuilder<unknown> => sql`
        and (select count(*) from cases.proposal where proposal.id = any (${it.proposals}::uuid[]) and ended is null and proposed_by <> ${it.official}) = cardinality(${it.touched}::uuid[])`

const command = (db: RoomDatabase<CasesTables>, way: Way, announces: typeof LinesDecided | typeof ReclaimDecided) => {
  const from: LineStatus = lineTransitions[way].from
  return db.command<Settling, { emitted: unknown }>(lockApplication, (_, it) => sql`
    with ready as (
      select id, application_id, agency, clock_timestamp() as at from cases.part where id = ${it.part}::uuid and ${isIn('part.status', inOffice)}
        and (select count(*) from cases.line where part_id = ${it.part}::uuid and line.status = ${sql.lit(from)} and line.id = any (${it.touched}::uuid[])) = cardinality(${it.touched}::uuid[])
        ${way === 'sign' ? stillProposed(it) : sql``}
    ), ${way === 'propose' ? proposing(it) : way === 'sign' ? signing(it) : sql``} decided as (
      update cases.line set status = decision.outcome, decided_at = ${it.decidedAt}::timestamptz, decided_by = ${it.official}, decided_for = ${it.inPlaceOf}::text, reason = decision.reason, found = decision.found::jsonb, answer = decision.answer
      from ready, unnest(${it.lines}::uuid[], ${it.outcomes}::text[], ${it.reasons}::text[], ${it.founds}::text[], ${it.answers}::text[]) decision (line, outcome, reason, found, answer) where line.id = decision.line
    ), told as (
      insert into cases.happening (id, application_id, at, kind, agency, detail) select ${it.happening}::uuid, application_id, at, ${it.kind}, agency, ${it.counts}::jsonb from ready where cardinality(${it.lines}::uuid[]) > 0
    ), moved as (
      ${movingPart('decide', it, sql`exists (select from ready) and not exists (
        select from cases.line left_over where left_over.part_id = ${it.part}::uuid and ${isIn('left_over.status', unsettledLine)} and left_over.id <> all (${it.lines}::uuid[]))`)}
    ), closed as (
      update cases.application set status = 'closed', changed_at = now() from moved where application.id = moved.application_id and not exists (
        select from cases.part other where other.application_id = ${it.application}::uuid and other.id <> ${it.part}::uuid and ${isIn('other.status', undecided)})
      returning application.id
    ), told_closed as (
      -- After the decision that closes it, in the order of the timeline.
      insert into cases.happening (id, application_id, at, kind) select ${it.closedHappening}::uuid, closed.id, ready.at + interval '1 millisecond', 'closed' from closed, ready
    ) select ${notingAct(way, it.actor, it.object, it.act)}, case when cardinality(${it.lines}::uuid[]) > 0 then ${emitting<TSchema>(announces, it.event, it.announced)} end as emitted,
        case when closed.id is not null then ${emitting(Closed, it.closedEvent, it.closed)} end
      from ready left join closed on true`)
}

export interface Settlement {
  part: FoundPart
  official: string
  decidedAt: string
  decided: readonly Settled[]
  /** What becomes a proposal, each under its id; or which proposals are signed. */
  proposals?: readonly (Settled & { proposal: string })[]
}

/** @returns settles; false where somebody else came between the look and this */
export function settleLines(db: RoomDatabase<CasesTables>) {
  const ways = (announces: typeof LinesDecided | typeof ReclaimDecided) => ({ decide: command(db, 'decide', announces), propose: command(db, 'propose', announces), sign: command(db, 'sign', announces) })
  // Nothing is granted by an objection to what is asked back: whoever pays, writes or certifies what is granted hears nothing of it.
  const [send, sendReclaim] = [ways(LinesDecided), ways(ReclaimDecided)]
  return async (way: Way, { part, official, decidedAt, decided, proposals = [] }: Settlement): Promise<boolean> => {
    const proposed = way === 'propose' ? proposals : []
    const { due_on, clock_service, stopped_on, days_left, about, id, inPlaceOf } = part
    const done = await (part.reclaim === null ? send : sendReclaim)[way]({
      part: id, application: part.application_id, due_before: due_on, due_on, clock_service, stopped_on, days_left, happening: newId(), official, inPlaceOf, decidedAt,
      lines: decided.map(({ line }) => line), outcomes: decided.map(({ outcome }) => outcome), reasons: decided.map(({ reason }) => reason),
      founds: decided.map(({ found }) => found), answers: decided.map(({ answer }) => answer),
      proposals: proposals.map(({ proposal }) => proposal), proposedLines: proposed.map(({ line }) => line), proposedOutcomes: proposed.map(({ outcome }) => outcome),
      proposedReasons: proposed.map(({ reason }) => reason), proposedFounds: proposed.map(({ found }) => found), proposedAnswers: proposed.map(({ answer }) => answer),
      proposedHappening: newId(), proposedCount: JSON.stringify({ count: proposed.length }), touched: [...decided, ...proposed].map(({ line }) => line),
      ...wordsOf(part, official, decided),
      actor: official === platform ? platform : `official:${official}`, object: `part:${id}`,
      act: JSON.stringify({ lines: decided.map(({ line, outcome }) => ({ line, outcome })), ...actedFor(inPlaceOf), ...(proposals.length === 0 ? {} : { proposals: proposals.map(({ proposal, line, outcome }) => ({ proposal, line, outcome })) }) }),
      event: newId(),
      closedHappening: newId(), closedEvent: newId(), closed: JSON.stringify(about),
    })
    return done.length > 0
  }
}

/** What the timeline and the event say of it. An objection to what is asked back is of one line. */
function wordsOf({ id, agency, about, objection_to, reclaim, asked }: FoundPart, official: string, decided: readonly Settled[]): Pick<Settling, 'kind' | 'counts' | 'announced'> {
  const base = { ...about, part: id, agency, official }
  const [only] = decided
  if (reclaim !== null && only) {
    const outcome = only.outcome === 'approved' ? 'lifted' : 'upheld'
    return {
      kind: `reclaim-${outcome}`, counts: JSON.stringify({ service: only.service, amount: asked?.['amount'] ?? 0 }),
      announced: JSON.stringify({ ...base, service: only.service, payment: String(asked?.['reference']), letter: only.line, outcome } satisfies Static<typeof ReclaimDecided.payload>),
    }
  }
  const count = (wanted: string) => decided.filter(({ outcome }) => outcome === wanted).length
  return {
    kind: objection_to === null ? 'decided' : 'objection-decided', counts: JSON.stringify({ approved: count('approved'), refused: count('refused') }),
    announced: JSON.stringify({ ...base, lines: decided.map(({ line, service, outcome, reason }) => ({ line, service, outcome, reason })) } satisfies Static<typeof LinesDecided.payload>),
  }
}
