import { parseArgs } from 'node:util'
import { measureIntents, readUtterances } from '../../modules/assistant/index.ts'
import { createSearch, guessLanguage } from '../../modules/search/index.ts'
import { print, UsageError } from './command.ts'
import { readGivenFile } from './read-given-file.ts'

const languages = ['ko', 'en', 'vi']

/** Learns intents from one file and tells those of another; nothing is kept. */
export async function evaluateIntents(words: string[]): Promise<number> {
  const { values: { train, test, lang, json } } = parseArgs({ args: words, options: {
    train: { type: 'string' }, test: { type: 'string' }, lang: { type: 'string' }, json: { type: 'boolean', default: false },
  } })
  if (!train || !test) throw new UsageError('Say which files: --train <file> --test <file>.')
  if (lang !== undefined && !languages.includes(lang)) throw new UsageError(`--lang ${lang}: the languages are ${languages.join(', ')}.`)
  const [known, asked] = [readUtterances(readGivenFile('--train', train), train), readUtterances(readGivenFile('--test', test), test)]
  const language = lang ?? guessLanguage(known.slice(0, 200).map(({ text }) => text).join(' '), languages)
  const search = createSearch()
  const figures = measureIntents(known, asked, (text) => search.terms(text, language))
  if (json) print(JSON.stringify({ language, ...figures }))
  else print(`${figures.intents} intents, ${figures.questions} questions: ${figures.accuracy} right in scope, ${figures.outOfScopeRecall ?? 'no'} of those out of scope seen; ${figures.p50Ms} ms a question`)
  return 0
}
