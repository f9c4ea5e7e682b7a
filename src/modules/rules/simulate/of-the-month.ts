/**
 * Services that follow from a birth are granted once for it: of a study, whoever had it in the month that ends with the day counts, and
 * not every child who ever was born. Monthly payments are left as they are.
 */
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { NewNode } from '../ir/graph.ts'
import type { Entity, Ir, Node, NodeId } from '../ir/ir.ts'
import type { Result } from '../population/results-of.ts'

export type BirthService = Pick<PublicService, 'id' | 'rule' | 'effect' | 'afterBirthMonths'>

const born = { fact: 'newborn.birth_date', list: 'list:newborn' } as const

/** @returns the law with the tests, and results that are told only of those of the month */
export function ofTheMonth({ ir, results }: { ir: Ir; results: Result[] }, services: readonly BirthService[]): { ir: Ir; results: Result[] } {
  const once = new Set(services.filter(({ effect, afterBirthMonths }) => effect === 'register-birth' || afterBirthMonths !== undefined).map(({ id, rule }) => rule ?? id))
  const birth = ir.inputs.find(({ fact }) => fact === born.fact)?.node
  if (birth === undefined || once.size === 0) return { ir, results }
  const nodes = [...ir.nodes]
  const add = (node: NewNode, entity: Entity): NodeId => nodes.push({ args: [], ...node, id: nodes.length, entity } as Node) - 1
  const today = add({ op: 'today', type: 'date' }, 'none')
  const one = add({ op: 'constant', type: 'int', value: 1 }, 'none')
  const zero = add({ op: 'constant', type: 'money', value: 0 }, 'none')
  const months = add({ op: 'elapsed', type: 'int', unit: 'months', args: [birth, today] }, born.list)
  const isNew = add({ op: 'lt', type: 'bool', args: [months, one] }, born.list)
  const anyNew = add({ op: 'aggregate', how: 'any', over: born.list, where: null, value: isNew, type: 'bool', args: [isNew] }, 'household')
  const told = (result: Result): Result => {
    const { kind, of, entity, node, as } = result
    if (!once.has(of) || (kind !== 'granted' && !(kind === 'paid' && as?.startsWith('once')))) return result
    const test = entity === born.list ? isNew : anyNew
    return { ...result, node: kind === 'granted' ? add({ op: 'and', type: 'bool', args: [node, test] }, entity) : add({ op: 'if', type: 'money', args: [test, node, zero] }, entity) }
  }
  const changed = results.map(told)
  return { ir: { ...ir, nodes }, results: changed }
}
