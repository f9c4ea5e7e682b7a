/** The page of a service's letters as it was typed; a letter that is empty in every language is none. */
import { howUsed, letterMistake } from '../../../../packages/pack-kit/check-letters.ts'
import { type LetterValue, letterValuesOf } from '../../../../packages/pack-kit/letter-values.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { letterOutcomes, type PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import { type Mistake, readText, textMistakes, type Typed } from './read-details.ts'

/** As people read them in a hint or a mistake: `{service}, {date}`. */
export const namesOf = (values: ReadonlyMap<string, LetterValue>) => [...values.keys()].map((name) => `{${name}}`).join(', ')

/** @param pack as it would be with the version */
export function readLetters(typed: Typed, pack: Pack, before: PublicService): { service: PublicService; mistakes: Mistake[] } {
  const letters: NonNullable<PublicService['letters']> = {}
  for (const outcome of letterOutcomes) {
    const text = Object.fromEntries(Object.entries(readText(typed, `letters.${outcome}`, pack)).map(([tag, words]) => [tag, words.replaceAll('\r\n', '\n')]))
    if (Object.values(text).some((words) => words !== '')) letters[outcome] = text
  }
  const { letters: _before, ...rest } = before
  const service: PublicService = Object.keys(letters).length === 0 ? rest : { ...rest, letters }
  const mistakes = letterOutcomes.flatMap((outcome) => {
    const values = letterValuesOf(pack, service, outcome)
    return Object.entries(letters[outcome] ?? {}).flatMap(([tag, words]) => mistakeOf(values, `letters.${outcome}.${tag}`, words))
  })
  return { service, mistakes: [...textMistakes({ letters }, pack), ...mistakes] }
}

function mistakeOf(values: ReadonlyMap<string, LetterValue>, field: string, words: string): Mistake[] {
  const found = words === '' ? undefined : letterMistake(values, words)
  if (found === undefined) return []
  const { line, column } = found
  switch (found.mistake) {
    case 'icu': return [{ field, mistake: 'letter-icu', values: { line, column } }]
    case 'value': return [{ field, mistake: 'letter-value', values: { line, column, name: found.name, names: namesOf(values) } }]
    case 'use': return [{ field, mistake: 'letter-use', values: { line, column, name: found.name, how: howUsed[found.type](found.name) } }]
    default: return found satisfies never
  }
}

export const typedLetters = ({ letters = {} }: PublicService): Typed =>
  Object.fromEntries(letterOutcomes.flatMap((outcome) => Object.entries(letters[outcome] ?? {}).map(([tag, words]) => [`letters.${outcome}.${tag}`, words])))
