/**
 * `npm run bench -- my-log --entries 1000000`: a page of one's own access log out of so many looks, read at random places by keyset, as the log
 * grows to its full length. Every five-hundredth look is at one person: 100,000 of 50 million. Beside it, in the same run: the same page by
 * offset, as most portals do it.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import pino from 'pino'
import { loadPack } from '../packages/pack-kit/load-pack.ts'
import { migrateAll } from '../src/app/migrate.ts'
import { systemClock } from '../src/kernel/clock/clock.ts'
import { openDatabase } from '../src/kernel/db/database.ts'
import { openPostgres } from '../src/kernel/postgres/open-postgres.ts'
import { createTransparency } from '../src/kernel/transparency/transparency.ts'
import { createExchange } from '../src/modules/exchange/index.ts'
import { percentile, round, tell } from './support/figures.ts'

const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' }, pages: { type: 'string', default: '400' } } })
const [entries, pages] = [Number(values.entries), Number(values.pages)]
/** Looks at others between two at the person. */
const spread = 500
const person = 'P-ONE'
const stages = 5
const batch = 250_000

const data = mkdtempSync(join(tmpdir(), 'maru-bench-my-log-'))
chmodSync(data, 0o711)
await using opened = new AsyncDisposableStack()
opened.defer(() => { rmSync(data, { recursive: true, force: true }) })
const log = pino({ level: 'silent' })
const postgres = await openPostgres({ dataFolder: data, log })
opened.defer(() => postgres.stop())
await migrateAll(postgres.owner)
const owner = new pg.Pool({ ...postgres.owner, max: 2 })
// One that the pool has let go still hears that the server stops, and nobody listens to it then.
owner.on('connect', (client) => { client.on('error', () => undefined) })
opened.defer(() => owner.end())
const database = openDatabase(postgres.app, () => undefined)
opened.defer(() => database.close())
const pack = loadPack('packs/kr')
const transparency = createTransparency({ database, clock: systemClock('UTC'), logger: log, host: 'bench.example', secret: randomBytes(32) })
opened.defer(() => transparency.stop())
const exchange = createExchange({ database, pack, clock: systemClock(pack.timeZone), log, accessLog: transparency.log('access', 'exchange'), addressOf: () => undefined })
opened.defer(() => exchange.close())

const growth: { entries: number; own: number; p50Ms: number; p95Ms: number; offsetP95Ms: number }[] = []
for (let stage = 1, from = 0; stage <= stages; stage += 1) {
  const to = Math.round((entries * stage) / stages)
  const putBack = await takeIndexesAway()
  for (; from < to; from += batch) {
    await fill(from, Math.min(to, from + batch))
    if (process.stderr.isTTY) process.stderr.write(`\r${from.toLocaleString('en')} looks written …`)
  }
  from = to
  await putBack()
  await owner.query('vacuum analyze exchange.access_log')
  const { rows: own } = await owner.query<{ id: string }>('select id from exchange.access_log where person = $1 order by id desc', [person])
  const measure = async (read: (place: number) => Promise<unknown>) => {
    const times: number[] = []
    for (let at = 0; at < pages; at += 1) {
      const place = Math.floor(Math.random() * own.length)
      const began = performance.now()
      await read(place)
      times.push(performance.now() - began)
    }
    return times
  }
  const keyset = await measure((place) => exchange.accessLog(person, own[place]!.id))
  const offset = await measure((place) => owner.query('select * from exchange.access_log where person = $1 order by id desc offset $2 limit 50', [person, place]))
  growth.push({ entries: to, own: own.length, p50Ms: round(percentile(keyset, 50)), p95Ms: round(percentile(keyset, 95)), offsetP95Ms: round(percentile(offset, 95)) })
  const { p95Ms } = growth.at(-1)!
  tell(`${to.toLocaleString('en').padStart(12)} looks, ${own.length.toLocaleString('en').padStart(8)} one’s own: p95 ${String(p95Ms).padStart(7)} ms ${'█'.repeat(Math.max(1, Math.round(p95Ms * 4)))}`)
}

const last = growth.at(-1)!
console.log(JSON.stringify({ bench: 'my-log', figures: { ...last, growth }, peer: { name: 'offset paging', p95Ms: last.offsetP95Ms }, ratio: round(last.offsetP95Ms / last.p95Ms) }))

/** Rows go in without them, and they are built anew: fifty million random places in a tree take hours otherwise. @returns puts them back */
async function takeIndexesAway(): Promise<() => Promise<void>> {
  const of = `'exchange.access_log'::regclass`
  const { rows: constraints } = await owner.query<{ name: string; definition: string }>(`select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = ${of} and contype = 'u'`)
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(`select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = ${of}
    and not exists (select from pg_constraint where conindid = indexrelid)`)
  for (const { name } of constraints) await owner.query(`alter table exchange.access_log drop constraint ${name}`)
  for (const { name } of indexes) await owner.query(`drop index ${name}`)
  return async () => {
    for (const { definition } of indexes) await owner.query(`set maintenance_work_mem = '512MB'; ${definition}`)
    for (const { name, definition } of constraints) await owner.query(`set maintenance_work_mem = '512MB'; alter table exchange.access_log add constraint ${name} ${definition}`)
  }
}

/** Rows as the room writes them, a millisecond apart, with ids in the order of time. */
async function fill(from: number, to: number) {
  await owner.query(`insert into exchange.access_log (id, key, at, person, recipient, recipient_role, purpose, register, fields, case_id, consent_id, salt, seq, prev)
    select (lpad(to_hex(1700000000000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid, n::text, to_timestamp((1700000000000 + n) / 1000.0),
      case when n % ${spread} = 0 then '${person}' else 'P-' || (n * 7919 % 5000000) end, 'nts', 'agency', 'birth-nts', 'resident', '{name,address}', null, null, sha256(n::text::bytea), null, null
    from generate_series($1::bigint, $2::bigint - 1) as n`, [from, to])
}
