/**
 * The peer: Fastify and nothing else, answering the bytes and headers that the platform was recorded to
 * answer. What the platform costs beyond this is its own: session, database, rules, rendering.
 */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { routeOf, type Recorded } from './record.ts'

const recorded = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Recorded[]
const app = fastify({ routerOptions: { ignoreTrailingSlash: true } })
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => { done(null, body) })

const routes = new Map(recorded.map((answer) => [`${answer.method} ${routeOf(answer.path)}`, answer]))
for (const [key, { method, status, headers, body }] of routes) {
  app.route({ method, url: key.slice(key.indexOf(' ') + 1), handler: (_request, reply) => reply.code(status).headers(headers).send(body) })
}
app.get('/-/cpu', () => process.cpuUsage())

await app.listen({ host: '127.0.0.1', port: 0 })
process.once('disconnect', () => { process.exit(0) })
process.send?.({ port: (app.server.address() as AddressInfo).port })
