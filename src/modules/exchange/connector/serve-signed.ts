/** The small HTTP server of a party: signed messages at their paths, and whether it lives. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SignedRequest } from '../protocol/signatures.ts'
import { Refused, type Reply } from './answer-question.ts'

export interface Listening {
  host: string
  /** 0 for any that is free. */
  port: number
  /** Hears of every refusal: its status and reason, never whom it was about. */
  onRefusal?(status: number, reason: string, cause?: unknown): void
}

export interface RunningServer { url: string; close(): Promise<void> }

export type Answering = (request: SignedRequest) => Promise<Reply>

/** No message is longer, its headers aside. */
const longestBody = 16 * 1024

/** @param paths what answers at each, a POST @param alive what `GET /healthz` says besides */
export async function serveSigned({ host, port, onRefusal }: Listening, paths: Readonly<Record<string, Answering>>, alive: object = {}): Promise<RunningServer> {
  const server = createServer({ maxHeaderSize: 32 * 1024, requestTimeout: 10_000 }, (request, response) => {
    handle(paths, alive, request, response).catch((cause: unknown) => {
      const { status, message } = cause instanceof Refused ? cause : new Refused(500, 'the connector failed')
      onRefusal?.(status, message, (cause as Error).cause ?? (cause instanceof Refused ? undefined : cause))
      if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ type: 'about:blank', title: message, status }))
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, host)
  await once(server, 'listening')
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeIdleConnections()
      await new Promise((resolve) => { server.close(resolve) })
    },
  }
}

async function handle(paths: Readonly<Record<string, Answering>>, alive: object, request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'GET' && request.url === '/healthz') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'alive', ...alive }))
    return
  }
  const path = request.url ?? ''
  const answering = request.method === 'POST' && Object.hasOwn(paths, path) ? paths[path] : undefined
  if (!answering) throw new Refused(404, 'not here')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > longestBody) throw new Refused(413, 'too long for a question')
    chunks.push(chunk)
  }
  const { status, headers, body } = await answering({ method: 'POST', path, headers: request.headers, body: Buffer.concat(chunks) })
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body)
}
