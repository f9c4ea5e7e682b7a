import { parseArgs } from 'node:util'
import { readModel } from '../../kernel/config/read-model.ts'
import { openMeaning } from '../../modules/assistant/index.ts'
import { createSearch, measureRetrieval, readCollection } from '../../modules/search/index.ts'
import { print, UsageError } from './command.ts'
import { readGivenFile } from './read-given-file.ts'

const languages = ['ko', 'en', 'vi']

/** A foreign collection in an index of its own, which is gone afterwards: nothing of it reaches a database. */
export async function evaluateRetrieval(words: string[]): Promise<number> {
  const { values: { documents: documentsFile, questions: questionsFile, lang, model, json } } = parseArgs({ args: words, options: {
    documents: { type: 'string' }, questions: { type: 'string' }, lang: { type: 'string', default: 'ko' }, model: { type: 'string' }, json: { type: 'boolean', default: false },
  } })
  if (!documentsFile || !questionsFile) throw new UsageError('Say which files: --documents <file> --questions <file>. One file may hold both.')
  if (!languages.includes(lang)) throw new UsageError(`--lang ${lang}: the languages are ${languages.join(', ')}.`)
  const { documents, questions } = readCollection(readGivenFile('--documents', documentsFile), readGivenFile('--questions', questionsFile), lang)
  const began = performance.now()
  const search = createSearch()
  const index = await search.empty.with(documents)
  const meaning = model === undefined ? undefined : openMeaning(readModel(model))
  await meaning?.prepare(lang, documents)
  const indexMs = Math.round(performance.now() - began)
  const { questions: asked, ...figures } = await measureRetrieval(questions, async (question) => {
    const hits = index.search(question, lang)
    return (await meaning?.order(question, lang, hits, documents, () => undefined) ?? hits).map(({ id }) => id)
  })
  const { r1, r3, r5, r10, p50Ms, p95Ms } = figures
  if (json) print(JSON.stringify({ language: lang, documents: documents.length, questions: asked, r1, r3, r5, r10, p50Ms, p95Ms, indexMs }))
  else print(`${documents.length} documents, ${asked} questions: R@1 ${r1}, R@3 ${r3}, R@5 ${r5}, R@10 ${r10}; ${p50Ms} ms a question (p95 ${p95Ms}), ${indexMs} ms to index`)
  return 0
}
