/** A cohort is a condition over all rules and facts of a pack: it is worked into the law's own graph, so that every output can answer it. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { nearestName } from '../../../kernel/config/nearest-name.ts'
import type { NewNode } from '../ir/graph.ts'
import { buildIr } from '../ir/build-ir.ts'
import type { Entity, Input, Ir, Node, NodeId, ValueType } from '../ir/ir.ts'
import { applyReform } from '../language/apply-reform.ts'
import { readRules } from '../language/read-rules.ts'
import { vocabularyOf } from '../language/types.ts'
import { listOf } from '../population/prepare.ts'
import { resultsOf } from '../population/results-of.ts'

export interface Cohort {
  /** Whose rows are counted. */
  of: 'household' | 'person'
  /** Conditions in the rule language (`household.region is 'seoul'`); all of them must hold. */
  where: readonly string[]
  owed: readonly string[]
  notOwed: readonly string[]
  /** Services that somebody receives already: columns `<entity>.<service>.received`. */
  receiving: readonly string[]
  notReceiving: readonly string[]
  /** Facts and definitions by which it is told apart. */
  by: readonly string[]
  /** Results that are added up, such as `household.benefits.year`. */
  sums: readonly string[]
}

/** What is asked makes no sense; the message says where. */
export class CohortFault extends Error {
  override name = 'CohortFault'
}

export interface CohortLaw { ir: Ir; test: NodeId; by: NodeId[]; sums: NodeId[] }

/** @param columns that the people have, by `entity.name`. @throws CohortFault */
export function cohortLaw(pack: Pick<Pack, 'rules' | 'facts'>, cohort: Cohort, columns: ReadonlySet<string>): CohortLaw {
  const { ir: law, results } = resultsOf(withConditions(pack, cohort))
  const graph = { ...law, nodes: [...law.nodes], inputs: [...law.inputs] }
  const add = (node: NewNode, entity: Entity): NodeId => graph.nodes.push({ args: [], ...node, id: graph.nodes.length, entity } as Node) - 1
  const yes = add({ op: 'constant', type: 'bool', value: true }, 'none')
  const input = (fact: string, entity: Entity, type: ValueType): NodeId => {
    const known = graph.inputs.find((one) => one.fact === fact)
    if (known) return known.node
    const node = add({ op: 'input', input: graph.inputs.length, type }, entity)
    graph.inputs.push({ fact, entity, type, node } satisfies Input)
    return node
  }
  /** As a value of whom the cohort counts. */
  const ofUnit = (id: NodeId, what: string, how: 'any' | 'sum' | null): NodeId => {
    const { entity, type } = graph.nodes[id]!
    const list = listOf(entity)
    if (list === null || (list === 'person' && cohort.of === 'person')) return entity === cohort.of ? id : add({ op: 'if', type, args: [yes, id, id] }, cohort.of)
    if (cohort.of === 'person' || how === null) throw new CohortFault(`${what} is of each ${list}, and the cohort counts each ${cohort.of}.${cohort.of === 'person' ? ' Count households.' : ''}`)
    return add({ op: 'aggregate', how, over: list === 'person' ? list : `list:${list}`, where: null, value: id, type, args: [id] }, 'household')
  }
  const granted = (service: string) => {
    const found = results.find(({ kind, of }) => kind === 'granted' && of === service)
    if (!found) throw new CohortFault(`The pack has no rule for ${service}.${nearest(service, results.filter(({ kind }) => kind === 'granted').map(({ of }) => of))}`)
    return ofUnit(found.node, service, 'any')
  }
  const received = (service: string) => {
    granted(service)
    const fact = [...columns].find((name) => name.endsWith(`.${service}.received`))
    if (fact === undefined) throw new CohortFault(`Nothing says who receives ${service}: there is no column household.${service}.received or person.${service}.received.`)
    const holder = fact.slice(0, fact.indexOf('.'))
    return ofUnit(input(fact, holder === 'household' || holder === 'person' ? holder : `list:${holder}`, 'bool'), fact, 'any')
  }
  const not = (id: NodeId) => add({ op: 'not', type: 'bool', args: [id] }, cohort.of)
  const conditions = [
    ...cohort.where.map((_, index) => ofUnit(graph.variables.find(({ name }) => name === conditionName(index))!.node, 'the condition', 'any')),
    ...cohort.owed.map(granted), ...cohort.notOwed.map((service) => not(granted(service))),
    ...cohort.receiving.map(received), ...cohort.notReceiving.map((service) => not(received(service))),
  ]
  if (conditions.length === 0) throw new CohortFault('A cohort needs a condition: --where, --owed, --not-owed, --receiving or --not-receiving.')
  const test = conditions.reduce((left, right) => add({ op: 'and', type: 'bool', args: [left, right] }, cohort.of))
  const by = cohort.by.map((name) => ofUnit(named(name, pack.facts, graph, input), name, null))
  const sums = cohort.sums.map((name) => {
    const found = results.find((result) => result.name === name && graph.nodes[result.node]!.type !== 'bool' && typeof graph.nodes[result.node]!.type !== 'object')
    if (!found) throw new CohortFault(`${name} is no amount that the pack decides.${nearest(name, results.filter(({ kind }) => kind !== 'granted').map((one) => one.name))}`)
    return ofUnit(found.node, name, 'sum')
  })
  return { ir: graph, test, by, sums }
}

const nearest = (name: string, known: readonly string[]) => {
  const meant = nearestName(name, [...known])
  return meant === undefined ? '' : ` Meant: ${meant}.`
}

const conditionName = (index: number) => `cohort_condition_${index + 1}`

/** Each condition stands on a line of its own, so that a mistake is told by its place in it. */
function withConditions(pack: Pick<Pack, 'rules' | 'facts'>, { of, where }: Cohort): Ir {
  const head = ['```maru', 'law en "Cohort" as of 2026-01-01']
  const lines = where.flatMap((condition, index) => [`define ${conditionName(index)} of ${of}: bool =`, condition.replaceAll(/[\r\n`]+/g, ' ')])
  const book = applyReform(readRules(pack), { path: 'cohort', text: [...head, ...lines, '```', ''].join('\n') })
  const { ir, problems } = buildIr(book, pack.facts)
  const [problem] = [...book.problems, ...problems]
  if (!problem) return ir
  if (problem.file !== 'cohort') throw new CohortFault(`${problem.file}:${problem.line}:${problem.column}: ${problem.message} ${problem.advice}`)
  const index = Math.max(0, Math.floor((problem.line - head.length - 1) / 2))
  throw new CohortFault(`“${where[index] ?? where.at(-1)!}”, sign ${problem.column}: ${problem.message} ${problem.advice}`)
}

function named(name: string, facts: readonly Fact[], { variables }: Ir, input: (fact: string, entity: Entity, type: ValueType) => NodeId): NodeId {
  const variable = variables.find((one) => `${one.entity}.${one.name}` === name)
  if (variable) return variable.node
  const fact = facts.find((one) => one.fact === name)
  const [entity = '', attribute = ''] = name.split('.')
  const type = fact && vocabularyOf(facts).typeOf(entity, attribute)
  if (!fact || !type) throw new CohortFault(`${name} is neither a fact nor a definition of the pack.${nearest(name, [...facts.map((one) => one.fact), ...variables.map((one) => `${one.entity}.${one.name}`)])}`)
  if (type === 'text' || type === 'date') throw new CohortFault(`${name} is a ${type}: a cohort is told apart by codes, numbers and yes or no.`)
  return input(name, fact.list ? (entity === 'person' ? 'person' : `list:${entity}`) : entity === 'household' ? 'household' : 'case', type)
}
