/** An official decides lines of a part, all at once or some now; a refusal has a reason. Decided is decided; where the law wants two, it is proposed. */
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { casesFaults } from '../contract.ts'
import type { ClockDeps } from '../parts/ask-more.ts'
import { actingOn, isSameHand } from '../deputies/in-place-of.ts'
import { findMoving, type FoundPart, tryAgain } from '../parts/find-moving.ts'
import { isObjection } from './open-objection.ts'
import { wantsSecond } from './second-signature.ts'
import { type Settled, settleLines } from './settle-lines.ts'
import { whatIsTold } from './what-is-told.ts'

export interface LineDecision {
  line: string
  outcome: 'approved' | 'refused'
  reason: string | null
  /** What an approval tells the person in the official's words, where no register says it. */
  answer?: string | null
}

/** How many lines are decided, and how many wait for a second official. */
export interface Decided { decided: number; proposed: number }

export type Decide = ReturnType<typeof decideLines>

/**
 * All or nothing: where one of the lines has been decided in between, none is.
 * @returns decides. @throws nothingChosen, reasonMissing, answerNeeded, noSuchPart, alreadyDecided, anotherOfficial, anotherWrites, changedElsewhere
 */
export function decideLines({ db, editions, clock }: ClockDeps) {
  const find = findMoving(db)
  const settle = settleLines(db)
  return async (official: Official, partId: string, decisions: readonly LineDecision[]): Promise<Decided> => {
    if (decisions.length === 0) throw new Fault(casesFaults.nothingChosen)
    const unreasoned = decisions.find(({ outcome, reason }) => outcome === 'refused' && !reason)
    if (unreasoned) throw new Fault(casesFaults.reasonMissing, { pointer: `/reason-${unreasoned.line}` })
    const count: Decided = { decided: 0, proposed: 0 }
    await tryAgain(async () => {
      const part = await find(actingOn(official, clock), partId)
      demandAnother(part, official)
      const pack = editions.packAt(part.pack_edition)
      const all = decisions.map(({ line, outcome, reason, answer = null }): Settled & { second: boolean } => {
        const pending = part.pending.get(line)
        if (!pending) throw new Fault(casesFaults.alreadyDecided)
        // That a claim is lifted finds nothing out.
        const told = part.reclaim === null ? whatIsTold(pack, part.facts, { service: pending.service, outcome, answer, line }) : { found: null, answer: null }
        return {
          line, service: pending.service, outcome, reason: outcome === 'refused' ? reason : null,
          found: told.found && JSON.stringify(told.found), answer: told.answer, second: wantsSecond(pack, pending, outcome),
        }
      })
      const decided = all.filter(({ second }) => !second)
      const proposals = all.filter(({ second }) => second).map((line) => ({ ...line, proposal: newId() }))
      Object.assign(count, { decided: decided.length, proposed: proposals.length } satisfies Decided)
      await pausePoint('cases.decide.before-commit')
      return settle(proposals.length === 0 ? 'decide' : 'propose', { part, official: official.official, decidedAt: clock.now().toString(), decided, proposals })
    })
    await pausePoint('cases.decide.after-commit')
    return count
  }
}

/** Who took the application down at a counter does not decide on it. Who refused, or proposed to, or asked back what was paid, does not decide on the objection; nor does a deputy of theirs. */
export function demandAnother({ objection_to, reclaim, asked, stands_in, refused_by, refused_for, refusal_proposed_by, refusal_proposed_for, taken_down }: FoundPart, { official }: Official) {
  if (isSameHand(taken_down, official, stands_in)) throw new Fault(casesFaults.anotherWrites)
  const asker = asked?.['asker']
  if (isObjection({ objection_to, reclaim }) && isSameHand([refused_by, refused_for, refusal_proposed_by, refusal_proposed_for, typeof asker === 'string' ? asker : null], official, stands_in)) throw new Fault(casesFaults.anotherOfficial)
}
