/** Where vectors and a second reading come from: a server (/embeddings as OpenAI has it, /rerank as Cohere and Jina speak it), or a model in a folder of this machine. */
import Type from 'typebox'
import type { ModelEndpoint, ModelFolder } from '../../../kernel/config/read-model.ts'
import { openFolder } from './folder/open-folder.ts'
import { postJson } from './post-json.ts'

export interface Embedder {
  /** Texts of one call. */
  readonly batch: number
  /** @returns a vector of unit length for each text. @throws Error in few words, with nothing of what was sent */
  embed(texts: readonly string[], as: 'query' | 'passage'): Promise<Float32Array[]>
}

export interface Reranker {
  /** @returns by place in `texts`: the higher, the nearer. @throws Error as above */
  rank(question: string, texts: readonly string[]): Promise<ReadonlyMap<number, number>>
}

const Embeddings = Type.Object({ data: Type.Array(Type.Object({ index: Type.Integer({ minimum: 0 }), embedding: Type.Array(Type.Number(), { minItems: 1 }) })) })
const Ranks = Type.Object({ results: Type.Array(Type.Object({ index: Type.Integer({ minimum: 0 }), relevance_score: Type.Number() })) })

/** A question waits for what is under way in the one process: little at a time. */
const batchOf = { server: 64, folder: 8 }
/** Milliseconds for a batch of the documents, for which nobody waits. */
const unhurried = 60_000

export function openEmbedder(from: ModelEndpoint | ModelFolder): Embedder {
  if ('folder' in from) {
    const [model, { patience, prompts }] = [openFolder(from), from]
    return { batch: batchOf.folder, embed: (texts, as) => model.vectors(texts.map((text) => prompts[as] + text), as === 'query' ? patience : unhurried) }
  }
  return {
    batch: batchOf.server,
    async embed(texts) {
      const { data } = await postJson(from, '/embeddings', { input: texts, encoding_format: 'float' }, Embeddings)
      const vectors = texts.map((_, at) => data.find(({ index }) => index === at)?.embedding)
      if (vectors.some((vector) => vector === undefined || vector.length !== vectors[0]!.length)) throw new Error('not a vector for each text')
      return vectors.map((vector) => unit(Float32Array.from(vector!)))
    },
  }
}

export function openReranker(from: ModelEndpoint | ModelFolder): Reranker {
  if ('folder' in from) {
    const model = openFolder(from)
    return { rank: async (question, texts) => new Map((await model.scores(question, texts, from.patience)).entries()) }
  }
  return {
    async rank(query, documents) {
      const { results } = await postJson(from, '/rerank', { query, documents, top_n: documents.length }, Ranks)
      return new Map(results.map(({ index, relevance_score: score }) => [index, score]))
    },
  }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}
