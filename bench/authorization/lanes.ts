/** Connections that stay open, each from an address of its own: limits count by address. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Lane {
  agent: Agent
  /** Where a balancer has led this connection. @returns the port behind the one that was asked for */
  behind(port: string): string
}

export interface Answer { status: number; headers: IncomingHttpHeaders; body: string }

export const openLane = (number: number, behind: Lane['behind'] = (port) => port): Lane => ({ behind, agent: new Agent({ keepAlive: true, maxSockets: 1, localAddress: `127.9.${Math.floor(number / 250)}.${(number % 250) + 1}` }) })

export function send({ agent, behind }: Lane, method: string, url: string, { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  const { port, host, pathname, search } = new URL(url)
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: behind(port), method, path: `${pathname}${search}`, agent, headers: { host, ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }) })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
