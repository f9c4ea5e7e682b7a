/**
 * Finding by meaning, beside words: vectors of what can be found lift what means the same, and a second reading of the first few puts them
 * in order. Where neither answers, the words alone decide.
 */
import type { ModelSettings } from '../../../kernel/config/read-model.ts'
import type { Hit, SearchDocument } from '../../search/index.ts'
import type { Got, GuardedCalls } from './guard-calls.ts'
import { type Embedder, openEmbedder, openReranker } from './open-finders.ts'

/** What a document gets for each standard deviation in which it is nearer than chance would have it; found by words alone, it gets up to 1. */
const share = 0.02
/** Read a second time. */
const readAgain = 10
/** Letters of a document. */
const longest = 2_000

export interface Meaning {
  /** @param question without what identifies anybody. @param made what became of each call. @returns the hits in a new order, with scores as before between 0 and 1 */
  order(question: string, language: string, hits: readonly Hit[], documents: readonly SearchDocument[], made: (use: 'find' | 'order', got: Got<unknown>) => void): Promise<Hit[]>
  /** Waits until what can be found has its vectors; without, they are made beside the first questions. */
  prepare(language: string, documents: readonly SearchDocument[]): Promise<void>
}

/** Vectors of unit length, one after the other, in the order of the documents. */
type Vectors = Float32Array[]

export function findByMeaning({ embeddings, rerank }: ModelSettings, calls: GuardedCalls): Meaning {
  const [embedder, reranker] = [embeddings && openEmbedder(embeddings), rerank && openReranker(rerank)]
  const vectorsOf = new WeakMap<readonly SearchDocument[], Map<string, { ready: Vectors | undefined; making: Promise<void> | undefined }>>()

  async function make({ batch, embed }: Embedder, language: string, documents: readonly SearchDocument[]): Promise<Vectors | undefined> {
    const vectors: Vectors = []
    for (let at = 0; at < documents.length; at += batch) {
      const texts = documents.slice(at, at + batch).map((document) => textOf(document, language))
      const got = await calls.call('embeddings', () => embed(texts, 'passage'))
      if ('none' in got) return undefined
      vectors.push(...got.value)
    }
    return vectors
  }

  function held(language: string, documents: readonly SearchDocument[]) {
    const languages = vectorsOf.get(documents) ?? new Map<string, { ready: Vectors | undefined; making: Promise<void> | undefined }>()
    vectorsOf.set(documents, languages)
    const own = languages.get(language) ?? { ready: undefined, making: undefined }
    languages.set(language, own)
    if (embedder !== undefined && own.ready === undefined) own.making ??= make(embedder, language, documents).then((vectors) => { own.ready = vectors }).finally(() => { own.making = undefined })
    return own
  }

  return {
    async prepare(language, documents) { await held(language, documents).making },
    async order(question, language, hits, documents, made) {
      let found = [...hits]
      const vectors = embedder && held(language, documents).ready
      if (embedder && vectors) {
        const got = await calls.call('embeddings', () => embedder.embed([question], 'query'))
        made('find', got)
        if ('value' in got && got.value[0]!.length === vectors[0]?.length) found = lift(hits, documents, nearness(got.value[0]!, vectors), language)
      }
      if (reranker === undefined || found.length < 2) return found
      const first = found.slice(0, readAgain)
      const byId = new Map(documents.map((document) => [document.id, document]))
      const texts = first.map(({ id }) => textOf(byId.get(id)!, language))
      const got = await calls.call('rerank', () => reranker.rank(question, texts))
      made('order', got)
      return 'none' in got ? found : [...inOrder(first, got.value), ...found.slice(readAgain)]
    },
  }
}

/** In the reader's language, or in the one it is written in. */
function textOf({ title, passages }: SearchDocument, language: string): string {
  const base = language.split('-')[0]!
  return [title, ...passages].map((text) => text[language] ?? text[base] ?? Object.values(text)[0] ?? '').filter((text) => text !== '').join('. ').slice(0, longest)
}

/** In standard deviations over all documents: servers' cosines lie in ranges of their own. */
function nearness(question: Float32Array, vectors: Vectors): number[] {
  const cosines = vectors.map((vector) => vector.reduce((sum, value, at) => sum + value * question[at]!, 0))
  const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length
  const deviation = Math.sqrt(cosines.reduce((sum, value) => sum + (value - mean) ** 2, 0) / cosines.length) || 1
  return cosines.map((value) => (value - mean) / deviation)
}

/** The nearest of so many is √(2 ln n) deviations away by chance: half of that lifts nothing, so that what is asked about nothing finds nothing. */
function lift(hits: readonly Hit[], documents: readonly SearchDocument[], near: readonly number[], language: string): Hit[] {
  const chance = Math.sqrt(2 * Math.log(documents.length + 1)) / 2
  const byWords = new Map(hits.map((hit) => [hit.id, hit]))
  return documents.flatMap(({ id }, at) => {
    const [hit, lifted] = [byWords.get(id), share * Math.max(0, near[at]! - chance)]
    if (hit === undefined && lifted === 0) return []
    return [{ ...(hit ?? { id, passage: -1, language }), score: Math.min(1, (hit?.score ?? 0) + lifted) }]
  }).sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
}

/** The best takes the best score, and so on: what a score means stays as it was. */
function inOrder(hits: readonly Hit[], worth: ReadonlyMap<number, number>): Hit[] {
  return [...hits.keys()].sort((one, other) => (worth.get(other) ?? -Infinity) - (worth.get(one) ?? -Infinity) || one - other).map((from, to) => ({ ...hits[from]!, score: hits[to]!.score }))
}
