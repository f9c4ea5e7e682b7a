/** Letters of a service: messages that can be read, with values that there are, used as what they are. */
import { messageMistake } from '../../src/kernel/i18n/message-mistake.ts'
import { type Use, usesOf } from '../../src/kernel/i18n/uses-of.ts'
import { type LetterValue, letterValuesOf } from './letter-values.ts'
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'
import { letterOutcomes } from './schema/service.ts'

/** `line` and `column` from 1, in the text. `use`: the value is there, and cannot be used so. */
export type LetterMistake = { line: number; column: number } & ({ mistake: 'icu'; why: string; advice: string } | { mistake: 'value'; name: string } | { mistake: 'use'; name: string; type: LetterValue['type'] })

/** @param text in one language @returns the first mistake */
export function letterMistake(values: ReadonlyMap<string, LetterValue>, text: string): LetterMistake | undefined {
  const unreadable = messageMistake(text)
  let uses: Use[]
  try {
    uses = usesOf(text)
  } catch (cause) {
    if (!unreadable) throw cause
    return { mistake: 'icu', ...unreadable }
  }
  for (const use of uses) {
    const { name, line, column } = use
    const value = values.get(name)
    if (!value) return { mistake: 'value', name, line, column }
    if (!fits(value, use) || (value.type === 'enum' && uses.some((other) => other.name === name && other.as !== use.as))) return { mistake: 'use', name, type: value.type, line, column }
  }
  return unreadable && { mistake: 'icu', ...unreadable }
}

/** Money and days are written by the house, in the reader's way; a yes or no is told apart, never written. */
function fits({ type, fact }: LetterValue, { as, options }: Use): boolean {
  switch (type) {
    case 'text': case 'money': case 'date': return as === 'plain'
    case 'int': return as === 'plain' || as === 'number' || as === 'plural'
    case 'bool': return as === 'select' && options.every((option) => option === 'yes' || option === 'no')
    case 'enum': return as === 'plain' || (as === 'select' && options.every((option) => Object.hasOwn(fact?.values ?? {}, option)))
    default: return type satisfies never
  }
}

/** How each kind of value may stand in a letter, for whoever writes one. */
export const howUsed: Record<LetterValue['type'], (name: string) => string> = {
  text: (name) => `{${name}}`, money: (name) => `{${name}}`, date: (name) => `{${name}}`,
  int: (name) => `{${name}} or {${name}, plural, one {…} other {…}}`,
  bool: (name) => `{${name}, select, yes {…} other {…}}`,
  enum: (name) => `{${name}} alone, or {${name}, select, … other {…}} with its own values`,
}

export function checkLetters(pack: Pick<Pack, 'services' | 'facts' | 'purposes' | 'lifeEvents' | 'registers'>): Problem[] {
  return pack.services.flatMap((service) => letterOutcomes.flatMap((outcome) => {
    const said = service.letters?.[outcome]
    if (!said) return []
    const values = letterValuesOf(pack, service, outcome)
    return Object.entries(said).flatMap(([tag, text]): Problem[] => {
      const found = letterMistake(values, text)
      return found === undefined ? [] : [{ file: `services/${service.id}.json`, pointer: `/letters/${outcome}/${tag}`, ...inWords(found, [...values.keys()]) }]
    })
  }))
}

function inWords(found: LetterMistake, names: readonly string[]): Pick<Problem, 'message' | 'advice'> {
  const place = `line ${found.line}, sign ${found.column}`
  switch (found.mistake) {
    case 'icu': return { message: `This is no ICU message: ${found.why} (${place}).`, advice: found.advice }
    case 'value': return { message: `This letter has no value ${found.name} (${place}).`, advice: `Values: ${names.join(', ')}.` }
    case 'use': return { message: `The value ${found.name} cannot be used so (${place}).`, advice: `Write ${howUsed[found.type](found.name)}.` }
    default: return found satisfies never
  }
}
