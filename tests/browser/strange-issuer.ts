/** Another issuer than the wallet's own: the same house under another address, so that every answer of it is a stranger's to the wallet's page. */
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface StrangeIssuer {
  origin: string
  /** What it answers beside the house, by path. */
  files: Map<string, string>
  /** Changes what credentials it gives. */
  bend: ((credential: string) => Promise<string>) | undefined
  close(): void
}

export async function openStrangeIssuer(house: string): Promise<StrangeIssuer> {
  const { port } = new URL(house)
  const server = createServer((incoming, outgoing) => {
    const own = issuer.files.get(incoming.url ?? '')
    if (own !== undefined) {
      outgoing.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': /^[\w-]+\.[\w-]+\.[\w-]+$/.test(own) ? 'application/jwt' : 'application/json' }).end(own)
      return
    }
    const forwarded = request({ port, host: '127.0.0.1', method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      const { bend } = issuer
      if (bend === undefined || incoming.method !== 'POST' || incoming.url !== '/vci/credential' || answer.statusCode !== 200) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        return
      }
      const { 'content-length': _length, ...headers }: IncomingHttpHeaders = answer.headers
      void text(answer).then(async (said) => {
        const whole = JSON.parse(said) as { credentials: { credential: string }[] }
        const credentials = await Promise.all(whole.credentials.map(async ({ credential }) => ({ credential: await bend(credential) })))
        outgoing.writeHead(200, headers).end(JSON.stringify({ ...whole, credentials }))
      })
    })
    forwarded.on('error', () => { outgoing.destroy() })
    incoming.pipe(forwarded)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const issuer: StrangeIssuer = { origin: `http://localhost:${(server.address() as AddressInfo).port}`, files: new Map(), bend: undefined, close: () => { server.close() } }
  return issuer
}
