/**
 * The peer of the journey: Fastify and pg, and nothing else. Each request is answered with the recorded bytes once its share of the
 * birth's commits is durable. Words: the recorded exchanges, the database, commits a request, bytes of log a commit.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import pg from 'pg'
import { type Exchange, routeOf } from './record.ts'

const [file, database, commitsARequest, bytesACommit] = process.argv.slice(2) as [string, string, string, string]
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Exchange[]
/** As the platform's. */
const pool = new pg.Pool({ max: 12, ...JSON.parse(database) as pg.PoolConfig })
await pool.query('create table written (content bytea not null); alter table written alter column content set storage external')
/** What PostgreSQL adds to a row and its commit in the log, in bytes. */
const overhead = 120
const content = randomBytes(Math.max(1, Math.round(Number(bytesACommit)) - overhead))
const share = Number(commitsARequest)

const app = fastify({ routerOptions: { ignoreTrailingSlash: true } })
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => { done(null, Object.fromEntries(new URLSearchParams(body as string))) })
for (const key of new Set(recorded.map(({ method, path }) => `${method} ${routeOf(path)}`))) {
  const [method, url] = key.split(' ') as ['GET' | 'POST', string]
  app.route<{ Querystring: { exchange: string } }>({
    method, url,
    async handler(request, reply) {
      const number = Number(request.query.exchange)
      const { status, headers, body } = recorded[number]!
      for (let left = Math.floor((number + 1) * share) - Math.floor(number * share); left > 0; left -= 1) {
        await pool.query({ name: 'write', text: 'insert into written values ($1)', values: [content] })
      }
      return reply.code(status).headers(headers).send(body)
    },
  })
}
app.get('/-/cpu', () => process.cpuUsage())

await app.listen({ host: '127.0.0.1', port: 0 })
process.once('disconnect', () => { process.exit(0) })
process.send?.({ port: (app.server.address() as AddressInfo).port })
