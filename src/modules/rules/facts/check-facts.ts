/** Facts from outside: every name that no rule can know and every value that does not fit, with its place. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import { nearestName } from '../../../kernel/config/nearest-name.ts'
import { dayOf } from '../language/day-of.ts'

export interface FactMistake {
  /** JSON pointer (RFC 6901) into the facts. */
  pointer: string
  kind: 'no-such-entity' | 'no-such-fact' | 'wrong-value' | 'one-not-several' | 'several-not-one'
  /** What would fit, or the name that was meant; empty where there is nothing to say. */
  wanted: string
}

/** @param given anything that JSON can hold */
export function checkFacts(given: unknown, facts: readonly Fact[], definitions: readonly string[] = []): FactMistake[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return [{ pointer: '', kind: 'wrong-value', wanted: '{ "household": { … } }' }]
  const byName = new Map(facts.map((fact) => [fact.fact, fact]))
  const entities = new Map(facts.map(({ fact, list }) => [entityOf(fact), list === true]))
  return Object.entries(given).flatMap(([entity, held]: [string, unknown]): FactMistake[] => {
    const isList = entities.get(entity)
    if (isList === undefined) return [{ pointer: `/${entity}`, kind: 'no-such-entity', wanted: nearestName(entity, [...entities.keys()]) ?? [...entities.keys()].join(', ') }]
    if (Array.isArray(held) !== isList) return [{ pointer: `/${entity}`, kind: isList ? 'several-not-one' : 'one-not-several', wanted: entity }]
    const entries = isList ? (held as unknown[]).map((entry, at) => ({ entry, pointer: `/${entity}/${at}` })) : [{ entry: held, pointer: `/${entity}` }]
    return entries.flatMap(({ entry, pointer }) => ofEntry(entry, entity, pointer, byName, definitions))
  })
}

const entityOf = (fact: string) => fact.slice(0, fact.indexOf('.'))

function ofEntry(entry: unknown, entity: string, pointer: string, facts: ReadonlyMap<string, Fact>, definitions: readonly string[]): FactMistake[] {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [{ pointer, kind: 'wrong-value', wanted: '{ … }' }]
  return Object.entries(entry).flatMap(([name, value]: [string, unknown]): FactMistake[] => {
    const fact = facts.get(`${entity}.${name}`)
    if (!fact) {
      if (definitions.includes(`${entity}.${name}`)) return []
      const known = [...facts.keys()].filter((other) => entityOf(other) === entity).map((other) => other.slice(entity.length + 1))
      return [{ pointer: `${pointer}/${name}`, kind: 'no-such-fact', wanted: nearestName(name, known) ?? known.join(', ') }]
    }
    return value === null || fits(value, fact) ? [] : [{ pointer: `${pointer}/${name}`, kind: 'wrong-value', wanted: wanted(fact) }]
  })
}

function fits(value: unknown, { type, values }: Fact): boolean {
  switch (type) {
    case 'bool': return typeof value === 'boolean'
    case 'int': case 'money': return Number.isSafeInteger(value)
    case 'date': return typeof value === 'string' && dayOf(value) !== null
    case 'enum': return typeof value === 'string' && values !== undefined && Object.hasOwn(values, value)
    case 'text': return typeof value === 'string'
    default: return type satisfies never
  }
}

function wanted({ type, values }: Fact): string {
  switch (type) {
    case 'bool': return 'true, false'
    case 'int': case 'money': return '0 … 9007199254740991'
    case 'date': return '2026-11-02'
    case 'enum': return Object.keys(values ?? {}).join(', ')
    case 'text': return '"…"'
    default: return type satisfies never
  }
}
