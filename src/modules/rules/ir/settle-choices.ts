/** Of several services that exclude each other one is granted: `instead of` first, then `only best of`. */
import type { BestOf } from '../language/syntax.ts'
import type { Graph } from './graph.ts'
import type { Choice, NodeId, ServiceRule } from './ir.ts'
import { sourceOf } from './lower-figures.ts'
import type { OpenRule } from './lower-rule.ts'
import type { Placed } from './order-exceptions.ts'
import type { Tell } from './tell.ts'

/** Payments a year; equal ones are settled by the order in which the statute names the services. */
const yearly = { once: 1, month: 12, year: 1, trip: 1 } as const

interface Settled { rules: ServiceRule[]; choices: Choice[] }

export function settleChoices(open: readonly OpenRule[], bestOf: readonly Placed<BestOf>[], graph: Graph, tell: Tell, statuteOf: (rule: OpenRule) => Placed<unknown>['statute']): Settled {
  const granted = new Map(open.map((rule) => [rule.service, rule.owed]))
  const rules = new Map(open.map((rule) => [rule.service, rule]))
  const displaced = displacements(open, rules, tell, statuteOf)
  for (const { rule, by } of displaced) {
    const rivals = by.map((other) => graph.add({ op: 'certain', type: 'bool', args: [seenFrom(rule, other, granted.get(other.service)!, graph)] }))
    granted.set(rule.service, graph.all([granted.get(rule.service)!, graph.not(graph.any(rivals))]))
  }
  for (const { item } of bestOf) {
    const among = item.services.flatMap((service) => rules.get(service) ?? [])
    const own = among.every(({ entity }) => entity === among[0]?.entity)
    const worth = among.map((rule) => worthOf(rule, granted.get(rule.service)!, own, graph))
    const better = among.map((rule, mine) => graph.any(among.flatMap((_other, his) => (his === mine ? [] : [beats(worth[his]!, worth[mine]!, his < mine, graph)]))))
    for (const [at, rule] of among.entries()) granted.set(rule.service, graph.all([granted.get(rule.service)!, graph.not(better[at]!)]))
  }
  return {
    rules: open.map((rule) => close(rule, granted.get(rule.service)!, graph)),
    choices: [
      ...open.flatMap((rule) => rule.displaces.map(({ services, says, place }): Choice => ({ kind: 'displaced', services: [rule.service, ...services], says, source: rule.source, place }))),
      ...bestOf.map(({ item, statute }): Choice => ({ kind: 'best', services: item.services, says: item.says, source: sourceOf(statute, null, false), place: { file: statute.file, ...item.at } })),
    ],
  }
}

/** Those that displace come before those that are displaced, so that what gives way itself displaces nobody. */
function displacements(open: readonly OpenRule[], rules: ReadonlyMap<string, OpenRule>, tell: Tell, statuteOf: (rule: OpenRule) => Placed<unknown>['statute']) {
  const by = new Map(open.map((rule) => [rule, open.filter(({ displaces }) => displaces.some(({ services }) => services.includes(rule.service)))]))
  for (const rule of open) {
    for (const { services, place } of rule.displaces) {
      for (const service of services) if (!rules.has(service)) tell.one(statuteOf(rule), { at: place, message: `No rule decides ${service}.`, advice: 'Name services that have a rule.' })
    }
  }
  const sorted: OpenRule[] = []
  const state = new Map<OpenRule, 'open' | 'done'>()
  const visit = (rule: OpenRule) => {
    if (state.get(rule) === 'open') tell.one(statuteOf(rule), { at: rule.displaces[0]?.place ?? rule.place, message: `${rule.service} stands instead of itself.`, advice: 'Take one “instead of” away.' })
    if (state.has(rule)) return
    state.set(rule, 'open')
    for (const other of by.get(rule)!) visit(other)
    state.set(rule, 'done')
    sorted.push(rule)
  }
  for (const rule of open) visit(rule)
  return sorted.flatMap((rule) => (by.get(rule)!.length > 0 ? [{ rule, by: by.get(rule)! }] : []))
}

/** Whether another rule grants something, asked by one whose turn may be another person. */
function seenFrom(rule: OpenRule, other: OpenRule, granted: NodeId, graph: Graph): NodeId {
  if (rule.entity === other.entity || other.entity === 'household') return granted
  return overAll(other, granted, graph, 'any', 'bool')
}

function overAll(rule: OpenRule, value: NodeId, graph: Graph, how: 'any' | 'sum', type: 'bool' | 'money'): NodeId {
  if (rule.entity !== 'person' && !rule.entity.startsWith('list:')) return value
  return graph.add({ op: 'aggregate', how, over: rule.entity as 'person', where: null, value, type, entity: 'household', args: [value] })
}

interface Worth { granted: NodeId; sum: NodeId }

function worthOf(rule: OpenRule, granted: NodeId, own: boolean, graph: Graph): Worth {
  const zero = graph.add({ op: 'constant', type: 'money', value: 0 })
  const isGranted = graph.add({ op: 'certain', type: 'bool', args: [granted] })
  const payments = rule.branches.flatMap(({ applies, payments: of }) => of.map(({ value, per }) => {
    const times = graph.add({ op: 'constant', type: 'int', value: yearly[per] })
    return graph.choose(graph.all([isGranted, applies]), yearly[per] === 1 ? value : graph.add({ op: 'mul', type: 'money', args: [value, times] }), zero)
  }))
  const sum = payments.reduce((left, right) => graph.add({ op: 'add', type: 'money', args: [left, right] }), zero)
  if (own) return { granted: isGranted, sum }
  const everyone = overAll(rule, sum, graph, 'sum', 'money')
  return { granted: overAll(rule, isGranted, graph, 'any', 'bool'), sum: everyone }
}

/** What is open still may turn out to be the better one, so only what is owed for certain gives way. */
const beats = (rival: Worth, mine: Worth, first: boolean, graph: Graph): NodeId =>
  graph.add({ op: 'certain', type: 'bool', args: [graph.all([mine.granted, rival.granted, graph.add({ op: first ? 'ge' : 'gt', type: 'bool', args: [rival.sum, mine.sum] })])] })

function close({ displaces: _displaces, branches, ...rule }: OpenRule, granted: NodeId, graph: Graph): ServiceRule {
  const zero = graph.add({ op: 'constant', type: 'money', value: 0 })
  return {
    ...rule, granted,
    branches: branches.map(({ payments, ...branch }) => ({
      ...branch, payments: payments.map((payment) => ({ ...payment, paid: graph.choose(graph.all([granted, branch.applies]), payment.value, zero) })),
    })),
  }
}
