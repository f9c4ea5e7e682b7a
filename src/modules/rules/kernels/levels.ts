/** When a value can be had: what rests on a sum over the members comes after the loop over them. */
import type { Node } from '../ir/ir.ts'

/** Of every node: how many loops must have run before it. */
export function levelsOf(nodes: readonly Node[]): readonly number[] {
  const levels: number[] = []
  for (const { op, entity, args } of nodes) {
    const level = Math.max(0, ...args.map((arg) => levels[arg]!))
    levels.push(op === 'aggregate' && entity !== 'person' && args.length > 0 ? level + 1 : level)
  }
  return levels
}
