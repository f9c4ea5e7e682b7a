/** Letters of decisions: messages that can be read, with values that there are; a refusal says why. */
import { argumentsOf } from '../../src/kernel/i18n/arguments.ts'
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'
import { type LetterOutcome, letterOutcomes, letterValues } from './schema/service.ts'

export type LetterMistake = { mistake: 'icu' } | { mistake: 'value'; name: string } | { mistake: 'reason' }

/** @param text in one language */
export function letterMistake(outcome: LetterOutcome, text: string): LetterMistake | undefined {
  let named: string[]
  try {
    named = argumentsOf(text)
  } catch {
    return { mistake: 'icu' }
  }
  const unknown = named.find((name) => !letterValues[outcome].includes(name))
  if (unknown !== undefined) return { mistake: 'value', name: unknown }
  return outcome === 'refused' && !named.includes('reason') ? { mistake: 'reason' } : undefined
}

export function checkLetters({ services }: Pick<Pack, 'services'>): Problem[] {
  return services.flatMap(({ id, letters = {} }) => letterOutcomes.flatMap((outcome) => Object.entries(letters[outcome] ?? {}).flatMap(([tag, text]): Problem[] => {
    const found = letterMistake(outcome, text)
    return found === undefined ? [] : [{ file: `services/${id}.json`, pointer: `/letters/${outcome}/${tag}`, ...inWords(outcome, found) }]
  })))
}

function inWords(outcome: LetterOutcome, found: LetterMistake): Pick<Problem, 'message' | 'advice'> {
  switch (found.mistake) {
    case 'icu': return { message: 'This is no ICU message.', advice: 'Look at the braces.' }
    case 'value': return { message: `A letter has no value ${found.name}.`, advice: `Values: ${letterValues[outcome].join(', ')}.` }
    case 'reason': return { message: 'A refusal does not say why.', advice: 'Name {reason} in it.' }
    default: return found satisfies never
  }
}
