/** Roles that one member of a household has at most (`"single"` in facts.json): of two who have it, no household is made. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Ir } from './ir.ts'
import type { Names } from './scope.ts'

export function singleRoles(facts: readonly Fact[], { graph, vocabulary, input }: Names): Ir['singles'] {
  const roles = facts.filter(({ fact, single }) => fact.startsWith('person.') && single !== undefined)
  return roles.flatMap(({ fact, single = [] }) => {
    const type = vocabulary.typeOf('person', fact.slice('person.'.length))
    if (typeof type !== 'object') return []
    return single.map((role) => {
      // Of whom the role is not known, it is not known that there are two.
      const has = graph.add({ op: 'certain', type: 'bool', args: [graph.add({ op: 'in', type: 'bool', codes: [role], args: [input('person', fact, type)] })] })
      const count = graph.add({ op: 'aggregate', how: 'count', over: 'person', where: has, value: null, type: 'int', entity: 'household', args: [has] })
      return { fact, role, test: graph.add({ op: 'gt', type: 'bool', args: [count, graph.add({ op: 'constant', type: 'int', value: 1 })] }) }
    })
  })
}
