/**
 * `npm run bench -- journey`: whole births, from the form to the last agency's decision. A resident signs in and walks the seven pages;
 * then an official of every agency finds the part in the inbox, reads it and decides. Nothing is kept back: registers are asked over HTTP,
 * jobs deliver the parts, certificates are signed, and a round ends only when no job is left.
 *
 * The peer is an equal flow written on the jobs library alone: Fastify, pg and graphile-worker on the same server with the same settings. It
 * answers the requests of a recorded birth with the recorded bytes, keeps the same steps durably and does its work in jobs. What lies between is
 * ours: rules, consent and access log, minimisation, rendering, clocks, receipts and their proofs. Both take turns, asked by the same clients.
 *
 * `ratio` compares births per CPU-second of the serving side (process and PostgreSQL), which a busy machine does not change much.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { awaitJobs } from '../tests/crash/support/find-losses.ts'
import { ownerOf } from '../tests/crash/support/victims.ts'
import { platformCpu, postgresCpu, registersCpu } from './support/cpu.ts'
import { median, percentile, round, tell } from './support/figures.ts'
import { type Births, playBirths } from './support/play-births.ts'
import { openLanes } from './support/open-lanes.ts'
import { openPlatform } from './support/open-platform.ts'
import { replayBirth } from './support/replay-birth.ts'
import { startBare } from './support/start-bare.ts'
import { startAnswering } from './support/start-answering.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '3' }, births: { type: 'string', default: '40' }, lanes: { type: 'string', default: '4' }, profile: { type: 'string' },
} })
const [rounds, births, lanes] = [Number(values.rounds), Number(values.births), Number(values.lanes)]

interface Spent { process: number; postgres: number; registers: number }
interface Figures {
  birthsPerSecond: number
  p50Ms: number
  p99Ms: number
  birthsPerCpuSecond: number
  /** CPU milliseconds a birth; the generator's are nobody's costs. */
  processCpuMs: number
  postgresCpuMs: number
  registersCpuMs: number
  generatorCpuMs: number
}

const platform = await openPlatform(values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [])
const owner = new pg.Client(ownerOf(platform.data))
await owner.connect()
try {
  tell(`${lanes} residents at a time, and officials of every agency beside each …`)
  const { playOn, record, close } = await openLanes(platform.origin, lanes)
  const spentByUs = async (): Promise<Spent> => ({ process: await platformCpu(platform.origin), postgres: postgresCpu(platform.data), registers: registersCpu(platform.data) })
  const ours = (count: number) => measure(count, playOn, spentByUs, async () => {
    const stuck = await awaitJobs(owner, 60_000)
    if (stuck.length > 0) throw new Error(`work is left after a minute: ${stuck.join(', ')}`)
  })

  tell('Warming up …')
  await ours(lanes * 3)
  const recorded = await record()
  const before = await written()
  const first = await ours(births)
  const after = await written()
  const [commits, bytes] = [(after.transactions - before.transactions) / births, (after.bytes - before.bytes) / births]
  tell(`A birth has ${recorded.count} requests, ${commits.toFixed(0)} transactions that write, ${(bytes / 1000).toFixed(0)} kB of log`)

  await owner.query('create database bare')
  const their = { ...ownerOf(platform.data), database: 'bare' }
  await using registers = await startAnswering()
  const bare = await startBare(recorded.all, 'jobs-journey.ts', [JSON.stringify(their), registers.origin, String(recorded.officials.length)])
  const theirOwner = new pg.Client(their)
  await theirOwner.connect()
  const spentByThem = async (): Promise<Spent> => ({ process: await bare.cpuSeconds(), postgres: postgresCpu(platform.data), registers: 0 })
  const play = replayBirth(bare.origin, recorded)
  const theirs = (count: number) => measure(count, play, spentByThem, () => untilNoJobIsLeft(theirOwner))
  await theirs(lanes * 3)

  const [own, peer] = [[first], [await theirs(births)]]
  for (let number = 1; ; number += 1) {
    tell(`round ${number} of ${rounds}: maru ${own.at(-1)!.birthsPerSecond.toFixed(2)} births/s (${own.at(-1)!.birthsPerCpuSecond.toFixed(2)} a CPU-second), jobs alone ${peer.at(-1)!.birthsPerSecond.toFixed(2)} (${peer.at(-1)!.birthsPerCpuSecond.toFixed(2)})`)
    if (number >= rounds) break
    own.push(await ours(births))
    peer.push(await theirs(births))
  }
  await theirOwner.end()
  bare.stop()
  close()
  const [figures, peerFigures] = [middle(own), middle(peer)]
  process.stdout.write(`${JSON.stringify({
    bench: 'journey', figures: { ...figures, requests: recorded.count, commits: round(commits, 0), walKb: round(bytes / 1000, 0) },
    peer: { name: 'an equal flow on graphile-worker, pg and Fastify alone, its pages as recorded', ...peerFigures }, ratio: round(figures.birthsPerCpuSecond / peerFigures.birthsPerCpuSecond, 3),
  })}\n`)
} finally {
  await owner.end()
  await platform.close()
}
process.exit(0)

async function measure(count: number, play: Births['play'], spent: () => Promise<Spent>, settle: () => Promise<void>): Promise<Figures> {
  const [began, before, generator] = [performance.now(), await spent(), process.cpuUsage()]
  const milliseconds = await playBirths({ count, lanes, play })
  const { user, system } = process.cpuUsage(generator)
  await settle()
  const [seconds, after] = [(performance.now() - began) / 1_000, await spent()]
  const each = (of: keyof Spent) => ((after[of] - before[of]) * 1_000) / count
  return {
    birthsPerSecond: count / seconds, p50Ms: percentile(milliseconds, 50), p99Ms: percentile(milliseconds, 99), birthsPerCpuSecond: 1_000 / (each('process') + each('postgres')),
    processCpuMs: each('process'), postgresCpuMs: each('postgres'), registersCpuMs: each('registers'), generatorCpuMs: (user + system) / 1_000 / count,
  }
}

async function untilNoJobIsLeft(database: pg.Client) {
  for (let tries = 0; tries < 6_000; tries += 1) {
    const { rows } = await database.query<{ left: number; failed: string | null }>(`select count(*)::int as left, max(last_error) as failed from graphile_worker.jobs`)
    if (rows[0]?.failed) throw new Error(`a job of the peer failed: ${rows[0].failed}`)
    if (rows[0]?.left === 0) return
    await pause(10)
  }
  throw new Error('work of the peer is left after a minute')
}

/** Transactions that changed something have a number; what they changed stands in the log before they are acknowledged. */
async function written() {
  const { rows } = await owner.query<{ transactions: string; bytes: string }>(`select pg_snapshot_xmax(pg_current_snapshot())::text as transactions, pg_current_wal_lsn() - '0/0' as bytes`)
  return { transactions: Number(rows[0]?.transactions), bytes: Number(rows[0]?.bytes) }
}

function middle(all: Figures[]): Figures {
  const of = (key: keyof Figures) => round(median(all.map((one) => one[key])))
  return {
    birthsPerSecond: of('birthsPerSecond'), p50Ms: of('p50Ms'), p99Ms: of('p99Ms'), birthsPerCpuSecond: of('birthsPerCpuSecond'),
    processCpuMs: of('processCpuMs'), postgresCpuMs: of('postgresCpuMs'), registersCpuMs: of('registersCpuMs'), generatorCpuMs: of('generatorCpuMs'),
  }
}
