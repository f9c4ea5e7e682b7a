/** What an expression must be, and what a bare whole number becomes beside its neighbour. */
import type { Expression } from '../language/syntax.ts'
import { nameOfType, type Type } from '../language/types.ts'
import type { ValueType } from './ir.ts'
import { fail, type Scope, type Typed } from './scope.ts'

/** The type must be `wanted`; a bare whole number serves as int or money, and a code as one of several. */
export function expect(node: Expression, wanted: ValueType, scope: Scope): Typed | undefined {
  const value = scope.names.lower(node, scope)
  if (value === undefined || value.type === wanted) return value
  const { type } = value
  if (type === 'number' && (wanted === 'int' || wanted === 'money')) return as(value, wanted, scope)
  if (typeof type === 'object' && typeof wanted === 'object' && type.codes.every((code) => wanted.codes.includes(code))) return { ...value, type: wanted }
  const advice = type === 'fraction' ? 'Say how it is rounded: (…) rounded down to 10.' : `Write something that is ${nameOfType(wanted)}.`
  return fail(node, `This is ${nameOfType(type)}, and ${nameOfType(wanted)} is needed.`, advice, scope)
}

/** A bare whole number takes the type that it meets. */
export function as(value: Typed, type: Type, { names: { graph } }: Scope): Typed {
  const node = graph.nodes[value.node]!
  if (value.type !== 'number' || type === 'number') return value
  return { node: node.op === 'constant' && type === 'money' ? graph.add({ op: 'constant', type, value: node.value }) : value.node, type }
}

/** What a bare number is in the graph, where nothing gave it a type. */
export const stored = (type: Type): ValueType => (type === 'number' ? 'int' : type)
