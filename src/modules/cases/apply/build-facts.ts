/** From register values, corrections and answers to the facts that rules see. What is not known is null, never a default. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { FactSet, FactValue } from '../../rules/index.ts'
import { attributesOf, factOfRegisters, type KnownValue, listOfRegisters } from '../../exchange/index.ts'
import type { Draft } from './draft.ts'
import { lifeEventOf, subjectOf } from './subject.ts'

/** @param today the legal day of the application */
export function buildFacts(pack: Pack, event: string, draft: Draft, today: string): FactSet {
  const known = draft.known ?? []
  const facts: FactSet = {}
  for (const fact of pack.facts) {
    const { entity, name } = nameOf(fact.fact)
    if (entity === 'newborn') continue
    const list = listOfRegisters(fact, known)
    if (list) facts[entity] = list
    else {
      const record = (facts[entity] ??= {}) as Record<string, FactValue>
      record[name] = valueOf(fact, draft, known, today)
    }
  }
  facts['newborn'] = newborns(draft, facts)
  const entity = lifeEventOf(pack, event)?.subject?.entity
  if (entity !== undefined) facts[entity] = attributesOf(subjectOf(pack, event, draft) ?? {})
  return facts
}

/** `child.birth_date` and `child[].birth_date` both name the attribute of an entity. */
export function nameOf(fact: string): { entity: string; name: string } {
  const at = fact.indexOf('.')
  return at < 0 ? { entity: fact.replace('[]', ''), name: '' } : { entity: fact.slice(0, at).replace('[]', ''), name: fact.slice(at + 1) }
}

function valueOf(fact: Fact, draft: Draft, known: KnownValue[], today: string): FactValue {
  if (fact.fact === 'application.date') return today
  const corrected = draft.corrections[fact.fact]
  if (corrected !== undefined) return parseFact(fact, corrected)
  // A person is asked for what no register holds.
  const answer = draft.answers[fact.fact]
  return factOfRegisters(fact, known) ?? (answer === undefined ? null : parseFact(fact, answer))
}

function newborns(draft: Draft, facts: FactSet): Record<string, FactValue>[] {
  const older = facts['child']
  const before = Array.isArray(older) ? older.length : 0
  return draft.newborns.map(({ name, birthDate, sex }, index) => ({ name, birth_date: birthDate, sex, order: before + index + 1 }))
}

/** A corrected or answered value arrives as text from a form that has checked it. */
export function parseFact(fact: Fact, text: string): FactValue {
  switch (fact.type) {
    case 'bool': return text === 'yes' ? true : text === 'no' ? false : null
    case 'int':
    case 'money': return /^\d{1,15}$/.test(text) ? Number(text) : null
    case 'date':
    case 'enum':
    case 'text': return text
    default: return fact.type satisfies never
  }
}
