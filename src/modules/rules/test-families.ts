/** Families nobody named: facts of any pack, drawn by their types, each of them perhaps unknown. */
import fc from 'fast-check'
import type { Fact } from '../../../packages/pack-kit/schema/fact.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { FactSet, FactValue } from './contract.ts'

const day = (from: string, to: string) => fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))

function valueOf({ fact, type, values }: Fact): fc.Arbitrary<FactValue> {
  switch (type) {
    case 'bool': return fc.boolean()
    case 'money': return fc.integer({ min: 0, max: 20_000_000 })
    case 'int': return fact === 'newborn.order' ? fc.integer({ min: 1, max: 6 }) : fc.integer({ min: 1, max: 9 })
    case 'date': return fact === 'application.date' ? day('2026-01-01', '2027-12-31') : fact === 'newborn.birth_date' ? day('2024-06-01', '2027-12-31') : day('1980-01-01', '2026-12-31')
    case 'enum': return fc.constantFrom(...Object.keys(values ?? { none: {} }))
    case 'text': return fc.constantFrom('하늘', '바다', '누리')
    default: return type satisfies never
  }
}

/** @param unknowns share of facts that nobody knows, 0 to 1 */
export function drawFacts(pack: Pack, unknowns: number): fc.Arbitrary<FactSet> {
  const entities = Map.groupBy(pack.facts, ({ fact }) => fact.slice(0, fact.indexOf('.')))
  const record = (facts: Fact[]) => fc.record(Object.fromEntries(facts.map((fact) => {
    const known = valueOf(fact)
    const certain = unknowns === 0 || fact.fact === 'application.date'
    return [fact.fact.slice(fact.fact.indexOf('.') + 1), certain ? known : fc.oneof({ weight: (1 - unknowns) * 100, arbitrary: known }, { weight: unknowns * 100, arbitrary: fc.constant(null) })]
  }))) as fc.Arbitrary<Record<string, FactValue>>
  return fc.record(Object.fromEntries([...entities].map(([entity, facts]) => {
    const one = record(facts)
    return [entity, facts.some(({ list }) => list) ? fc.array(one, { minLength: entity === 'newborn' ? 1 : 0, maxLength: entity === 'newborn' ? 3 : 5 }) : one]
  })))
}

/** The same family, with every unknown fact made known as `other` has it. */
export function fillUnknowns(facts: FactSet, other: FactSet): FactSet {
  const fill = (one: Record<string, FactValue>, from: Record<string, FactValue> | undefined) =>
    Object.fromEntries(Object.entries(one).map(([name, value]) => [name, value ?? from?.[name] ?? null]))
  return Object.fromEntries(Object.entries(facts).map(([entity, value]) => {
    const from = other[entity]
    const first = Array.isArray(from) ? from[0] : from
    return [entity, Array.isArray(value) ? value.map((item, at) => fill(item, (Array.isArray(from) ? from[at] : from) ?? first)) : fill(value, first)]
  }))
}
