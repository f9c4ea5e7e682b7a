/** `count of children where …`: over the members of a household, or the entries of a list. */
import { partsOf } from '../language/parts-of.ts'
import type { Expression } from '../language/syntax.ts'
import { isNumeric, nameOfType, type Type } from '../language/types.ts'
import type { Entity, NodeId } from './ir.ts'
import { expect, stored } from './expect-type.ts'
import { fail, type Of, type Over, type Scope, type Typed } from './scope.ts'

interface Body { where: NodeId | null; value: Typed | null }

export function lowerAggregate(node: Of<'aggregate'>, scope: Scope): Typed | undefined {
  const { vocabulary, group } = scope.names
  if (scope.over) return fail(node, 'An aggregate stands inside another.', 'Give the inner one a name: define … of person: …', scope)
  if (node.group !== 'members' && !group(node.group)) {
    if (!vocabulary.isList(node.group)) return fail(node, `${node.group} is no group.`, `Count members, a group (group ${node.group} = members where …), or a list of facts.json.`, scope)
    const body = lowerBody(node, null, scope, { kind: 'list', name: node.group })
    return body && aggregate(node, body, `list:${node.group}`, 'household', scope)
  }
  const where = group(node.group)?.where ?? null
  // Comparing the person the text is about with each member takes every pair of them; counting members alone does not.
  const pairs = [where, node.where, node.value].some((part) => part !== null && readsSelf(part, scope))
  const body = lowerBody(node, where, scope, { kind: 'members', pairs })
  return body && aggregate(node, body, 'person', pairs ? 'person' : 'household', scope)
}

function readsSelf(node: Expression, scope: Scope): boolean {
  if (node.kind === 'fact') return node.entity === 'person'
  if (node.kind === 'name') {
    const own = scope.lets.get(node.name)
    return own !== undefined && scope.names.graph.nodes[own.node]!.entity === 'person'
  }
  return partsOf(node).some((part) => readsSelf(part, scope))
}

function lowerBody(node: Of<'aggregate'>, group: Expression | null, scope: Scope, over: Over): Body | undefined {
  const inside: Scope = { ...scope, over }
  const tests = [group, node.where].filter((test) => test !== null).map((test) => expect(test, 'bool', inside))
  const value = node.value && (node.how === 'any' || node.how === 'all' ? expect(node.value, 'bool', inside) : scope.names.lower(node.value, inside))
  if (tests.includes(undefined) || value === undefined) return undefined
  return { where: tests.length === 0 ? null : scope.names.graph.all(tests.map((test) => test!.node)), value }
}

function aggregate(node: Of<'aggregate'>, { where, value }: Body, over: 'person' | `list:${string}`, entity: Entity, scope: Scope): Typed | undefined {
  const type: Type | undefined = node.how === 'count' ? 'int' : node.how === 'any' || node.how === 'all' ? 'bool' : value?.type
  if (type === undefined) return undefined
  if (node.how === 'sum' && (!isNumeric(type) || type === 'number')) return fail(node, `${nameOfType(type)} is not added up.`, 'Add up amounts, numbers or rates.', scope)
  if ((node.how === 'min' || node.how === 'max') && !(type === 'date' || isNumeric(type))) return fail(node, `${nameOfType(type)} has no order.`, 'Take the first or last of dates, amounts or numbers.', scope)
  const args = [where, value?.node ?? null].filter((arg) => arg !== null)
  return { node: scope.names.graph.add({ op: 'aggregate', how: node.how, over, where, value: value?.node ?? null, type: stored(type), entity, args }), type }
}
