/** A sentence for people: `{household.size}` or `{income_limit}` in it is the name of a fact, definition, let or parameter. */
import type { Expression, Place, Texts } from '../language/syntax.ts'
import type { NodeId, Sentence } from './ir.ts'
import type { Scope } from './scope.ts'

export const placeholdersOf = (text: string): string[] => [...text.matchAll(/\{([a-z0-9_.]+)\}/g)].map((match) => match[1]!)

function placeholderExpression(name: string, at: Place): Expression {
  const [entity, attribute] = name.split('.')
  return attribute === undefined ? { kind: 'name', name, at } : { kind: 'fact', entity: entity!, name: attribute, at }
}

export function lowerSentence(texts: Texts, at: Place, scope: Scope): Sentence {
  const names = [...new Set(Object.values(texts).flatMap(placeholdersOf))]
  const holes: Record<string, NodeId> = {}
  for (const name of names) {
    const value = scope.names.lower(placeholderExpression(name, at), scope)
    if (value) holes[name] = value.node
  }
  return { texts, holes }
}

export const lowerSays = (texts: { holds: Texts; fails: Texts }, at: Place, scope: Scope) =>
  ({ holds: lowerSentence(texts.holds, at, scope), fails: lowerSentence(texts.fails, at, scope) })
