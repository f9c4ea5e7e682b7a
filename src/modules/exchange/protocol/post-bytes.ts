/** One POST over a connection that stays open, read to a bound and within a time: what registers and requesters share. */
import { Agent as PlainAgent, type IncomingHttpHeaders, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'

export interface Posted { status: number; headers: IncomingHttpHeaders; body: Buffer }

export interface PostBounds {
  /** Milliseconds until the answer is whole. */
  patience: number
  /** Bytes. */
  longest: number
}

const kept = { keepAlive: true, maxSockets: 64, scheduling: 'lifo' as const }
const agents = { 'http:': new PlainAgent(kept), 'https:': new SecureAgent(kept) }

/** @throws Error; its name is TimeoutError when there was no whole answer in time */
export function postBytes(url: string, headers: Record<string, string>, body: Uint8Array, { patience, longest }: PostBounds): Promise<Posted> {
  const to = new URL(url)
  const send = to.protocol === 'https:' ? secureRequest : plainRequest
  const agent = to.protocol === 'https:' ? agents['https:'] : agents['http:']
  return new Promise((resolve, reject) => {
    const outgoing = send(to, { method: 'POST', agent, headers: { ...headers, 'content-length': body.byteLength } }, (incoming) => {
      const chunks: Buffer[] = []
      let size = 0
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > longest) incoming.destroy(new Error('the answer is longer than any answer can be'))
        else chunks.push(chunk)
      })
      incoming.on('end', () => {
        clearTimeout(deadline)
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) })
      })
      incoming.on('error', fail)
    })
    const fail = (cause: Error) => {
      clearTimeout(deadline)
      reject(cause)
    }
    const deadline = setTimeout(() => {
      fail(Object.assign(new Error(`no answer within ${patience} ms`), { name: 'TimeoutError' }))
      outgoing.destroy()
    }, patience)
    outgoing.on('error', fail)
    outgoing.end(body)
  })
}
