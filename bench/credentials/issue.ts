/** Complete issuance, one credential or a batch at a time, in turns with the stock library; then an even stream of 70 % of what each has managed. */
import { setTimeout as pause } from 'node:timers/promises'
import { type Lane, openLane } from '../authorization/lanes.ts'
import { percentile, round, tell } from '../support/figures.ts'
import { openPlatform } from '../support/open-platform.ts'
import { batch, type Issuer, knowProvider, ourIssuer, stockIssuer } from './issuers.ts'
import { type KeyPair, newKeys } from './wallet.ts'

export interface IssueOrder {
  /** In which ours issues, for each figure. */
  seconds: number
  connections: number
  /** Folder for a CPU profile of the platform. */
  profile: string | undefined
}

export interface IssueFigures {
  issuancesPerCpuSecond: number
  batchedPerCpuSecond: number
  /** The same, where the wallet's provider vouches for all keys of a batch by one signature. */
  attestedPerCpuSecond: number
  /** From the moment at which an issuance is due to its credential. */
  p99Ms: number
  issuancesPerSecond: number
  cpuMsPerIssuance: { server: number; database: number }
}

interface Tally { done: number; ms: number; server: number; database: number }

/** Offers of a turn; of what was reached, the share that an even stream asks for. */
const [flows, batches, load] = [128, 24, 0.7]

export async function measureIssuing({ seconds, connections, profile }: IssueOrder): Promise<{ ours: IssueFigures; peer: IssueFigures }> {
  await using opened = new AsyncDisposableStack()
  tell('The platform opens, residents sign in …')
  const [provider] = await newKeys(1)
  const platform = await openPlatform(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`], (data) => knowProvider(data, provider!))
  opened.defer(() => platform.close())
  const ours = await ourIssuer(platform)
  const peer = await stockIssuer(ours, provider!)
  opened.defer(() => { peer.close() })
  // Requests of one address are limited, as for everybody.
  const lanes = Array.from({ length: 256 }, (_, number) => openLane(number))
  const keys = await newKeys(1_000)
  const player = { lanes, keys, connections }

  tell('Warming up …')
  const [one, many, attested]: Flow[] = [{ name: 'issuances', count: flows, size: 1 }, { name: `credentials in batches of ${batch}`, count: batches, size: batch }, { name: `credentials in batches of ${batch}, attested`, count: batches, size: batch, provider: provider! }]
  for (const issuer of [ours, peer]) for (const flow of [one!, one!, many!, attested!]) await play(player, issuer, flow)
  const tallies = []
  for (const flow of [one!, many!, attested!]) tallies.push(await contest(player, { ours, peer }, flow, seconds))
  const [single, batched, vouched] = tallies as [Tallies, Tallies, Tallies]
  const figures = async (name: 'ours' | 'peer', issuer: Issuer): Promise<IssueFigures> => {
    const one = single[name]
    const p99Ms = await stream(player, issuer, load * perSecond(one), seconds)
    tell(`${name}: 99 of 100 within ${p99Ms} ms at ${round(load * perSecond(one))} issuances a second`)
    const each = (cpu: number) => round((cpu * 1_000) / one.done, 3)
    return { issuancesPerCpuSecond: perCpuSecond(one), batchedPerCpuSecond: perCpuSecond(batched[name]), attestedPerCpuSecond: perCpuSecond(vouched[name]), p99Ms, issuancesPerSecond: round(perSecond(one)), cpuMsPerIssuance: { server: each(one.server), database: each(one.database) } }
  }
  return { ours: await figures('ours', ours), peer: await figures('peer', peer) }
}

type Tallies = Record<'ours' | 'peer', Tally>
/** Offers of a turn, and how each is taken. */
interface Flow { name: string; count: number; size: number; provider?: KeyPair }
interface Player { lanes: Lane[]; keys: KeyPair[]; connections: number }

/** In turns, so that a busy machine slows both alike. */
async function contest(player: Player, { ours, peer }: Record<'ours' | 'peer', Issuer>, flow: Flow, seconds: number): Promise<Tallies> {
  const tallies = { ours: newTally(), peer: newTally() }
  while (tallies.ours.ms < seconds * 1_000) {
    add(tallies.ours, await play(player, ours, flow))
    add(tallies.peer, await play(player, peer, flow))
    tell(`${flow.name} a CPU-second: ${perCpuSecond(tallies.ours)}, stock ${perCpuSecond(tallies.peer)}`)
  }
  return tallies
}

/** So many offers taken, as fast as they go. */
async function play({ lanes, keys, connections }: Player, { wallet, offers, cpu }: Issuer, { count, size, provider }: Flow): Promise<Tally> {
  const waiting = await offers(count)
  const [before, began] = [cpu(), performance.now()]
  await Promise.all(Array.from({ length: connections }, async () => {
    for (let offer = waiting.pop(); offer; offer = waiting.pop()) {
      const lane = lanes.shift()!
      await wallet.take(lane, offer, drawKeys(keys, 1)[0]!, drawKeys(keys, size), provider)
      lanes.push(lane)
    }
  }))
  const [ms, after] = [performance.now() - began, cpu()]
  return { done: count * size, ms, server: after.server - before.server, database: after.database - before.database }
}

/** An issuance each time one is due, whether those before are done or not. @returns p99Ms */
async function stream({ lanes, keys }: Player, { wallet, offers }: Issuer, rate: number, seconds: number): Promise<number> {
  const waiting = await offers(Math.ceil(rate * seconds))
  const began = performance.now()
  return round(percentile(await Promise.all(waiting.map(async (offer, number) => {
    const due = began + (number * 1_000) / rate
    await pause(Math.max(0, due - performance.now()))
    const lane = lanes.shift()
    if (!lane) throw new Error('the stream has run over its lanes')
    await wallet.take(lane, offer, drawKeys(keys, 1)[0]!, drawKeys(keys, 1))
    lanes.push(lane)
    return performance.now() - due
  })), 99))
}

function drawKeys(keys: KeyPair[], count: number): KeyPair[] {
  const drawn = keys.splice(0, count)
  keys.push(...drawn)
  return drawn
}

const newTally = (): Tally => ({ done: 0, ms: 0, server: 0, database: 0 })

function add(sum: Tally, more: Tally) {
  for (const name of ['done', 'ms', 'server', 'database'] as const) sum[name] += more[name]
}

const perSecond = ({ done, ms }: Tally) => (done * 1_000) / ms
const perCpuSecond = ({ done, server, database }: Tally) => Math.round(done / (server + database))
