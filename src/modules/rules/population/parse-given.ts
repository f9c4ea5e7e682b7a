/** `application.date=2026-11-02`: a fact that is the same for everybody in a run. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { FactValue } from '../contract.ts'
import { valueOfFact } from '../evaluate/value.ts'
import { vocabularyOf } from '../language/types.ts'

/** @throws Error for a fact that the pack does not have, or a value that does not fit it */
export function parseGiven(words: readonly string[], facts: readonly Fact[]): Map<string, FactValue> {
  const vocabulary = vocabularyOf(facts)
  return new Map(words.map((word) => {
    const [fact = '', text = ''] = word.split('=', 2)
    const [entity = '', name = ''] = fact.split('.', 2)
    const type = vocabulary.typeOf(entity, name)
    if (type === undefined) throw new Error(`--given ${word}: ${fact} is no fact of the pack.`)
    const value: FactValue = type === 'bool' ? ({ yes: true, true: true, no: false, false: false }[text] ?? null) : type === 'int' || type === 'money' ? Number(text || Number.NaN) : text
    if (valueOfFact(value, type) === null) throw new Error(`--given ${word}: ${text} is no ${typeof type === 'object' ? `one of ${type.codes.join(', ')}` : type}.`)
    return [fact, value]
  }))
}
