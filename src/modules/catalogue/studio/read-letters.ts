/** The page of a service's letters as it was typed; a letter that is empty in every language is none. */
import { letterMistake } from '../../../../packages/pack-kit/check-letters.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { type LetterOutcome, letterOutcomes, letterValues, type PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import { type Mistake, readText, textMistakes, type Typed } from './read-details.ts'

/** As people read them in a hint or a mistake: `{service}, {date}`. */
export const valuesOf = (outcome: LetterOutcome) => letterValues[outcome].map((name) => `{${name}}`).join(', ')

export function readLetters(typed: Typed, pack: Pack, before: PublicService): { service: PublicService; mistakes: Mistake[] } {
  const letters: NonNullable<PublicService['letters']> = {}
  for (const outcome of letterOutcomes) {
    const text = Object.fromEntries(Object.entries(readText(typed, `letters.${outcome}`, pack)).map(([tag, words]) => [tag, words.replaceAll('\r\n', '\n')]))
    if (Object.values(text).some((words) => words !== '')) letters[outcome] = text
  }
  const { letters: _before, ...rest } = before
  const service: PublicService = Object.keys(letters).length === 0 ? rest : { ...rest, letters }
  return { service, mistakes: [...textMistakes({ letters }, pack), ...letterOutcomes.flatMap((outcome) => Object.entries(letters[outcome] ?? {}).flatMap(([tag, words]) => mistakeOf(outcome, tag, words)))] }
}

function mistakeOf(outcome: LetterOutcome, tag: string, words: string): Mistake[] {
  const found = words === '' ? undefined : letterMistake(outcome, words)
  if (found === undefined) return []
  const field = `letters.${outcome}.${tag}`
  return [found.mistake === 'value' ? { field, mistake: 'letter-value', values: { name: found.name, names: valuesOf(outcome) } } : { field, mistake: `letter-${found.mistake}` }]
}

export const typedLetters = ({ letters = {} }: PublicService): Typed =>
  Object.fromEntries(letterOutcomes.flatMap((outcome) => Object.entries(letters[outcome] ?? {}).map(([tag, words]) => [`letters.${outcome}.${tag}`, words])))
