/** Names: facts and definitions of somebody, lets, figures and tables. */
import { nameOfType } from '../language/types.ts'
import type { Entity } from './ir.ts'
import { as, expect, stored } from './expect-type.ts'
import { fail, type Of, type Scope, type Typed } from './scope.ts'

export function lowerFact(node: Of<'fact'>, scope: Scope): Typed | undefined {
  const { entity } = node
  if (entity === 'member') return scope.over?.kind === 'members' ? ofMember(valueOf('person', node, scope), scope) : fail(node, 'Nobody is a member here.', 'Write it behind members: count of members where member.… .', scope)
  if (entity === 'person') return ofPerson(node, scope)
  if (entity === 'household') return valueOf('household', node, scope)
  if (scope.names.vocabulary.singles.includes(entity)) return ofRole(node, scope)
  return ofEntity(node, scope)
}

function ofPerson(node: Of<'fact'>, scope: Scope): Typed | undefined {
  if (scope.entity !== 'person') return fail(node, 'There can be several persons, and this does not say which.', 'Write member.… behind members, a role such as head.…, or write the rule for each person.', scope)
  return ofSelf(valueOf('person', node, scope), scope, node)
}

/** What belongs to the person the text is about, read inside or outside of an aggregate. */
function ofSelf(value: Typed | undefined, scope: Scope, node: Of<'fact'> | Of<'name'>): Typed | undefined {
  if (!value || !scope.over || scope.names.graph.nodes[value.node]!.entity !== 'person') return value
  if (scope.over.kind === 'list') return fail(node, `This belongs to a person, and here one of ${scope.over.name} is meant.`, `Name what belongs to ${scope.over.name} or to the household.`, scope)
  return scope.over.pairs ? { ...value, node: scope.names.graph.add({ op: 'of-self', type: stored(value.type), entity: 'pair', args: [value.node] }) } : value
}

function ofMember(value: Typed | undefined, { over, names: { graph } }: Scope): Typed | undefined {
  if (!value || over?.kind !== 'members' || !over.pairs || graph.nodes[value.node]!.entity !== 'person') return value
  return { ...value, node: graph.add({ op: 'of-member', type: stored(value.type), entity: 'pair', args: [value.node] }) }
}

/** A definition, or a fact. */
function valueOf(entity: 'person' | 'household', node: Of<'fact'>, scope: Scope): Typed | undefined {
  const defined = scope.names.variable(entity, node.name, scope, node.at)
  if (defined !== undefined) return defined ?? undefined
  const type = scope.names.vocabulary.typeOf(entity, node.name)
  return type === undefined ? unknownFact({ ...node, entity }, scope) : { node: scope.names.input(entity, `${entity}.${node.name}`, type), type }
}

function ofRole(node: Of<'fact'>, scope: Scope): Typed | undefined {
  const { graph, vocabulary, input } = scope.names
  const value = valueOf('person', node, scope)
  const roles = vocabulary.typeOf('person', vocabulary.role?.split('.')[1] ?? '')
  if (!value || roles === undefined || vocabulary.role === null) return undefined
  const role = graph.add({ op: 'constant', type: { codes: [node.entity] }, value: node.entity })
  const where = graph.add({ op: 'eq', type: 'bool', args: [input('person', vocabulary.role, roles), role] })
  return { ...value, node: graph.add({ op: 'aggregate', how: 'the', over: 'person', where, value: value.node, type: stored(value.type), entity: 'household', args: [where, value.node] }) }
}

function ofEntity(node: Of<'fact'>, scope: Scope): Typed | undefined {
  const { vocabulary, input } = scope.names
  const type = vocabulary.typeOf(node.entity, node.name)
  if (type === undefined) return unknownFact(node, scope)
  const isList = vocabulary.isList(node.entity)
  const meant: Entity = isList ? `list:${node.entity}` : 'case'
  const here = scope.over === null ? scope.entity === meant : scope.over.kind === 'list' && scope.over.name === node.entity
  if (isList && !here) return fail(node, `There can be several of ${node.entity}.`, `Count them (count of ${node.entity} where …), or write the rule for each ${node.entity}.`, scope)
  return { node: input(meant, `${node.entity}.${node.name}`, type), type }
}

