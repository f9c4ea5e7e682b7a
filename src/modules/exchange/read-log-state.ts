/** How it stands with the log of looks, for whoever answers for it: what is published, and who outside vouches for it. */
import { cosignedBy, parseCheckpoint } from '../../kernel/transparency/note/checkpoint.ts'
import type { AuthorityState } from '../../kernel/transparency/stamp/read-stamps.ts'
import type { TransparencyLog } from '../../kernel/transparency/transparency.ts'

export interface LogState {
  /** Absent while nothing is published yet. */
  published?: { size: number; at: Date; witnesses: string[] }
  /** Witnesses that gave nothing of use the last time they were asked. */
  silent: string[]
  /** Since when entries wait for enough witnesses. */
  waitingSince?: Date | undefined
  authorities: AuthorityState[]
}

export async function readLogState(log: TransparencyLog): Promise<LogState> {
  const [published, authorities, { witnessKeys, keeper }] = [await log.published(), await log.authorityStates(), await log.open()]
  const standing = { authorities, silent: [...keeper.silent], waitingSince: keeper.waitingSince }
  if (!published) return standing
  const witnesses = cosignedBy(parseCheckpoint(published.note), witnessKeys).map(({ key }) => key.name)
  return { published: { size: published.size, at: published.witnessedAt, witnesses }, ...standing }
}
