/** Where an expression stands: whose text it is, which names it sees, and what the builder knows of the whole pack. */
import type { Codes, Expression, Group, Place } from '../language/syntax.ts'
import type { Mistake, Type, Vocabulary } from '../language/types.ts'
import type { Graph } from './graph.ts'
import type { Entity, NodeId, ValueType } from './ir.ts'

/** A lowered expression. `number` is the type of a bare whole number: it serves as int or money. */
export interface Typed { node: NodeId; type: Type }

/** What the whole pack knows by name. */
export interface Names {
  graph: Graph
  vocabulary: Vocabulary
  /** Any expression, where it stands; `lower-expression.ts`. */
  lower(node: Expression, scope: Scope): Typed | undefined
  input(entity: Entity, fact: string, type: ValueType): NodeId
  parameter(name: string): { index: number; type: ValueType; by: readonly ('number' | 'choice')[]; at: Place; lacking(codes: Codes['codes'], key: number): string[] } | undefined
  scale(name: string): { index: number; type: ValueType; by: 'money' | 'int' } | undefined
  group(name: string): Group | undefined
  /** The value of a definition; undefined when there is none, null when it cannot be lowered, which is told at its own place. */
  variable(entity: 'person' | 'household', name: string, scope: Scope, at: Place): Typed | null | undefined
}

/** What stands inside an aggregate: the members of the household, or the entries of a list. */
export type Over = { kind: 'members'; pairs: boolean } | { kind: 'list'; name: string }

export interface Scope {
  names: Names
  /** Whose text it is. */
  entity: Entity
  lets: ReadonlyMap<string, Typed>
  over: Over | null
  mistakes: Mistake[]
}

export type Of<Kind extends Expression['kind']> = Expression & { kind: Kind }

export function fail(node: { at: Place }, message: string, advice: string, scope: Pick<Scope, 'mistakes'>): undefined {
  scope.mistakes.push({ at: node.at, message, advice })
  return undefined
}
