/** An official decides lines of a part, all at once or some now; a refusal has a reason. Decided is decided. */
import { sql } from 'kysely'
import { notingAct } from '../../../kernel/audit/note-act.ts'
import { emitting } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import type { ClockDeps } from '../parts/ask-more.ts'
import { casesFaults, Closed, LinesDecided } from '../contract.ts'
import { findMoving, tryAgain } from '../parts/find-moving.ts'
import { isIn, lockApplication, type Moving, movingPart } from '../parts/move-part.ts'
import { inOffice, undecided } from '../parts/transitions.ts'
import { whatIsTold } from './what-is-told.ts'

export interface LineDecision {
  line: string
  outcome: 'approved' | 'refused'
  reason: string | null
  /** What an approval tells the person in the official's words, where no register says it. */
  answer?: string | null
}

export type Decide = ReturnType<typeof decideLines>

interface Deciding extends Moving {
  official: string
  /** When it is decided, by the house's clock: the time to object is counted from it. */
  decidedAt: string
  /** Side by side: line, outcome, reason. */
  lines: string[]
  outcomes: string[]
  reasons: (string | null)[]
  /** What was found, as JSON texts; the official's own words. */
  founds: (string | null)[]
  answers: (string | null)[]
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

/**
 * All or nothing: where one of the lines has been decided in between, none is.
 * @returns decides. @throws nothingChosen, reasonMissing, answerNeeded, noSuchPart, alreadyDecided, anotherOfficial, changedElsewhere
 */
export function decideLines({ db, pack, clock }: ClockDeps) {
  const find = findMoving(db)
  const send = db.command<Deciding, { emitted: unknown }>(lockApplication, (_, it) => sql`
    with ready as (
      select id, application_id, agency, clock_timestamp() as at from cases.part where id = ${it.part}::uuid and ${isIn('part.status', inOffice)}
        and (select count(*) from cases.line where part_id = ${it.part}::uuid and line.status = 'pending' and line.id = any (${it.lines}::uuid[])) = cardinality(${it.lines}::uuid[])
    ), decided as (
      update cases.line set status = decision.outcome, decided_at = ${it.decidedAt}::timestamptz, decided_by = ${it.official}, reason = decision.reason, found = decision.found::jsonb, answer = decision.answer
      from ready, unnest(${it.lines}::uuid[], ${it.outcomes}::text[], ${it.reasons}::text[], ${it.founds}::text[], ${it.answers}::text[]) decision (line, outcome, reason, found, answer) where line.id = decision.line
    ), told as (
      insert into cases.happening (id, application_id, at, kind, agency, detail) select ${it.happening}::uuid, application_id, at, ${it.kind}, agency, ${it.counts}::jsonb from ready
    ), moved as (
      ${movingPart('decide', it, sql`exists (select from ready) and not exists (
        select from cases.line left_over where left_over.part_id = ${it.part}::uuid and left_over.status = 'pending' and left_over.id <> all (${it.lines}::uuid[]))`)}
    ), closed as (
      update cases.application set status = 'closed', changed_at = now() from moved where application.id = moved.application_id and not exists (
        select from cases.part other where other.application_id = ${it.application}::uuid and other.id <> ${it.part}::uuid and ${isIn('other.status', undecided)})
      returning application.id
    ), told_closed as (
      -- After the decision that closes it, in the order of the timeline.
      insert into cases.happening (id, application_id, at, kind) select ${it.closedHappening}::uuid, closed.id, ready.at + interval '1 millisecond', 'closed' from closed, ready
    ) select ${notingAct('decide', it.actor, it.object, it.act)}, ${emitting(LinesDecided, it.event, it.announced)} as emitted,
        case when closed.id is not null then ${emitting(Closed, it.closedEvent, it.closed)} end
      from ready left join closed on true`)
  return async (official: Official, partId: string, decisions: readonly LineDecision[]): Promise<void> => {
    if (decisions.length === 0) throw new Fault(casesFaults.nothingChosen)
    const unreasoned = decisions.find(({ outcome, reason }) => outcome === 'refused' && !reason)
    if (unreasoned) throw new Fault(casesFaults.reasonMissing, { pointer: `/reason-${unreasoned.line}` })
    await tryAgain(async () => {
      const part = await find(official.agency, partId)
      // Who refused does not decide on the objection.
      if (part.objection_to !== null && part.refused_by === official.official) throw new Fault(casesFaults.anotherOfficial)
      const decided = decisions.map(({ line, outcome, reason }) => {
        const service = part.pending.get(line)
        if (service === undefined) throw new Fault(casesFaults.alreadyDecided)
        return { line, service, outcome, reason: outcome === 'refused' ? reason : null }
      })
      const told = decisions.map(({ line, outcome, answer }) => whatIsTold(pack, part.facts, { service: part.pending.get(line)!, outcome, answer: answer ?? null, line }))
      const count = (wanted: string) => decided.filter(({ outcome }) => outcome === wanted).length
      await pausePoint('cases.decide.before-commit')
      const { due_on, clock_service, stopped_on, days_left, about, agency } = part
      const done = await send({
        part: partId, application: part.application_id, due_before: due_on, due_on, clock_service, stopped_on, days_left, happening: newId(),
        official: official.official, decidedAt: clock.now().toString(), lines: decided.map(({ line }) => line), outcomes: decided.map(({ outcome }) => outcome), reasons: decided.map(({ reason }) => reason),
        founds: told.map(({ found }) => found && JSON.stringify(found)), answers: told.map(({ answer }) => answer),
        kind: part.objection_to === null ? 'decided' : 'objection-decided', counts: JSON.stringify({ approved: count('approved'), refused: count('refused') }),
        actor: `official:${official.official}`, object: `part:${partId}`, act: JSON.stringify({ lines: decided.map(({ line, outcome }) => ({ line, outcome })) }),
        event: newId(), announced: JSON.stringify({ ...about, part: partId, agency, official: official.official, lines: decided }),
        closedHappening: newId(), closedEvent: newId(), closed: JSON.stringify(about),
      })
      return done.length > 0
    })
    await pausePoint('cases.decide.after-commit')
  }
}
