/** Households that the kernels set aside: the scalar evaluation answers them, and says what is wrong with them. */
import type { ColumnStore } from '../columns/store.ts'
import { unknownOf, type Values } from '../columns/column-header.ts'
import { Overflow, type RulesFault } from '../evaluate/faults.ts'
import type { Run } from '../evaluate/frame.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import type { Value } from '../evaluate/value.ts'
import type { ValueType } from '../ir/ir.ts'
import type { Output, Tally } from '../kernels/write-kernel.ts'
import { householdFacts, type BrokenCell } from './household-facts.ts'
import { listOf, type Never, type Prepared, type Question } from './prepare.ts'

/** A cell counts as unknown; of a fault the results that rest on it are unknown. */
export type Report = { household: number } & ({ cell: BrokenCell } | { fault: string; message: string })

export interface Filled extends Output { values: Values }
export interface Asking { never: readonly Never[]; given: Question['given']; day: Question['day'] }
/** For how many it holds or is not zero, of how many it is not known, and the sum. */
export interface Total extends Tally { holds: number; unknown: number; sum: bigint }

/** One household by the scalar evaluation. @param use reckons nothing where there is a fault @returns what it gives, and what is wrong with the household */
export function answerOne<Answer>(
  household: number, law: OpenLaw, store: ColumnStore, { never, given, day }: Asking, use: (run: Run, fault: RulesFault | null, reports: Report[]) => Answer,
): { answer: Answer; reports: Report[] } {
  const types = new Map<string, ValueType>(law.ir.inputs.map(({ fact, type }) => [fact, type]))
  const { facts, broken } = householdFacts(store, household, given, types)
  const reports: Report[] = broken.map((cell) => ({ household, cell }))
  const answer = law.within(facts, day, (run) => {
    const fault = faultOf(never, law, run)
    if (fault) reports.push({ household, fault: fault.kind, message: fault.message })
    return use(run, fault, reports)
  })
  return { answer, reports }
}

/** @param outputs whose rows of this household are written; @param tallies to which it is added */
export function answerAside(
  household: number, outputs: readonly Filled[], tallies: readonly Total[], law: OpenLaw, store: ColumnStore, { never, question: { given, day } }: Prepared,
): Report[] {
  const rows = (output: Output): [from: number, to: number] => {
    const first = store.columns.get(`household.${output.entity.replace('list:', '')}`)
    return first ? [first.values[household]!, first.values[household + 1]!] : [household, household + 1]
  }
  return answerOne(household, law, store, { never, given, day }, (run, fault, reports) => {
    for (const output of outputs) {
      if (fault) output.values.fill(unknownOf[output.storage], ...rows(output))
      else reports.push(...fill(output, rows(output)[0], run, law, household))
    }
    for (const tally of tallies) reports.push(...count(tally, fault !== null, run, law, household))
  }).reports
}

function fill(output: Filled, from: number, run: Run, { reads }: OpenLaw, household: number): Report[] {
  const read = reads[output.node]!
  return framesOf(output, run).flatMap((frame, index) => {
    try {
      output.values[from + index] = cellOf(read(frame), output)
      return []
    } catch (cause) {
      if (!(cause instanceof Overflow)) throw cause
      output.values[from + index] = unknownOf[output.storage]
      return [overflow(household, output.name)]
    }
  })
}

function count(tally: Total, isFault: boolean, run: Run, { reads }: OpenLaw, household: number): Report[] {
  const reports: Report[] = []
  for (const frame of framesOf(tally, run)) {
    let value: Value = null
    try {
      value = isFault ? null : reads[tally.node]!(frame)
    } catch (cause) {
      if (!(cause instanceof Overflow)) throw cause
      reports.push(overflow(household, tally.name))
    }
    if (value === null) tally.unknown += 1
    else if (value === true || (typeof value === 'number' && value !== 0)) tally.holds += 1
    if (typeof value === 'number') tally.sum += BigInt(value)
  }
  return reports
}

export const overflow = (household: number, name: string): Report => ({ household, fault: 'overflow', message: `${name}: a number leaves ±(2^53 − 1), or a date the years 1600 to 2399` })

export function framesOf({ entity }: Pick<Tally, 'entity'>, run: Run) {
  const list = listOf(entity)
  return list === null ? [run.home] : run.members(list) ?? []
}

/** What stands where something is true that is true of nobody. */
function faultOf(never: readonly Never[], { ir: { nodes }, reads }: OpenLaw, run: Run): RulesFault | null {
  for (const { nodes: together, fault } of never) {
    const inside = together.map((id) => nodes[id]!).find(({ entity }) => listOf(entity) !== null)
    const frames = framesOf(inside ?? { entity: 'household' }, run)
    try {
      if (frames.some((frame) => together.every((id) => reads[id]!(frame) === true))) return fault()
    } catch (cause) {
      // Whether such a household exists cannot be reckoned; what can be is.
      if (!(cause instanceof Overflow)) throw cause
    }
  }
  return null
}

function cellOf(value: Value, { storage, codes, type, name }: Output): number {
  if (value === null) return unknownOf[storage]
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') return codes!.indexOf(value)
  const [min, max] = { u8: [0, 254], i32: [-2_147_483_647, 2_147_483_647], f64: [-Infinity, Infinity] }[storage] as [number, number]
  if (typeof value === 'number' && value >= min && value <= max) return value
  throw new TypeError(`${name} (${JSON.stringify(type)}) does not fit its column`)
}