function unknownFact(node: Of<'fact'>, scope: Scope): undefined {
  const { names } = scope.names.vocabulary
  const own = names.filter((name) => name.startsWith(`${node.entity}.`))
  return fail(node, `facts.json knows no ${node.entity}.${node.name}.`, `It knows: ${(own.length > 0 ? own : names).join(', ')}. Or add: define ${node.name} of …`, scope)
}

export function lowerName(node: Of<'name'>, scope: Scope): Typed | undefined {
  const own = scope.lets.get(node.name)
  if (own) return lowerLet(own, node, scope)
  const parameter = scope.names.parameter(node.name)
  if (!parameter) return scope.names.scale(node.name)
    ? fail(node, `${node.name} is a scale.`, `Say of what: ${node.name} for …`, scope)
    : fail(node, `Nothing is called ${node.name}.`, `Add: let ${node.name} = …, or a parameter of that name.`, scope)
  if (parameter.by.length > 0) return fail(node, `${node.name} is a table.`, `Say for what: ${node.name} for …`, scope)
  return { node: scope.names.graph.add({ op: 'parameter', type: parameter.type, parameter: parameter.index }), type: parameter.type }
}

/** A let was reckoned where it stands: outside of every aggregate. */
function lowerLet(own: Typed, node: Of<'name'>, scope: Scope): Typed | undefined {
  const { entity } = scope.names.graph.nodes[own.node]!
  if (entity === 'person') return ofSelf(own, scope, node)
  const isForeign = entity.startsWith('list:') && scope.over !== null && !(scope.over.kind === 'list' && entity === `list:${scope.over.name}`)
  return isForeign ? fail(node, `${node.name} belongs to one ${entity.slice(5)}, and here another is meant.`, 'Write out what it stands for.', scope) : own
}

export function lowerLookup(node: Of<'lookup'>, scope: Scope): Typed | undefined {
  const parameter = scope.names.parameter(node.name)
  if (!parameter) return lowerScale(node, scope)
  if (parameter.by.length === 0) return fail(node, `${node.name} is one figure.`, `Write it without “for”, or make it a table: parameter ${node.name} by number: …`, scope)
  if (parameter.by.length !== node.keys.length) return fail(node, `The table ${node.name} is read by ${parameter.by.length === 1 ? 'one key' : 'two keys'}.`, parameter.by.length === 1 ? `Write: ${node.name} for …` : `Write: ${node.name} for (…, …)`, scope)
  const keys = node.keys.map((key, at) => (parameter.by[at] === 'number' ? expect(key, 'int', scope) : lowerCode(key, node.name, at, scope)))
  if (keys.includes(undefined)) return undefined
  return { node: scope.names.graph.add({ op: 'parameter', type: parameter.type, parameter: parameter.index, args: keys.map((key) => key!.node) }), type: parameter.type }
}

function lowerCode(key: Of<'lookup'>['keys'][number], table: string, at: number, scope: Scope): Typed | undefined {
  const value = scope.names.lower(key, scope)
  if (!value) return undefined
  if (typeof value.type !== 'object') return fail(key, `The table ${table} is read by a code.`, 'Give a fact that is one of several codes.', scope)
  const parameter = scope.names.parameter(table)!
  const lacking = parameter.lacking(value.type.codes, at)
  return lacking.length > 0 ? fail(parameter, `The table ${table} has no row for ${lacking.join(', ')}.`, 'Give every code a row, or add: others = …', scope) : value
}

function lowerScale(node: Of<'lookup'>, scope: Scope): Typed | undefined {
  const scale = scope.names.scale(node.name)
  if (!scale) return fail(node, `There is no table ${node.name}.`, `Add: parameter ${node.name} by number: money from … : 1 = …`, scope)
  const [key, second] = node.keys
  if (!key || second) return fail(node, `The scale ${node.name} is read by one value.`, `Write: ${node.name} for …`, scope)
  const value = scope.names.lower(key, scope)
  if (!value) return undefined
  const fits = value.type === scale.by || value.type === 'number' || (value.type === 'fraction' && scale.by === 'money')
  if (!fits) return fail(key, `The scale ${node.name} is read by ${scale.by}, and this is ${nameOfType(value.type)}.`, `Give it ${scale.by}.`, scope)
  return { node: scope.names.graph.add({ op: 'scale', type: scale.type, scale: scale.index, args: [as(value, scale.by, scope).node] }), type: scale.type }
}
