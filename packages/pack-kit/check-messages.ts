/** The interface in every language of the pack: all keys, the same values in each, and messages that can be read. */
import { argumentsOf } from '../../src/kernel/i18n/arguments.ts'
import { checkEasy } from './check-texts.ts'
import type { Problem } from './problem.ts'
import { ownMessages, readMessages } from './read-messages.ts'
import type { Pack } from './schema/pack.ts'

/** Lists of words that are recognised in what people say: nobody reads them, and they make no sentence. */
const heard = /\.fill\.words\./

export function checkMessages(pack: Pack): Problem[] {
  const reference = readMessages(ownMessages)
  const wanted = new Map(Object.entries(reference).map(([key, message]) => [key, argumentsOf(message)]))
  return pack.languages.flatMap(({ tag }) => {
    const messages = pack.messages[tag] ?? {}
    const file = (key: string) => `messages/${tag}/${key.split('.')[0] ?? ''}.json`
    const missing = [...wanted.keys()].filter((key) => !Object.hasOwn(messages, key)).map((key): Problem =>
      ({ file: file(key), pointer: `/${key}`, message: `The text is missing in ${tag}.`, advice: `In English: “${reference[key] ?? ''}”` }))
    const wrong = Object.entries(messages).flatMap(([key, message]) => checkMessage(file(key), key, tag, message, wanted.get(key)))
    return [...missing, ...wrong]
  })
}

function checkMessage(file: string, key: string, tag: string, message: string, wanted: string[] | undefined): Problem[] {
  const pointer = `/${key}`
  if (!wanted) return [{ file, pointer, message: `No page shows ${key}.`, advice: 'Remove it, or correct its name.' }]
  let named: string[]
  try {
    named = argumentsOf(message)
  } catch (cause) {
    return [{ file, pointer, message: `This is no ICU message: ${(cause as Error).message}.`, advice: 'Look at the braces.' }]
  }
  const uneven = named.join(' ') === wanted.join(' ') ? [] : [{ file, pointer, message: `It names ${named.join(', ') || 'no value'} instead of ${wanted.join(', ') || 'none'}.`, advice: 'Use exactly the values of the English text.' }]
  return [...uneven, ...(heard.test(pointer) ? [] : checkEasy(file, pointer, tag, message))]
}
