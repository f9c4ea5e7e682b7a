/** The last day of each duty as a node of the graph, beside who has it and what it costs: the text that applies says it. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Entity, Ir, Node, NodeId, ServiceRule } from '../ir/ir.ts'
import type { Wanted } from '../kernels/write-kernel.ts'
import { resultsOf, rowsOf } from '../population/results-of.ts'

/** Each person is asked about alone: nobody has a role in a household. */
export const factsOfDuties = (facts: readonly Fact[]): Fact[] => facts.map(({ single: _roles, ...fact }) => fact)

export interface DutyNodes { duty: string; entity: Entity; held: Wanted; day: Wanted; amount: Wanted | null }

export function dueNodes(own: Ir): { ir: Ir; duties: DutyNodes[] } {
  const { ir, results } = resultsOf(own)
  const nodes = [...ir.nodes]
  const choose = (args: [NodeId, NodeId, NodeId], entity: Entity): NodeId => nodes.push({ op: 'if', type: 'date', args, entity, id: nodes.length } as Node) - 1
  const dayOf = ({ branches, entity, granted }: ServiceRule): NodeId | null => {
    const days = branches.flatMap(({ applies, deadline }) => (deadline ? [{ applies, date: deadline.date }] : []))
    const last = days.at(-1)
    if (!last) return null
    const day = days.slice(0, -1).reduceRight((below, { applies, date }) => choose([applies, date, below], entity), last.date)
    // A day that is the same for everybody is told to each.
    return choose([granted, day, day], entity)
  }
  const duties = ir.rules.flatMap((rule): DutyNodes | [] => {
    const node = dayOf(rule)
    const of = results.filter((one) => one.of === rule.service)
    const held = of.find(({ kind }) => kind === 'granted')
    if (node === null || !held) return []
    const paid = of.find(({ kind, as }) => kind === 'paid' && as === 'once')
    return { duty: rule.service, entity: rule.entity, held: { name: held.name, node: held.node }, day: { name: `${rowsOf(rule.entity)}.${rule.service}.day`, node }, amount: paid ? { name: paid.name, node: paid.node } : null }
  })
  return { ir: { ...ir, nodes }, duties }
}
