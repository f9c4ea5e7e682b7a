/**
 * The peer of the exchange: a reverse proxy that asks for the client's certificate and passes the request on, and behind it the register as a
 * plain service. Nothing is signed, asked, filtered or written. Two processes: `service <port>` and `proxy <folder> <service port>`.
 */
import { readFileSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { rowOf } from '../../tests/support/exchange-rows.ts'

const [role, ...words] = process.argv.slice(2)
const server = role === 'service' ? service(Number(words[0])) : proxy(words[0]!, Number(words[1]))
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.once('disconnect', () => process.exit())

function service(people: number) {
  const rows = new Map(Array.from({ length: people }, (_, number) => rowOf(number)).map((row) => [row.person, row]))
  return createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { subject, fields } = JSON.parse(Buffer.concat(chunks).toString()) as { subject: string; fields: string[] }
      const row = rows.get(subject) as Record<string, string> | undefined
      outgoing.writeHead(row ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(row && { subject, values: Object.fromEntries(fields.map((field) => [field, row[field]])) }))
    })
  })
}

function proxy(folder: string, port: number) {
  const read = (name: string) => readFileSync(join(folder, name))
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return createSecureServer({ key: read('server.key'), cert: read('server.crt'), ca: read('ca.crt'), requestCert: true, rejectUnauthorized: true }, (incoming, outgoing) => {
    const onward = request({ host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers: incoming.headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => { outgoing.writeHead(502).end() })
    incoming.pipe(onward)
  })
}
