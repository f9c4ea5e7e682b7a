/** Two ways of doing the same, in turns, counted against the processor's time: a busy machine then slows both alike. */
import { median } from '../support/figures.ts'

export interface Contest<Item> {
  items: readonly Item[]
  ours(item: Item): unknown
  peer(item: Item): Promise<unknown>
  rounds: number
  /** CPU seconds that a turn takes at least. */
  seconds: number
}

/** @returns how many each does in a CPU-second: the middle of the rounds */
export async function contest<Item>({ items, ours, peer, rounds, seconds }: Contest<Item>): Promise<{ ours: number; peer: number }> {
  const rates = { ours: [] as number[], peer: [] as number[] }
  // The first turn of each is for the compiler.
  for (let round = 0; round <= rounds; round += 1) {
    const one = await rate(items, ours, seconds)
    const other = await rate(items, peer, seconds)
    if (round === 0) continue
    rates.ours.push(one)
    rates.peer.push(other)
  }
  return { ours: Math.round(median(rates.ours)), peer: Math.round(median(rates.peer)) }
}

async function rate<Item>(items: readonly Item[], work: (item: Item) => unknown, seconds: number): Promise<number> {
  const before = process.cpuUsage()
  let done = 0
  for (;;) {
    for (const item of items) await work(item)
    done += items.length
    const { user, system } = process.cpuUsage(before)
    const spent = (user + system) / 1e6
    if (spent >= seconds) return done / spent
  }
}
