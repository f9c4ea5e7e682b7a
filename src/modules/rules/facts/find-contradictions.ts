/** Households that cannot be: two heads, a child older than its mother, and whatever else the pack's `contradiction` texts name. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Situation } from '../contract.ts'
import { compileSentence, type Wording } from '../evaluate/fill-sentence.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import type { PlaceInFile } from '../ir/ir.ts'
import type { Texts } from '../language/syntax.ts'

export type ContradictionFound =
  /** `role` fits one member at most, and fits these. */
  | { kind: 'two-of-one-role'; fact: string; role: string; at: number[] }
  /** By a text of the law; `at`: of which person. */
  | { kind: 'by-law'; sentence: Texts; at: number | null; place: PlaceInFile }

export function createContradictions(law: OpenLaw, facts: readonly Fact[], wording: Wording): (situation: Situation) => ContradictionFound[] {
  const roles = facts.filter((fact) => fact.fact.startsWith('person.') && fact.single !== undefined)
  const texts = law.ir.contradictions.map((text) => ({ ...text, fill: compileSentence(text.says, law.ir, law.reads, wording) }))
  return (situation) => [
    ...roles.flatMap(({ fact, single }) => twoOf(situation, fact, single ?? [])),
    ...law.within(situation.facts, situation, (run) => texts.flatMap(({ entity, test, place, fill }) => {
      const frames = entity === 'person' ? run.members('person') ?? [] : [run.home]
      return frames.flatMap((frame, at): ContradictionFound[] =>
        (law.reads[test]!(frame) === true ? [{ kind: 'by-law', sentence: fill(frame), at: entity === 'person' ? at : null, place }] : []))
    })),
  ]
}

function twoOf({ facts }: Situation, fact: string, single: readonly string[]): ContradictionFound[] {
  const persons = facts['person']
  const name = fact.slice('person.'.length)
  if (!Array.isArray(persons)) return []
  return single.flatMap((role) => {
    const at = persons.flatMap((person, index) => (person[name] === role ? [index] : []))
    return at.length > 1 ? [{ kind: 'two-of-one-role', fact, role, at }] : []
  })
}
