/** The facts on which a service rests, for a household as it is: one spot for each entry of a list. */
import type { FactSet } from '../contract.ts'
import { reach, rootsOf } from '../ir/reach.ts'
import type { Input, Ir, Node, ServiceRule } from '../ir/ir.ts'
import type { Spot } from './trial.ts'

export const inputsOf = (ir: Ir, rule: ServiceRule): Input[] => {
  const below = reach(ir.nodes, rootsOf(rule))
  return ir.inputs.filter(({ node }) => below.has(node))
}

/** Every list of which the service counts somebody, or asks each. */
export function listsBelow({ nodes }: Ir, rule: ServiceRule): string[] {
  const below = [...reach(nodes, rootsOf(rule))].map((id) => nodes[id]!)
  return [...new Set(below.flatMap((node) => [...(node.op === 'aggregate' ? [node.over.replace('list:', '')] : []), listOfEntity(node.entity) ?? []].flat()))]
}

export function spotsOf({ fact, entity }: Input, facts: FactSet): Spot[] {
  const list = listOfEntity(entity)
  if (list === null) return [{ fact, at: null }]
  const entries = facts[list]
  return Array.isArray(entries) ? entries.map((_entry, at) => ({ fact, at })) : []
}

export const listOfEntity = (entity: Node['entity']) => (entity === 'person' ? 'person' : entity.startsWith('list:') ? entity.slice('list:'.length) : null)
