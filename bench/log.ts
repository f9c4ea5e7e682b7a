/**
 * `npm run bench -- log`: entries of the transparency log a second, each with its signed and durable receipt, on the platform's own
 * PostgreSQL, durable as in production, before two witnesses that are programs of their own; then how long a proof takes.
 * Beside it, in the same run: the same bytes as bare rows from as many callers, committed as durably and promising nothing.
 */
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import pino from 'pino'
import { migrateAll } from '../src/app/migrate.ts'
import { systemClock } from '../src/kernel/clock/clock.ts'
import { openDatabase } from '../src/kernel/db/database.ts'
import { newId } from '../src/kernel/ids/ids.ts'
import { openPostgres } from '../src/kernel/postgres/open-postgres.ts'
import { leafHash } from '../src/kernel/transparency/merkle/hash.ts'
import { newSignerKey, readSignerKey, writeVkey } from '../src/kernel/transparency/note/key.ts'
import { readPolicy } from '../src/kernel/transparency/note/policy.ts'
import { isProven, readProof } from '../src/kernel/transparency/note/proof.ts'
import type { LogTables } from '../src/kernel/transparency/store/tables.ts'
import { createTransparency, demandReceipts } from '../src/kernel/transparency/transparency.ts'
import { startWitness } from '../tests/support/witness-program.ts'
import { postgresCpu } from './support/cpu.ts'
import { percentile, round, tell } from './support/figures.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' }, callers: { type: 'string', default: '64' }, entries: { type: 'string', default: '10' } } })
const [seconds, callers, entriesEach] = [Number(values.seconds), Number(values.callers), Number(values.entries)]
/** As long as an entry of the access log. */
const entryBytes = 33

const data = mkdtempSync(join(tmpdir(), 'maru-bench-log-'))
chmodSync(data, 0o711)
const log = pino({ level: 'silent' })
await using opened = new AsyncDisposableStack()
opened.defer(() => { rmSync(data, { recursive: true, force: true }) })
const postgres = await openPostgres({ dataFolder: data, log })
opened.defer(() => postgres.stop())
await migrateAll(postgres.owner)
const database = openDatabase({ ...postgres.app, max: 24 }, () => undefined)
opened.defer(() => database.close())

const key = readSignerKey(newSignerKey('bench.example/log/bench', 1))
const witnesses = []
for (const name of ['ombudsman', 'authority']) {
  const witness = await startWitness(join(data, name), name)
  opened.defer(() => witness.stop())
  appendFileSync(join(witness.folder, 'logs'), `${writeVkey(key)}\n`)
  witnesses.push(witness)
}
const policy = readPolicy(`${witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url}\n`).join('')}group both all ombudsman authority\nquorum both\n`)
const transparency = createTransparency({ database, clock: systemClock('UTC'), logger: log, host: 'bench.example', secret: Buffer.alloc(32, 1), keys: [key], policy })
const transparencyLog = transparency.log('bench', 'exchange')
await transparency.start()
opened.defer(() => transparency.stop())
const room = database.room<LogTables>('exchange')

const newEntries = () => Array.from({ length: entriesEach }, () => ({ id: newId(), entry: Buffer.alloc(entryBytes, newId()) }))
const sample: { id: string; entry: Buffer }[] = []
const receiptMs: number[] = []
const witnessedMs: number[] = []
tell(`${callers} callers add ${entriesEach} entries at a time for ${seconds} s, each waits for its receipts …`)
const cpu = { own: process.cpuUsage(), database: postgresCpu(data) }
const watching = watchProofs()
const ours = await measure(async () => {
  const entries = newEntries()
  const began = performance.now()
  await room.transaction((tx) => transparencyLog.add(tx, entries))
  demandReceipts(await transparencyLog.receipts(entries.map(({ id }) => id)), entries)
  receiptMs.push(performance.now() - began)
  if (receiptMs.length % 10 === 0) sample.push(entries[0]!)
})
const spent = process.cpuUsage(cpu.own)
const used = { maru: (spent.user + spent.system) / 1e6, postgres: postgresCpu(data) - cpu.database }
await watching.end()
await transparencyLog.settle()

tell(`${ours.count} entries; 1,000 proofs, each verified …`)
const proofMs: number[] = []
for (let at = 0; at < 1_000; at += 1) {
  const { id, entry } = sample[Math.floor(Math.random() * sample.length)]!
  const began = performance.now()
  const proof = await transparencyLog.prove(id)
  proofMs.push(performance.now() - began)
  if (proof === undefined || !isProven(readProof(proof), leafHash(entry))) throw new Error(`entry ${id} is not proven`)
}

tell(`The same bytes as bare rows for ${seconds} s …`)
const owner = new pg.Pool({ ...postgres.owner, max: 24 })
opened.defer(() => owner.end())
await owner.query('create table public.bare (id uuid primary key, entry bytea not null)')
const bare = await measure(async () => {
  const entries = newEntries()
  await owner.query('insert into public.bare select * from unnest($1::uuid[], $2::bytea[])', [entries.map(({ id }) => id), entries.map(({ entry }) => entry)])
})

const figures = {
  entriesPerSecond: Math.round(ours.perSecond), receiptP50Ms: round(percentile(receiptMs, 50)), receiptP99Ms: round(percentile(receiptMs, 99)),
  witnessedP50Ms: round(percentile(witnessedMs, 50)), witnessedP99Ms: round(percentile(witnessedMs, 99)), proofP50Ms: round(percentile(proofMs, 50)), proofP99Ms: round(percentile(proofMs, 99)),
  entries: ours.count, cpuMsPerThousand: { maru: round((used.maru * 1e6) / ours.count), postgres: round((used.postgres * 1e6) / ours.count) }, callers, entriesEach,
}
console.log(JSON.stringify({ bench: 'log', figures, peer: { name: 'bare rows', entriesPerSecond: Math.round(bare.perSecond) }, ratio: round(ours.perSecond / bare.perSecond) }))

async function measure(once: () => Promise<void>): Promise<{ count: number; perSecond: number }> {
  const began = performance.now()
  let count = 0
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() - began < seconds * 1_000) {
      await once()
      count += entriesEach
    }
  }))
  return { count, perSecond: count / ((performance.now() - began) / 1_000) }
}

/** How long after its receipt an entry stands in a checkpoint that both witnesses have cosigned. */
function watchProofs() {
  let ended = false
  const work = (async () => {
    while (!ended) {
      const entries = newEntries().slice(0, 1)
      await room.transaction((tx) => transparencyLog.add(tx, entries))
      await transparencyLog.receipts(entries.map(({ id }) => id))
      const began = performance.now()
      while ((await transparencyLog.states([entries[0]!.id])).get(entries[0]!.id) !== 'witnessed') await new Promise((resolve) => { setTimeout(resolve, 20) })
      witnessedMs.push(performance.now() - began)
    }
  })()
  return { async end() { ended = true; await work } }
}
