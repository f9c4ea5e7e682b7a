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

/** `aside` counts a household once a kernel. */
export function runBlocks({ kernels, households, block, taken, marks }: Task): Counted {
  const runs = kernels.map(({ source }) => compile(source))
  const counts = kernels.map(({ tallies }) => new Float64Array(tallies * 2))
  const sums = kernels.map(({ tallies }) => new BigInt64Array(tallies))
  let aside = 0
  for (let from = Atomics.add(taken, 0, block); from < households; from = Atomics.add(taken, 0, block)) {
    const to = Math.min(households, from + block)
    for (const [index, { columns, outputs, tables }] of kernels.entries()) {
      aside += runs[index]!(columns, outputs, tables, marks, counts[index]!, sums[index]!, from, to)
    }
  }
  return { aside, counts, sums }
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
