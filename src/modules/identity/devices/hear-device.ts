/**
 * A sign of life. Each brings what the one before was given: of two copies of a device one is found out when both have called twice, since each call of the one
 * takes from the other what it was to bring. Whose answer was lost on its way brings the former once more, and is no copy.
 */
import { hash } from 'node:crypto'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { identityFaults } from '../contract.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { IdentityTables } from '../tables.ts'
import { holdIn } from './change-device.ts'
import { lockDevice, objectOf } from './device.ts'

export interface SignOfLife {
  /** What the last answer gave it; absent the first time after its key was taken. */
  mark?: string | undefined
  /** A line for whoever looks after it. */
  said?: string | undefined
}

/** @returns what it is to bring next time. @throws deviceHeld where it is in two places: from then on it is let in nowhere */
export async function hearDevice(db: RoomDatabase<IdentityTables>, id: string, { mark, said }: SignOfLife, log?: Pick<Log, 'warn'>): Promise<string> {
  const next = randomToken()
  const twice = await db.transaction(async (tx) => {
    const row = await lockDevice(tx, id)
    const { next_mark: expected, former_mark: former } = row
    if (row.status !== 'active') throw new Fault(identityFaults.deviceOver)
    const brought = mark === undefined ? null : hashOf(mark)
    const known = expected === null || (brought !== null && (brought.equals(expected) || former?.equals(brought) === true)) || (brought === null && former === null)
    if (!known) {
      await holdIn(tx, row, 'two-places', objectOf(id))
      return true
    }
    // Whoever brings the former has never seen the present one: it stays the former, and the present one is nobody's.
    await tx.updateTable('device').set({ seen_at: new Date(), said: said ?? null, next_mark: hashOf(next), former_mark: brought }).where('id', '=', id).execute()
    return false
  })
  if (twice) {
    log?.warn({ device: id }, 'identity: a device called from two places, and is held')
    throw new Fault(identityFaults.deviceHeld)
  }
  return next
}

const hashOf = (mark: string) => hash('sha256', mark, 'buffer')
