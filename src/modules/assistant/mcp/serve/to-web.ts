/** From the framework's request to the web's and back: the protocol's server speaks `fetch`. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { whileLetIn } from '../guard/while-let-in.ts'

/** Headers of the protocol and of content; cookies never reach it. */
const passed = /^(?:accept|content-type|mcp-[a-z0-9-]+|last-event-id|traceparent|tracestate)$/

/** @returns the request, which is aborted when whoever asked has gone */
export function toWebRequest(request: FastifyRequest, reply: FastifyReply, address: string, body: string | undefined): Request {
  const gone = new AbortController()
  reply.raw.on('close', () => { if (!reply.raw.writableFinished) gone.abort() })
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (passed.test(name) && typeof value === 'string') headers.set(name, value)
  return new Request(address, { method: request.method, headers, signal: gone.signal, ...(body === undefined ? {} : { body }) })
}

/** @param isLetIn of a call for a person, whether the program still may */
export async function sendWebResponse(reply: FastifyReply, response: Response, isLetIn?: () => Promise<boolean>) {
  reply.code(response.status)
  for (const [name, value] of response.headers) reply.header(name, value)
  if (response.body === null) return reply.send('')
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) return reply.send(isLetIn ? whileLetIn(response.body, isLetIn) : Readable.fromWeb(response.body as never))
  return reply.send(Buffer.from(await response.arrayBuffer()))
}
