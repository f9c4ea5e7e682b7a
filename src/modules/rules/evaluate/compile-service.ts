/** One service, ready to answer for one household: everybody whom its text asks, each with reasons, amounts and what is missing. */
import type { Finding } from '../contract.ts'
import type { Ir, ServiceRule } from '../ir/ir.ts'
import { answerFor, type Law, type ToldBranch } from './answer-for.ts'
import type { Read } from './compile-nodes.ts'
import { gapOf } from './gap-of.ts'
import { guardExclusions } from './guard-exclusions.ts'
import { Overflow, RulesFault } from './faults.ts'
import { compileSentence, type Wording } from './fill-sentence.ts'
import type { Run } from './frame.ts'
import { mergeAnswers } from './merge-answers.ts'

/** @throws RulesFault */
export type AnswerService = (run: Run) => Finding

export function compileService(rule: ServiceRule, ir: Ir, reads: readonly Read[], wording: Wording): AnswerService {
  const law = lawOf(rule, ir, reads, wording)
  const guard = guardExclusions(rule, ir, reads)
  const list = listOf(rule)
  return (run) => {
    try {
      guard(run)
      const asked = list === null ? [run.home] : run.members(list)
      const answers = asked?.flatMap((frame) => answerFor(frame, law) ?? [])
      const { figures, ...merged } = mergeAnswers(answers, list ?? '')
      return {
        service: rule.service, ...merged, law: rule.source, rule: { file: rule.place.file, name: rule.service, hash: rule.hash },
        ...(figures.length > 0 ? { gaps: figures.map((name) => gapOf(name, ir)) } : {}),
      }
    } catch (cause) {
      if (!(cause instanceof Overflow)) throw cause
      throw new RulesFault('overflow', rule.service, `A number or date leaves its range while ${rule.service} is reckoned.`, rule.place)
    }
  }
}

export const lawOf = (rule: ServiceRule, ir: Ir, reads: readonly Read[], wording: Wording): Law =>
  ({ rule, ir, reads, branches: rule.branches.map((branch) => tell(branch, ir, reads, wording)) })

/** The list whose entries a rule asks one by one; null where it asks the household. */
export const listOf = ({ entity }: Pick<ServiceRule, 'entity'>) =>
  (entity === 'person' ? entity : entity.startsWith('list:') ? entity.slice('list:'.length) : null)

function tell(branch: ServiceRule['branches'][number], ir: Ir, reads: readonly Read[], wording: Wording): ToldBranch {
  const sentence = (says: Parameters<typeof compileSentence>[0]) => compileSentence(says, ir, reads, wording)
  return {
    ...branch,
    conditions: branch.conditions.map(({ says, ...condition }) => ({ ...condition, holds: sentence(says!.holds), fails: sentence(says!.fails) })),
    payments: branch.payments.map(({ note, ...payment }) => ({ ...payment, note: note && sentence(note) })),
    deadline: branch.deadline && { date: branch.deadline.date, says: sentence(branch.deadline.says) },
  }
}
