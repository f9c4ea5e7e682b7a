/** `maru connector run`: a register as its agency runs it, with a key, a mapping and an evidence log of its own. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { readOwnKeys } from '../protocol/party.ts'
import { questionPath } from '../protocol/question.ts'
import { answeredOnce } from './answered-once.ts'
import { answerQuestion, type Connector, Refused } from './answer-question.ts'
import { openEvidenceLog } from './evidence-log.ts'
import { readMapping } from './mapping.ts'
import type { OnBroken } from './sources/source.ts'
import { openSource } from './sources/open-source.ts'
import { readTrust } from './trust.ts'

export interface ConnectorOptions {
  /** Holds `keys.json`, `mapping.json`, `trust.json`, and the folder `evidence`. */
  folder: string
  host: string
  /** 0 for any that is free. */
  port: number
  /** Hears of every refusal: its status and reason, never whom it was about. */
  onRefusal?(status: number, reason: string, cause?: unknown): void
  onBroken?: OnBroken
}

export interface RunningConnector { url: string; register: string; close(): Promise<void> }

/** No question is longer, its permit aside. */
const longestBody = 16 * 1024

/** @throws Error with a sentence when a file of the folder is missing or wrong */
export async function serveConnector({ folder, host, port, onRefusal, onBroken = () => undefined }: ConnectorOptions): Promise<RunningConnector> {
  const mappingFile = join(folder, 'mapping.json')
  const mapping = readMapping(readFileSync(mappingFile, 'utf8'))
  const keys = await readOwnKeys(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')))
  if (keys.id !== mapping.register) throw new Error(`keys.json is of ${keys.id}, and mapping.json of ${mapping.register}`)
  const connector: Connector = {
    keys, mapping, source: await openSource(mapping.source, mappingFile, onBroken), trust: await readTrust(join(folder, 'trust.json')),
    evidence: openEvidenceLog(join(folder, 'evidence'), keys), once: answeredOnce(),
  }
  const server = createServer({ maxHeaderSize: 32 * 1024, requestTimeout: 10_000 }, (request, response) => {
    handle(connector, request, response).catch((cause: unknown) => {
      const { status, message } = cause instanceof Refused ? cause : new Refused(500, 'the connector failed')
      onRefusal?.(status, message, (cause as Error).cause ?? (cause instanceof Refused ? undefined : cause))
      if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ type: 'about:blank', title: message, status }))
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, host)
  await once(server, 'listening')
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`, register: keys.id,
    async close() {
      server.closeIdleConnections()
      await new Promise((resolve) => { server.close(resolve) })
      await connector.evidence.close()
      await connector.source.close()
    },
  }
}

async function handle(connector: Connector, request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'GET' && request.url === '/healthz') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'alive', register: connector.keys.id }))
    return
  }
  if (request.method !== 'POST' || request.url !== questionPath) throw new Refused(404, 'not here')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > longestBody) throw new Refused(413, 'too long for a question')
    chunks.push(chunk)
  }
  const { status, headers, body } = await answerQuestion(connector, { method: 'POST', path: questionPath, headers: request.headers, body: Buffer.concat(chunks) })
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body)
}
