/** Another issuer than the wallet's own: the same house under another address, so that every answer of it is a stranger's to the wallet's page. */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StrangeIssuer { origin: string; close(): void }

export async function openStrangeIssuer(house: string): Promise<StrangeIssuer> {
  const { port } = new URL(house)
  const server = createServer((incoming, outgoing) => {
    const forwarded = request({ port, host: '127.0.0.1', method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    forwarded.on('error', () => { outgoing.destroy() })
    incoming.pipe(forwarded)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => { server.close() } }
}
