/** How often each node below some roots is read by another, or as a result. */
import type { Ir, NodeId } from '../ir/ir.ts'
import { reach } from '../ir/reach.ts'

export function usesOf(nodes: Ir['nodes'], roots: readonly NodeId[]): Map<NodeId, number> {
  const uses = new Map<NodeId, number>()
  const count = (id: NodeId) => uses.set(id, (uses.get(id) ?? 0) + 1)
  for (const root of roots) count(root)
  for (const id of reach(nodes, roots)) for (const arg of nodes[id]!.args) count(arg)
  return uses
}
