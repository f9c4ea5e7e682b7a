/**
 * What a run over everybody gives: each definition, each service (who is granted it), and what a service pays on the legal day, by
 * how often it is paid; what is given as a voucher apart, for it is no money. Of a payment with a first and last day only the one that is
 * running counts.
 */
import type { NewNode } from '../ir/graph.ts'
import type { Entity, Ir, Node, NodeId, Payment, ServiceRule } from '../ir/ir.ts'
import type { Per } from '../language/syntax.ts'
import type { Wanted } from '../kernels/write-kernel.ts'

/** How often, and whether as money into an account or as a voucher of that value. */
export type PaidAs = Per | `${Per}.voucher`

export interface Result extends Wanted { kind: 'definition' | 'granted' | 'paid' | 'benefits'; of: string; entity: Entity; /** Of what is paid. */ as?: PaidAs }

/** What all services together pay a household in a year: money, single payments left out. */
export const benefits = 'household.benefits.year'

interface Paid extends Result { as: PaidAs }

/** @returns the law with nodes for what is paid, and the results by `<entity>.<definition>`, `<entity>.<service>` and `<entity>.<service>.<paid as>` */
export function resultsOf(ir: Ir): { ir: Ir; results: Result[] } {
  const nodes = [...ir.nodes]
  const add = (node: NewNode, entity: Entity): NodeId => nodes.push({ args: [], ...node, id: nodes.length, entity } as Node) - 1
  const today = add({ op: 'today', type: 'date' }, 'none')
  const zero = add({ op: 'constant', type: 'money', value: 0 }, 'none')
  const running = ({ paid, from, until }: Payment, entity: Entity): NodeId => {
    const tests = [
      ...(from === null ? [] : [add({ op: 'le', type: 'bool', args: [from, today] }, entity)]),
      ...(until === null ? [] : [add({ op: 'lt', type: 'bool', args: [today, until] }, entity)]),
    ]
    if (tests.length === 0) return paid
    const both = tests.reduce((left, right) => add({ op: 'and', type: 'bool', args: [left, right] }, entity))
    return add({ op: 'if', type: 'money', args: [both, paid, zero] }, entity)
  }
  const months = add({ op: 'constant', type: 'int', value: 12 }, 'none')
  const ofHousehold = ({ node, entity, as }: Paid): NodeId => {
    const list = entity === 'person' ? entity : entity.startsWith('list:') ? entity as `list:${string}` : null
    const sum = list === null ? node : add({ op: 'aggregate', how: 'sum', over: list, where: null, value: node, type: 'money', args: [node] }, 'household')
    return as === 'year' ? sum : add({ op: 'mul', type: 'money', args: [sum, months] }, 'household')
  }
  /** A rule for each person whose conditions are all of the household is granted to each person all the same. */
  const lifted = (id: NodeId, entity: Entity): NodeId => {
    if (nodes[id]!.entity === entity || listOf(entity) === null) return id
    return nodes[id]!.type === 'bool' ? add({ op: 'and', type: 'bool', args: [id, id] }, entity) : add({ op: 'max', type: 'money', args: [id, id] }, entity)
  }
  const paidBy = ({ service, entity, branches }: ServiceRule): Paid[] => {
    const payments = branches.flatMap((branch) => branch.payments)
    return [...Map.groupBy(payments, ({ per, voucher }): PaidAs => (voucher ? `${per}.voucher` : per))].map(([as, group]) => ({
      kind: 'paid', of: service, entity, as, name: `${rowsOf(entity)}.${service}.${as}`,
      node: lifted(group.map((payment) => running(payment, entity)).reduce((sum, next) => add({ op: 'add', type: 'money', args: [sum, next] }, entity)), entity),
    }))
  }
  const paid = new Map(ir.rules.map((rule) => [rule.service, paidBy(rule)]))
  const yearly = [...paid.values()].flat().filter(({ as }) => as === 'month' || as === 'year').map(ofHousehold)
  const results: Result[] = [
    ...ir.variables.filter(({ type }) => fits(type)).map(({ entity, name, node }): Result => ({ kind: 'definition', of: name, entity, name: `${entity}.${name}`, node })),
    ...ir.rules.flatMap((rule): Result[] => [
      { kind: 'granted', of: rule.service, entity: rule.entity, name: `${rowsOf(rule.entity)}.${rule.service}`, node: lifted(rule.granted, rule.entity) },
      ...paid.get(rule.service)!,
    ]),
    { kind: 'benefits', of: benefits, entity: 'household', name: benefits, node: yearly.reduce((sum, next) => add({ op: 'add', type: 'money', args: [sum, next] }, 'household'), zero) },
  ]
  return { ir: { ...ir, nodes }, results }
}

const listOf = (entity: Entity) => (entity === 'person' || entity.startsWith('list:') ? entity : null)

/** Fractions and durations are steps on the way, and no results. */
const fits = (type: Node['type']) => !['rate', 'fraction', 'duration', 'text'].includes(type as string)

/** Whose rows a result of this entity has. */
export const rowsOf = (entity: Entity) => (entity === 'none' || entity === 'case' ? 'household' : entity.replace('list:', ''))
