/**
 * Finding by meaning, beside words: vectors of what can be found (/embeddings) lift what means the same, and a second reading of the
 * first few (/rerank, as Cohere and Jina speak it) puts them in order. Where a server does not answer, the words alone decide.
 */
import Type from 'typebox'
import type { ModelSettings } from '../../../kernel/config/read-model.ts'
import type { Hit, SearchDocument } from '../../search/index.ts'
import type { Got, GuardedCalls } from './guard-calls.ts'
import { postJson } from './post-json.ts'

const Embeddings = Type.Object({ data: Type.Array(Type.Object({ index: Type.Integer({ minimum: 0 }), embedding: Type.Array(Type.Number(), { minItems: 1 }) })) })
const Ranks = Type.Object({ results: Type.Array(Type.Object({ index: Type.Integer({ minimum: 0 }), relevance_score: Type.Number() })) })

/** Texts of one call. */
const batch = 64
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
  const vectorsOf = new WeakMap<readonly SearchDocument[], Map<string, { ready: Vectors | undefined; making: Promise<void> | undefined }>>()

  const embed = (endpoint: NonNullable<typeof embeddings>, input: string[]) => calls.call('embeddings', async () => {
    const { data } = await postJson(endpoint, '/embeddings', { input, encoding_format: 'float' }, Embeddings)
    const vectors = input.map((_, at) => data.find(({ index }) => index === at)?.embedding)
    if (vectors.some((vector) => vector === undefined || vector.length !== vectors[0]!.length)) throw new Error('not a vector for each text')
    return vectors.map((vector) => unit(Float32Array.from(vector!)))
  })

  async function make(endpoint: NonNullable<typeof embeddings>, language: string, documents: readonly SearchDocument[]): Promise<Vectors | undefined> {
    const vectors: Vectors = []
    for (let at = 0; at < documents.length; at += batch) {
      const got = await embed(endpoint, documents.slice(at, at + batch).map((document) => textOf(document, language)))
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
    if (embeddings !== undefined && own.ready === undefined) own.making ??= make(embeddings, language, documents).then((vectors) => { own.ready = vectors }).finally(() => { own.making = undefined })
    return own
  }

  return {
    async prepare(language, documents) { await held(language, documents).making },
    async order(question, language, hits, documents, made) {
      let found = [...hits]
      const vectors = embeddings && held(language, documents).ready
      if (embeddings && vectors) {
        const got = await embed(embeddings, [question])
        made('find', got)
        if ('value' in got && got.value[0]!.length === vectors[0]?.length) found = lift(hits, documents, nearness(got.value[0]!, vectors), language)
      }
      if (rerank === undefined || found.length < 2) return found
      const first = found.slice(0, readAgain)
      const byId = new Map(documents.map((document) => [document.id, document]))
      const got = await calls.call('rerank', () => postJson(rerank, '/rerank', { query: question, documents: first.map(({ id }) => textOf(byId.get(id)!, language)), top_n: first.length }, Ranks))
      made('order', got)
      return 'none' in got ? found : [...inOrder(first, got.value.results), ...found.slice(readAgain)]
    },
  }
}

/** In the reader's language, or in the one it is written in. */
function textOf({ title, passages }: SearchDocument, language: string): string {
  const base = language.split('-')[0]!
  return [title, ...passages].map((text) => text[language] ?? text[base] ?? Object.values(text)[0] ?? '').filter((text) => text !== '').join('. ').slice(0, longest)
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
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
function inOrder(hits: readonly Hit[], ranks: readonly { index: number; relevance_score: number }[]): Hit[] {
  const worth = new Map(ranks.map(({ index, relevance_score: score }) => [index, score]))
  return [...hits.keys()].sort((one, other) => (worth.get(other) ?? -Infinity) - (worth.get(one) ?? -Infinity) || one - other).map((from, to) => ({ ...hits[from]!, score: hits[to]!.score }))
}
