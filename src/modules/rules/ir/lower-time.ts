/** `from` and `until` of a text, as a test of the legal day. */
import type { Graph } from './graph.ts'
import type { NodeId } from './ir.ts'

export function inForce(graph: Graph, { from, until }: { from: string | null; until: string | null }): NodeId {
  const today = graph.add({ op: 'today', type: 'date' })
  const day = (value: string) => graph.add({ op: 'constant', type: 'date', value })
  return graph.all([
    ...(from === null ? [] : [graph.add({ op: 'ge', type: 'bool', args: [today, day(from)] })]),
    ...(until === null ? [] : [graph.add({ op: 'lt', type: 'bool', args: [today, day(until)] })]),
  ])
}
