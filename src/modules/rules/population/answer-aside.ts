/** Households that the kernels set aside: the scalar evaluation answers them, and says what is wrong with them. */
import type { ColumnStore } from '../columns/store.ts'
import { unknownOf, type Values } from '../columns/column-header.ts'
import { Overflow, type RulesFault } from '../evaluate/faults.ts'
import type { Run } from '../evaluate/frame.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import type { Value } from '../evaluate/value.ts'
import type { ValueType } from '../ir/ir.ts'
import type { Output } from '../kernels/write-kernel.ts'
import { householdFacts, type BrokenCell } from './household-facts.ts'
import type { Never, Prepared } from './prepare.ts'

/** A cell counts as unknown; of a fault the results that rest on it are unknown. */
export type Report = { household: number } & ({ cell: BrokenCell } | { fault: string; message: string })

export interface Filled extends Output { values: Values }

/** @param outputs whose rows of this household are written */
export function answerAside(household: number, outputs: readonly Filled[], law: OpenLaw, store: ColumnStore, { never, question: { given, day } }: Prepared): Report[] {
  const types = new Map<string, ValueType>(law.ir.inputs.map(({ fact, type }) => [fact, type]))
  const { facts, broken } = householdFacts(store, household, given, types)
  const reports: Report[] = broken.map((cell) => ({ household, cell }))
  const rows = (output: Output): [from: number, to: number] => {
    const first = store.columns.get(`household.${output.entity.replace('list:', '')}`)
    return first ? [first.values[household]!, first.values[household + 1]!] : [household, household + 1]
  }
  law.within(facts, day, (run) => {
    const fault = faultOf(never, law, run)
    if (fault) reports.push({ household, fault: fault.kind, message: fault.message })
    for (const output of outputs) {
      if (fault) output.values.fill(unknownOf[output.storage], ...rows(output))
      else reports.push(...fill(output, rows(output)[0], run, law, household))
    }
  })
  return reports
}

function fill(output: Filled, from: number, run: Run, { reads }: OpenLaw, household: number): Report[] {
  const inside = output.entity === 'person' || output.entity.startsWith('list:')
  const frames = inside ? run.members(output.entity.replace('list:', '')) ?? [] : [run.home]
  const read = reads[output.node]!
  return frames.flatMap((frame, index) => {
    try {
      output.values[from + index] = cellOf(read(frame), output)
      return []
    } catch (cause) {
      if (!(cause instanceof Overflow)) throw cause
      output.values[from + index] = unknownOf[output.storage]
      const whose = inside ? ` of row ${from + index}` : ''
      return [{ household, fault: 'overflow', message: `${output.name}${whose}: a number leaves ±(2^53 − 1), or a date the years 1600 to 2399` }]
    }
  })
}

/** What stands where something is true that is true of nobody. */
function faultOf(never: readonly Never[], { ir: { nodes }, reads }: OpenLaw, run: Run): RulesFault | null {
  for (const { nodes: together, fault } of never) {
    const inside = together.map((id) => nodes[id]!.entity).find((entity) => entity === 'person' || entity.startsWith('list:'))
    const frames = inside === undefined ? [run.home] : run.members(inside.replace('list:', '')) ?? []
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
