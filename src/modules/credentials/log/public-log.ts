/** The room's log, and how long a proof is waited for. */
import { setTimeout as pause } from 'node:timers/promises'
import type { TransparencyLog } from '../../../kernel/transparency/transparency.ts'

export type PublicLog = Pick<TransparencyLog, 'open' | 'add' | 'receipts' | 'prove' | 'policy'>

/** Milliseconds. A new entry is in a checkpoint within half a second; where its witnesses are silent nobody waits for them. */
const patience = 3_000
const between = 100

/** @returns a c2sp.org/tlog-proof; undefined where witnesses have not seen the entry in good time */
export async function proveSoon(log: PublicLog, entry: string): Promise<string | undefined> {
  const end = performance.now() + patience
  let proof = await log.prove(entry)
  while (proof === undefined && performance.now() < end) {
    await pause(between)
    proof = await log.prove(entry)
  }
  return proof
}
