/**
 * What no example can show: that two exceptions never meet, that no amount is below zero, that every text can apply, that no household is
 * without an answer. Z3 looks for the household that says otherwise; it is reported only after the scalar evaluation has confirmed it.
 */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { createFigures } from '../evaluate/figures.ts'
import { openLaw, type OpenLaw } from '../evaluate/open-law.ts'
import { buildIr } from '../ir/build-ir.ts'
import type { Branch, NodeId, ServiceRule } from '../ir/ir.ts'
import { readRules } from '../language/read-rules.ts'
import type { RuleProblem } from '../language/read-statute.ts'
import { encode, type Encoded } from './encode.ts'
import { inTime } from './in-time.ts'
import { readHousehold, sayHousehold } from './read-household.ts'
import type { Prover } from './prover.ts'
import type { Number, Test } from './symbols.ts'

/** Members of the household in which a counterexample is looked for. */
const members = 2

export async function proveLaw(pack: Pick<Pack, 'rules' | 'facts' | 'holidays'>, on: string, prover: Prover): Promise<RuleProblem[]> {
  const { ir, problems } = buildIr(readRules(pack), pack.facts)
  // What does not stand has no meaning that could be proved.
  if (problems.length > 0) return []
  const law = openLaw(ir, pack.holidays)
  const found = inTime(ir)
  for (const rule of ir.rules) found.push(...await proveRule(rule, law, dayIn(rule, on), prover))
  return [...found, ...await proveExclusions(law, on, prover)]
}

/** A day on which the rule counts. */
const dayIn = ({ span: { from, until } }: ServiceRule, on: string): string =>
  (from !== null && on < from ? from : until !== null && on >= until ? Temporal.PlainDate.from(until).subtract({ days: 1 }).toString() : on)

async function proveRule(rule: ServiceRule, law: OpenLaw, on: string, prover: Prover): Promise<RuleProblem[]> {
  const open = encodeFor(law, on, prover, true)
  const self = { self: rule.entity === 'person' || rule.entity.startsWith('list:') ? 0 : null, member: null }
  if (await prover.isImpossible([...open.facts, open.of(rule.granted, self) as Test], open.facts)) {
    return [{ ...rule.place, message: `Nobody can ever be granted ${rule.service}: its conditions contradict each other.`, advice: 'Correct a condition, or take the rule away.' }]
  }
  const problems: RuleProblem[] = []
  for (const branch of rule.branches.slice(0, -1)) {
    if (await prover.isImpossible([...open.facts, open.of(branch.applies, self) as Test], open.facts)) {
      problems.push({ ...branch.place, message: `This exception to ${rule.service} can never apply.`, advice: 'Correct its conditions, or take it away.' })
    }
  }
  for (const branch of rule.branches) problems.push(...await provePayments(rule, branch, law, on, prover))
  return [...problems, ...await proveGaps(rule, law, on, prover)]
}

async function provePayments(rule: ServiceRule, branch: Branch, law: OpenLaw, on: string, prover: Prover): Promise<RuleProblem[]> {
  const problems: RuleProblem[] = []
  for (const { paid } of branch.payments) {
    const household = await example(rule, law, on, prover,
      (encoded, self) => [encoded.of(rule.granted, self) as Test, (encoded.of(paid, self) as Number).lt(0), ...encoded.defined],
      (read) => { const value = read(paid); return read(rule.granted) === true && typeof value === 'number' && value < 0 })
    if (household) problems.push({ ...branch.place, message: `${rule.service} would pay less than nothing. ${household}`, advice: 'Write: larger of (…, 0), or ask for it in a condition.' })
  }
  return problems
}

/** Of a household whose facts are all known there is an answer. */
async function proveGaps(rule: ServiceRule, law: OpenLaw, on: string, prover: Prover): Promise<RuleProblem[]> {
  const household = await example(rule, law, on, prover, (encoded, self) => {
    const granted = encoded.of(rule.granted, self) as Test
    for (const { payments } of rule.branches) for (const { paid } of payments) encoded.of(paid, self)
    return encoded.defined.length === 0 ? null : [granted, prover.z.Not(prover.z.And(...encoded.defined)), ...encoded.counts]
  }, (read) => {
    const granted = read(rule.granted)
    return granted === null || (granted === true && rule.branches.some(({ payments }) => payments.some(({ paid }) => read(paid) === null)))
  })
  if (!household) return []
  const message = `${rule.service} has no answer for a household of which everything is known. ${household}`
  return [{ ...rule.place, message, advice: 'Give the table a row for it (others = …), or settle it in a condition.' }]
}

async function proveExclusions(law: OpenLaw, on: string, prover: Prover): Promise<RuleProblem[]> {
  const problems: RuleProblem[] = []
  for (const { left, right, of, places: [first, second] } of law.ir.exclusions) {
    const entity = [left, right].map((id) => law.ir.nodes[id]!.entity).find((one) => one === 'person' || one.startsWith('list:')) ?? 'household'
    const household = await example({ entity }, law, on, prover,
      (encoded, self) => [encoded.of(left, self) as Test, encoded.of(right, self) as Test, ...encoded.defined],
      (read) => read(left) === true && read(right) === true)
    if (household) {
      const message = `Two exceptions to ${of} can apply together; the other stands in ${first.file}:${first.line}. ${household}`
      problems.push({ ...second, message, advice: 'Say which of them counts: exception … over …' })
    }
  }
  return problems
}

type Read = (id: NodeId) => ReturnType<OpenLaw['reads'][number]>

/** A household that Z3 finds and the evaluation confirms, in words. */
async function example(
  { entity }: Pick<ServiceRule, 'entity'>, law: OpenLaw, on: string, prover: Prover,
  ask: (encoded: Encoded, self: { self: number | null; member: null }) => Test[] | null, confirm: (read: Read) => boolean,
): Promise<string | null> {
  const list = entity === 'person' || entity.startsWith('list:') ? entity.replace('list:', '') : null
  const encoded = encodeFor(law, on, prover, false)
  const tests = ask(encoded, { self: list === null ? null : 0, member: null })
  const model = tests && await prover.model([...encoded.facts, ...tests])
  if (!model) return null
  const facts = readHousehold(model, encoded, law.ir, members)
  const isReal = law.within(facts, { on }, (run) => (list === null ? [run.home] : run.members(list) ?? []).some((frame) => confirm((id) => law.reads[id]!(frame))))
  return isReal ? sayHousehold(facts, on) : null
}

function encodeFor(law: OpenLaw, on: string, { z }: Prover, isOpen: boolean): Encoded {
  const day = { on, knownAt: on }
  const constant = (id: NodeId) => law.within({}, day, (run) => law.reads[id]!(run.home))
  return encode({ z, ir: law.ir, day, figures: createFigures(law.ir)(on, on), constant, members, isOpen })
}

