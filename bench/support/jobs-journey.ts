/**
 * The peer of the journey: the same flow written on the jobs library alone, as a good developer would in a week. Fastify, pg and
 * graphile-worker; pages are answered with the recorded bytes, so nothing is rendered. What the flow must keep is kept: sessions, the draft
 * after every page, one transaction with its jobs at each transition, a delivery to each agency, registers and a bank asked over HTTP, history,
 * notices, what is owed, one signed certificate. Words: the recorded exchanges, the database, the registers' address, how many agencies decide.
 */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { Logger, run, runMigrations } from 'graphile-worker'
import { CompactSign, generateKeyPair } from 'jose'
import pg from 'pg'
import { type Exchange, routeOf } from './record.ts'

const [file, database, registers, agencies] = process.argv.slice(2) as [string, string, string, string]
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Exchange[]
/** As the platform's. */
const pool = new pg.Pool({ max: 12, ...JSON.parse(database) as pg.PoolConfig })
const parts = Number(agencies)
const { privateKey } = await generateKeyPair('ES256')

await pool.query(`
  create table session (id bigserial primary key, who text not null, until timestamptz not null);
  create table application (birth text primary key, status text not null, answers jsonb not null, facts jsonb, certificate text, changed_at timestamptz not null default now());
  create table part (birth text references application, part int, status text not null, facts jsonb, decided_at timestamptz, primary key (birth, part));
  create index on part (part, status);
  create table history (id bigserial primary key, birth text not null, kind text not null, part int, at timestamptz not null default now());
  create table notice (id bigserial primary key, key text unique not null, data jsonb not null);
  create table obligation (birth text, part int, amount int not null, ordered_at timestamptz, primary key (birth, part))`)
await runMigrations({ pgPool: pool })

type Query = (name: string, text: string, values: unknown[]) => Promise<pg.QueryResult<Record<string, unknown>>>
const on = (client: pg.Pool | pg.PoolClient): Query => (name, text, values) => client.query({ name, text, values })
const once = on(pool)

async function inOneTransaction(work: (query: Query) => Promise<void>) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await work(on(client))
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw cause
  } finally {
    client.release()
  }
}

const ask = async (path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(`${registers}${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}
const happened = async (query: Query, birth: string, kind: string, part: number | null = null) => {
  await query('history', 'insert into history (birth, kind, part) values ($1, $2, $3)', [birth, kind, part])
  await query('notice', 'insert into notice (key, data) values ($1, $2)', [`${birth}/${kind}/${part}`, { kind }])
}
const job = (query: Query, task: string, payload: unknown) => query('job', 'select graphile_worker.add_job($1, $2::json)', [task, JSON.stringify(payload)])

interface At { birth: string; part: number; fields: Record<string, string> }
const save = async ({ birth, fields }: At) => { await once('save', 'update application set answers = answers || $2, changed_at = now() where birth = $1', [birth, fields]) }
/** What a request does besides being answered, by its step. @returns false while there is nothing to see */
const acts: Record<string, (at: At) => Promise<boolean | void>> = {
  'sign-in': async ({ birth }) => { await once('sign-in', `insert into session (who, until) values ($1, now() + interval '1 hour')`, [birth]) },
  start: async ({ birth }) => { await once('start', `insert into application (birth, status, answers) values ($1, 'draft', '{}')`, [birth]) },
  'known-page': async ({ birth }) => { await once('facts', 'update application set facts = $2 where birth = $1', [birth, await ask('/family')]) },
  known: save, child: save, home: save, consent: save, owed: save,
  submit: ({ birth }) => inOneTransaction(async (query) => {
    await query('send', `update application set status = 'sent', changed_at = now() where birth = $1 and status = 'draft'`, [birth])
    await query('parts', `insert into part (birth, part, status) select $1, n, 'sent' from generate_series(0, $2::int - 1) n`, [birth, parts])
    await happened(query, birth, 'sent')
    for (let part = 0; part < parts; part += 1) await job(query, 'deliver', { birth, part })
  }),
  inbox: async ({ birth, part }) => {
    const { rows } = await once('inbox', `select birth from part where part = $1 and status = 'arrived' order by birth limit 50`, [part])
    return rows.some((row) => row['birth'] === birth)
  },
  'part-page': async ({ birth, part }) => { await once('part', 'select part.facts, answers from part join application using (birth) where birth = $1 and part = $2', [birth, part]) },
  decide: ({ birth, part }) => inOneTransaction(async (query) => {
    await query('decide', `update part set status = 'decided', decided_at = now() where birth = $1 and part = $2 and status = 'arrived'`, [birth, part])
    await happened(query, birth, 'decided', part)
    await job(query, 'decided', { birth, part })
  }),
}

const worker = await run({
  pgPool: pool, concurrency: 3, noHandleSignals: true, logger: new Logger(() => () => undefined), preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  taskList: {
    async deliver(payload) {
      const { birth, part } = payload as At
      await once('deliver', `update part set status = 'arrived', facts = $3 where birth = $1 and part = $2 and status = 'sent'`, [birth, part, await ask('/facts')])
    },
    async decided(payload) {
      const { birth, part } = payload as At
      await ask('/record', { birth, part })
      const certificate = await new CompactSign(Buffer.from(JSON.stringify({ birth }))).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)
      await inOneTransaction(async (query) => {
        await query('lock', 'select status from application where birth = $1 for update', [birth])
        await query('owe', 'insert into obligation values ($1, $2, 100000) on conflict do nothing', [birth, part])
        const { rows } = await query('left', `select count(*)::int as count from part where birth = $1 and status <> 'decided'`, [birth])
        const { rowCount } = rows[0]!['count'] === 0 ? await query('close', `update application set status = 'closed', certificate = $2 where birth = $1 and status = 'sent'`, [birth, certificate]) : { rowCount: 0 }
        if (!rowCount) return
        await happened(query, birth, 'closed')
        await job(query, 'pay', { birth })
      })
    },
    async pay(payload) {
      const { birth } = payload as At
      await ask('/bank', { birth })
      await once('paid', 'update obligation set ordered_at = now() where birth = $1 and ordered_at is null', [birth])
    },
  },
})

const app = fastify({ routerOptions: { ignoreTrailingSlash: true } })
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => { done(null, Object.fromEntries(new URLSearchParams(body as string))) })
for (const key of new Set(recorded.map(({ method, path }) => `${method} ${routeOf(path)}`))) {
  const [method, url] = key.split(' ') as ['GET' | 'POST', string]
  app.route<{ Querystring: { exchange: string; birth: string; part: string }; Body?: Record<string, string> }>({
    method, url,
    async handler({ query: { exchange, birth, part }, body: fields = {} }, reply) {
      const { status, headers, body, step } = recorded[Number(exchange)]!
      await once('session', 'select until from session where who = $1', [birth])
      const there = await acts[step]?.({ birth, part: Number(part), fields })
      return reply.code(status).headers({ ...headers, 'x-there': there === false ? 'no' : 'yes' }).send(body)
    },
  })
}
app.get('/-/cpu', () => process.cpuUsage())

await app.listen({ host: '127.0.0.1', port: 0 })
process.once('disconnect', () => { void worker.stop().finally(() => { process.exit(0) }) })
process.send?.({ port: (app.server.address() as AddressInfo).port })
