/** The interface in every language of the pack: all keys, the same values in each, and messages that can be read. */
import { argumentsOf } from '../../src/kernel/i18n/arguments.ts'
import { messageMistake } from '../../src/kernel/i18n/message-mistake.ts'
import { checkEasy } from './check-texts.ts'
import type { Problem } from './problem.ts'
import { ownMessages, readMessages } from './read-messages.ts'
import type { Pack } from './schema/pack.ts'

/** Lists of words that are recognised in what people say: nobody reads them, and they make no sentence. */
const heard = /\.fill\.words\.|\.certificate\.words$|\.vague\.(?:happens|around)$/

/** @param reference the platform's own English; a mistake in it is found as well, once, whichever pack is checked */
export function checkMessages(pack: Pack, reference = readMessages(ownMessages)): Problem[] {
  const own = Object.entries(reference).flatMap(([key, message]) => unreadable(`src/web/messages/en/${catalogueOf(key)}`, `/${key}`, message, 'en'))
  const broken = new Set(own.map(({ pointer }) => pointer.slice(1)))
  // What a broken text would name is not known, and nothing is held against it.
  const wanted = new Map(Object.entries(reference).map(([key, message]) => [key, broken.has(key) ? null : argumentsOf(message)]))
  return [...own, ...pack.languages.flatMap(({ tag, html }) => {
    const messages = pack.messages[tag] ?? {}
    const file = (key: string) => `messages/${tag}/${catalogueOf(key)}`
    const missing = [...wanted.keys()].filter((key) => !Object.hasOwn(messages, key)).map((key): Problem =>
      ({ file: file(key), pointer: `/${key}`, message: `The text is missing in ${tag}.`, advice: `In English: “${reference[key] ?? ''}”` }))
    const wrong = Object.entries(messages).flatMap(([key, message]) => (broken.has(key) && message === reference[key] ? [] : checkMessage(file(key), key, { tag, html }, message, wanted.get(key))))
    return [...missing, ...wrong]
  })]
}

const catalogueOf = (key: string) => `${key.split('.')[0] ?? ''}.json`

function unreadable(file: string, pointer: string, message: string, locale: string): Problem[] {
  const mistake = messageMistake(message, locale)
  return mistake === undefined ? [] : [{ file, pointer, message: `This is no ICU message: ${mistake.why} (line ${mistake.line}, sign ${mistake.column}).`, advice: mistake.advice }]
}

function checkMessage(file: string, key: string, { tag, html }: { tag: string; html: string }, message: string, wanted: string[] | null | undefined): Problem[] {
  const pointer = `/${key}`
  if (wanted === undefined) return [{ file, pointer, message: `No page shows ${key}.`, advice: 'Remove it, or correct its name.' }]
  const mistakes = unreadable(file, pointer, message, html)
  if (mistakes.length > 0) return mistakes
  const named = argumentsOf(message)
  const uneven = wanted === null || named.join(' ') === wanted.join(' ') ? [] : [{ file, pointer, message: `It names ${named.join(', ') || 'no value'} instead of ${(wanted ?? []).join(', ') || 'none'}.`, advice: 'Use exactly the values of the English text.' }]
  const open = html === 'ko' ? /[가-힣]?\((?:으|[은는이가을를와과])\)[가-힣]?/.exec(message)?.[0] : undefined
  const unsettled = open === undefined ? [] : [{ file, pointer, message: `The particle in “${open}” is left open.`, advice: 'Write both forms, such as {name}(으로/로) or {name}(을/를): the one that fits the word is chosen.' }]
  return [...uneven, ...unsettled, ...(heard.test(pointer) ? [] : checkEasy(file, pointer, tag, message))]
}
