/**
 * Why a message cannot be shown, and where. Some of it is no ICU message (Unicode TR 35, part 9); some can be read and falls over
 * when it is written for somebody: a currency that there is none of, a day that the house has put into words already.
 */
import { createTranslator } from './translator.ts'
import { NoMessage, type Use, usesOf } from './uses-of.ts'

/** @property line from 1 @property why a sentence without its full stop @property advice what to write instead */
export interface MessageMistake { line: number; column: number; why: string; advice: string }

/** What the parser calls its finding, in words. */
const known: Record<string, readonly [why: string, advice: string]> = {
  EXPECT_ARGUMENT_CLOSING_BRACE: ['a brace is opened here and not closed', 'Close it with “}”. A “{” that is no value is written “\'{\'”.'],
  EMPTY_ARGUMENT: ['these braces name no value', 'Write the name of a value, or take the braces out.'],
  MALFORMED_ARGUMENT: ['this is no name of a value', 'A name has letters, digits and “_”, and is followed by “}” or “,”.'],
  EXPECT_ARGUMENT_TYPE: ['nothing follows the comma', 'Write plural, selectordinal, select or number after it, or take it out.'],
  INVALID_ARGUMENT_TYPE: ['a value cannot be written in this way', 'Write plural, selectordinal, select or number.'],
  EXPECT_SELECT_ARGUMENT_OPTIONS: ['no forms are given to choose from', 'Write them behind a comma: “, one {…} other {…}”.'],
  EXPECT_SELECT_ARGUMENT_SELECTOR: ['here a key of select should stand', 'A key is one word, before its text in braces: yes {…}.'],
  EXPECT_SELECT_ARGUMENT_SELECTOR_FRAGMENT: ['after a key of select its text in braces has to follow', 'A key is one word without spaces and without signs such as “-” or “.”: write to_do {…} or todo {…}, and give the value so.'],
  EXPECT_PLURAL_ARGUMENT_SELECTOR: ['here a form of plural should stand', 'Forms are zero, one, two, few, many, other, or = and a whole number: =0 {…}.'],
  EXPECT_PLURAL_ARGUMENT_SELECTOR_FRAGMENT: ['after a form of plural its text in braces has to follow', 'Forms are zero, one, two, few, many, other, or = and a whole number: =0 {…}.'],
  DUPLICATE_SELECT_ARGUMENT_SELECTOR: ['this key stands twice', 'Keep one of the two.'],
  DUPLICATE_PLURAL_ARGUMENT_SELECTOR: ['this form stands twice', 'Keep one of the two.'],
  MISSING_OTHER_CLAUSE: ['other is missing', 'Add other {…}: what is shown where nothing else fits.'],
}

/** For both ways in which values come. */
const samples = [3, 'x'] as const

/** @returns the first mistake. Never throws. */
export function messageMistake(message: string, locale = 'en'): MessageMistake | undefined {
  let uses: Use[]
  try {
    uses = usesOf(message)
  } catch (cause) {
    return cause instanceof NoMessage ? noMessage(cause) : { line: 1, column: 1, ...unknown(cause) }
  }
  const day = uses.find(({ as }) => as === 'date' || as === 'time')
  if (day) return { line: day.line, column: day.column, why: `${day.name} is written as a ${day.as}, and days and times come in words`, advice: `Write {${day.name}}.` }
  // Each by itself, however deep it stands in forms that a sample does not choose; then the whole.
  for (const { source, line, column } of [...uses.filter(({ as }) => as === 'number'), { source: message, line: 1, column: 1 }]) {
    for (const sample of samples) {
      try {
        createTranslator(locale, { source }, () => undefined)('source', Object.fromEntries(uses.map(({ name }) => [name, sample])))
      } catch (cause) {
        return { line, column, ...unknown(cause) }
      }
    }
  }
  return undefined
}

function noMessage({ line, column, cause }: NoMessage): MessageMistake {
  const [why, advice] = known[cause instanceof Error ? cause.message : ''] ?? []
  return { line, column, ...(why === undefined || advice === undefined ? unknown(cause) : { why, advice }) }
}

const unknown = (cause: unknown) => ({ why: cause instanceof Error ? cause.message.replace(/\.$/, '') : 'it cannot be read', advice: 'Look at the braces, and at what stands between “,” and “}”.' })
