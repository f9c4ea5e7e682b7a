/** Kernels over blocks of households: what one kernel has written the next reads while it is still near. */
import { compileFunction } from 'node:vm'
import type { Values } from '../columns/column-header.ts'
import type { Table } from '../kernels/emitter.ts'
import { parameters } from '../kernels/write-kernel.ts'

export interface BoundKernel { source: string; columns: readonly Values[]; outputs: readonly Values[]; tallies: number; tables: readonly Table[] }
/** Of each kernel. */
export interface Counted { aside: number; counts: Float64Array[]; sums: BigInt64Array[] }
export interface Task {
  kernels: readonly BoundKernel[]
  households: number
  /** Households of a block. */
  block: number
  /** Its first number: households that somebody has taken. */
  taken: Int32Array<SharedArrayBuffer>
  /** 1 for each household that was set aside. */
  marks: Uint8Array<SharedArrayBuffer>
}

type Run = (
  columns: readonly Values[], outputs: readonly Values[], tables: readonly Table[], marks: Uint8Array, counts: Float64Array, sums: BigInt64Array, from: number, to: number,
) => number

/** Functions stay compiled, and warm, as long as the law does not change. */
const compiled = new Map<string, Run>()
const mostKept = 2_000

/** `aside` counts a household once a kernel. Whoever was set aside by one kernel is counted by none: the scalar evaluation counts them. */
export function runBlocks({ kernels, households, block, taken, marks }: Task): Counted {
  const runs = kernels.map(({ source }) => compile(source))
  const total: Counted = { aside: 0, counts: kernels.map(({ tallies }) => new Float64Array(tallies * 2)), sums: kernels.map(({ tallies }) => new BigInt64Array(tallies)) }
  const run = (index: number, from: number, to: number): Counted => {
    const { columns, outputs, tables, tallies } = kernels[index]!
    const [counts, sums] = [new Float64Array(tallies * 2), new BigInt64Array(tallies)]
    return { aside: runs[index]!(columns, outputs, tables, marks, counts, sums, from, to), counts: [counts], sums: [sums] }
  }
  const count = (index: number, { counts: [counts], sums: [sums] }: Counted) => {
    for (const [place, own] of counts!.entries()) total.counts[index]![place]! += own
    for (const [place, own] of sums!.entries()) total.sums[index]![place]! += own
  }
  for (let from = Atomics.add(taken, 0, block); from < households; from = Atomics.add(taken, 0, block)) {
    const to = Math.min(households, from + block)
    const first = kernels.map((_, index) => run(index, from, to))
    const aside = first.reduce((sum, counted) => sum + counted.aside, 0)
    total.aside += aside
    if (aside === 0) for (const [index, counted] of first.entries()) count(index, counted)
    else for (const [start, end] of unmarked(marks, from, to)) for (const [index, { tallies }] of kernels.entries()) if (tallies > 0) count(index, run(index, start, end))
  }
  return total
}

/** Stretches of households that nobody set aside. */
function unmarked(marks: Uint8Array, from: number, to: number): [number, number][] {
  const stretches: [number, number][] = []
  for (let start = from; start < to; start += 1) {
    if (marks[start] === 1) continue
    const next = marks.indexOf(1, start)
    const end = next < 0 || next > to ? to : next
    stretches.push([start, end])
    start = end
  }
  return stretches
}

function compile(source: string): Run {
  const known = compiled.get(source)
  if (known) return known
  if (compiled.size >= mostKept) compiled.clear()
  // The source is made by `write-kernel.ts` from numbers and names of its own: no word of a pack or a file stands in it.
  const run = compileFunction(source, [...parameters]) as Run
  compiled.set(source, run)
  return run
}
