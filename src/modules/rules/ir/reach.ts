/** Every node on which some nodes rest, themselves among them. */
import type { Ir, NodeId, ServiceRule } from './ir.ts'

export function reach(nodes: Ir['nodes'], roots: readonly NodeId[]): Set<NodeId> {
  const reached = new Set<NodeId>()
  const open = [...roots]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    open.push(...nodes[id]!.args)
  }
  return reached
}

/** The nodes that say who is owed what by a rule, its sentences left aside. */
export const rootsOf = ({ where, inForce, granted, branches }: ServiceRule): NodeId[] => [
  ...(where === null ? [] : [where]), inForce, granted,
  ...branches.flatMap(({ applies, conditions, payments, deadline }) => [
    applies, ...conditions.map(({ test }) => test), ...(deadline ? [deadline.date] : []),
    ...payments.flatMap(({ value, from, until }) => [value, from, until].filter((id) => id !== null)),
  ]),
]
