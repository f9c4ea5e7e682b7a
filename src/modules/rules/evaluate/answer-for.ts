/** What one rule says of one household, person or entry of a list. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Amount, Finding, Reason } from '../contract.ts'
import type { Branch, Condition, Ir, NodeId, Payment, ServiceRule } from '../ir/ir.ts'
import type { Read } from './compile-nodes.ts'
import type { Fill } from './fill-sentence.ts'
import type { Frame } from './frame.ts'
import { textOfDay } from './value.ts'
import { collectMissing, type Missing, nothingMissing } from './what-is-missing.ts'

type Told<Part> = Omit<Part, 'says' | 'note'>
export interface ToldBranch extends Omit<Branch, 'conditions' | 'payments' | 'deadline'> {
  conditions: (Told<Condition> & { holds: Fill; fails: Fill })[]
  payments: (Told<Payment> & { note: Fill | null })[]
  deadline: { date: NodeId; says: Fill } | null
}

export interface Law {
  rule: ServiceRule
  ir: Ir
  reads: readonly Read[]
  /** Most special first; the last is the rule's own text. */
  branches: readonly ToldBranch[]
}

export interface Answer extends Pick<Finding, 'outcome' | 'reasons' | 'amounts' | 'deadline' | 'instead' | 'outOfForce'> { missing: Missing | null }

const refusal = (reasons: Reason[], more: Partial<Answer> = {}): Answer =>
  ({ outcome: 'not-owed', reasons, amounts: [], deadline: null, missing: null, ...more })

/** Null for somebody whom the text does not ask. */
export function answerFor(frame: Frame, law: Law): Answer | null {
  const { rule, branches, reads } = law
  const read = (id: NodeId) => reads[id]!(frame)
  if (rule.where !== null && read(rule.where) === false) return null
  if (read(rule.inForce) === false) return refusal([], { outOfForce: rule.span })
  const branch = branches.find(({ applies }) => read(applies) === true) ?? branches.at(-1)!
  if (read(rule.owed) === false) return refusal(whyNot(branch, frame, law))
  const granted = read(rule.granted)
  if (granted === false) return displaced(frame, law)
  const deadline = deadlineOf(branch, frame, law)
  const reasons = branch.conditions.map((condition) => reasonOf(condition, frame, law))
  const amounts = branch.payments.map((payment) => amountOf(payment, frame, law))
  if (granted === true && !amounts.includes(null)) return { outcome: 'owed', reasons, amounts: amounts.filter((amount) => amount !== null && amount.value > 0) as Amount[], deadline, missing: null }
  return { outcome: 'unknown', reasons, amounts: [], deadline, missing: whatIsMissing(branch, frame, law) }
}

function reasonOf({ test, holds, fails, source }: ToldBranch['conditions'][number], frame: Frame, { reads }: Law): Reason {
  const known = reads[test]!(frame) as boolean | null
  return { holds: known, sentence: (known === false ? fails : holds)(frame), source }
}

/** An exception that refuses is told by what makes it apply. */
function whyNot(branch: ToldBranch, frame: Frame, law: Law): Reason[] {
  if (branch.refuses) return branch.conditions.map(({ holds, source }) => ({ holds: false, sentence: holds(frame), source }))
  return branch.conditions.map((condition) => reasonOf(condition, frame, law)).filter(({ holds }) => holds === false)
}

/** Another service takes its place. */
function displaced(frame: Frame, { rule, ir, reads }: Law): Answer {
  const grants = (service: string) => {
    const other = ir.rules.find((candidate) => candidate.service === service)
    if (!other || service === rule.service) return false
    const list = other.entity === 'person' ? other.entity : other.entity.startsWith('list:') ? other.entity.slice('list:'.length) : null
    const asked = other.entity === rule.entity ? [frame] : list === null ? [frame.run.home] : frame.run.members(list) ?? []
    return asked.some((one) => reads[other.granted]!(one) === true)
  }
  for (const { services, kind, says, source } of ir.choices) {
    if (!services.includes(rule.service)) continue
    const winner = kind === 'best' ? services.find(grants) : services.slice(0, 1).find(grants)
    if (winner !== undefined) return refusal([{ holds: false, sentence: says, source: source as Source }], { instead: winner })
  }
  return refusal([])
}

function deadlineOf({ deadline }: ToldBranch, frame: Frame, { reads }: Law): Answer['deadline'] {
  const date = deadline && reads[deadline.date]!(frame)
  return deadline && typeof date === 'number' ? { date: textOfDay(date), sentence: deadline.says(frame) } : null
}

function amountOf({ value, from, until, note, per, upTo, voucher }: ToldBranch['payments'][number], frame: Frame, { reads }: Law): Amount | null {
  const known = reads[value]!(frame)
  const [start, end] = [from === null ? null : reads[from]!(frame), until === null ? null : reads[until]!(frame)]
  if (known === null || (from !== null && start === null) || (until !== null && end === null)) return null
  const of = frame.facts?.['name']
  return {
    value: known as number, per,
    ...(upTo ? { upTo: true } : {}),
    ...(voucher ? { voucher: true } : {}),
    ...(start === null ? {} : { from: textOfDay(start as number) }),
    ...(end === null ? {} : { until: textOfDay(end as number) }),
    ...(typeof of === 'string' ? { of } : {}),
    ...(note ? { sentence: note(frame) } : {}),
  }
}

function whatIsMissing(branch: ToldBranch, frame: Frame, { rule, ir, reads }: Law): Missing {
  const missing = nothingMissing()
  collectMissing(rule.granted, frame, ir, reads, missing)
  for (const { value, from, until } of branch.payments) {
    for (const id of [value, from, until]) if (id !== null) collectMissing(id, frame, ir, reads, missing)
  }
  return missing
}
