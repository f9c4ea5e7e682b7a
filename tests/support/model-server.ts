/**
 * A language model's server on this machine. The protocol is spoken by another project's server, which is held against the real ones
 * day by day; what the model says is the test's. Under `/wild` nothing keeps to any protocol.
 */
import type { ServerResponse } from 'node:http'
import { LLMock } from '@copilotkit/aimock'
import type { ModelEndpoint, ModelSettings } from '../../src/kernel/config/read-model.ts'

/** What the house asked, as far as a model sees it. */
export interface AskedOfModel {
  /** Of the shape that is asked for: `command` or `answer`. */
  name: string
  /** The one message with data. */
  data: { message: string; language: string; services?: { id: string }[]; sentences?: { text: string; sources: number[] }[]; sources?: { title: string; text: string }[] }
  /** Everything that was sent, as text. */
  body: string
}

export type ModelSays = (asked: AskedOfModel) => string

/** How a server can behave that keeps to nothing. */
export type Wildness = 'large' | 'slow' | 'broken' | 'away'

export async function startModelServer(says: ModelSays) {
  const mock = new LLMock({ port: 0, logLevel: 'silent' })
  const asked: AskedOfModel[] = []
  mock.on({ predicate: () => true }, (request) => {
    const format = request.response_format as { json_schema?: { name: string } } | undefined
    const one: AskedOfModel = { name: format?.json_schema?.name ?? '', data: JSON.parse(request.messages.at(-1)?.content as string) as AskedOfModel['data'], body: JSON.stringify(request) }
    asked.push(one)
    return { content: says(one) }
  })
  mock.mount('/wild', {
    handleRequest(_request, response, path) {
      behave(path.split('/').filter((part) => part !== '' && part !== 'wild')[0] as Wildness, response)
      return Promise.resolve(true)
    },
  })
  await mock.start()
  const endpoint = (path: string): ModelEndpoint => ({ url: `${mock.url}${path}`, model: 'test-model', key: 'test-key', isInside: true, patience: 1_000 })
  return {
    asked, url: mock.url,
    settings: { chat: endpoint('/v1'), callsADay: 100_000 } satisfies ModelSettings,
    wild: (how: Wildness): ModelSettings => ({ chat: { ...endpoint(`/wild/${how}`), patience: 300 }, callsADay: 100_000 }),
    close: () => mock.stop(),
  }
}

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
