/**
 * A language model's server on this machine. The protocol is spoken by another project's server, which is held against the real ones
 * day by day; what the model says is the test's. Under `/words` the vectors are real ones; under `/wild` nothing keeps to any protocol.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { LLMock } from '@copilotkit/aimock'
import type { ModelEndpoint, ModelSettings } from '../../src/kernel/config/read-model.ts'
import { vectorOf, wordsOf } from './word-vectors.ts'

/** What the house asked, as far as a model sees it. */
export interface AskedOfModel {
  /** Of the shape that is asked for: `command` or `answer`. */
  name: string
  /** The one message with data. */
  data: { message: string; language: string; services?: { id: string }[]; sentences?: { text: string; sources: number[] }[]; sources?: { title: string }[] }
  /** Everything that was sent, as text. */
  body: string
}

export type ModelSays = (asked: AskedOfModel) => string

/** How a server can behave that keeps to nothing. */
export type Wildness = 'large' | 'slow' | 'broken' | 'away'

/** @param same word → the word it means, for vectors and order @param pace letters and milliseconds of each piece, where it is asked to say it in pieces */
export async function startModelServer(says: ModelSays, same: Record<string, string> = {}, pace: { latency?: number; chunkSize?: number } = {}) {
  const mock = new LLMock({ port: 0, logLevel: 'silent' })
  const asked: AskedOfModel[] = []
  mock.on({ endpoint: 'chat' }, (request) => {
    const format = request.response_format as { json_schema?: { name: string } } | undefined
    const one: AskedOfModel = { name: format?.json_schema?.name ?? '', data: JSON.parse(request.messages.at(-1)?.content as string) as AskedOfModel['data'], body: JSON.stringify(request) }
    asked.push(one)
    return { content: says(one) }
  }, pace)
  mock.mount('/wild', {
    handleRequest(_request, response, path) {
      behave(path.split('/').filter((part) => part !== '' && part !== 'wild')[0] as Wildness, response)
      return Promise.resolve(true)
    },
  })
  mock.mount('/words', { handleRequest: (request, response, path) => answerWords(request, response, path, same) })
  mock.onRerank(/.*/, [{ index: 0, relevance_score: 0.9 }])
  await mock.start()
  const endpoint = (path: string): ModelEndpoint => ({ url: `${mock.url}${path}`, model: 'test-model', key: 'test-key', isInside: true, patience: 1_000 })
  return {
    asked, url: mock.url,
    settings: { chat: endpoint('/v1'), callsADay: 100_000 } satisfies ModelSettings,
    /** Protocol of another project's server: vectors that mean nothing, and an order that is always the same. */
    plain: { embeddings: endpoint('/v1'), rerank: endpoint('/v2'), callsADay: 100_000 } satisfies ModelSettings,
    words: { embeddings: endpoint('/words/v1'), rerank: endpoint('/words/v1'), callsADay: 100_000 } satisfies ModelSettings,
    wild: (how: Wildness): ModelSettings => ({ chat: { ...endpoint(`/wild/${how}`), patience: 300 }, callsADay: 100_000 }),
    close: () => mock.stop(),
  }
}

/** `/embeddings` as OpenAI has it, `/rerank` as Cohere and Jina do. */
async function answerWords(request: IncomingMessage, response: ServerResponse, path: string, same: Record<string, string>): Promise<boolean> {
  const body = await json(request) as { input: string[]; query: string; documents: string[] }
  const answer = path.endsWith('/embeddings')
    ? { object: 'list', data: body.input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text, same) })) }
    : { results: body.documents.map((text, index) => ({ index, relevance_score: shared(wordsOf(body.query, same), wordsOf(text, same)) })).sort((one, other) => other.relevance_score - one.relevance_score) }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  return true
}

const shared = (asked: readonly string[], words: readonly string[]) => asked.filter((word) => words.some((other) => other.startsWith(word) || word.startsWith(other))).length / Math.max(asked.length, 1)

function behave(how: Wildness, response: ServerResponse) {
  switch (how) {
    case 'large': {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ choices: [{ message: { content: 'x'.repeat(10_000_000) }, finish_reason: 'stop' }] }))
      return
    }
    case 'slow': {
      response.writeHead(200, { 'content-type': 'application/json' })
      const drip = setInterval(() => { response.write(' ') }, 20)
      response.on('close', () => { clearInterval(drip) })
      return
    }
    case 'broken': response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [{'); return
    case 'away': response.writeHead(503).end('away'); return
    default: how satisfies never
  }
}
