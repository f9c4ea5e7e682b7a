/** Claims on one obligation, in their order: what was asked back and lifted may be found once more not to be owed, and is then another claim. */
import type { Tx } from '../../../kernel/db/database.ts'
import type { PaymentsTables } from '../tables.ts'

export interface Claim { /** The entry that asks it back. */ entry: string; /** 1 for the first. */ turn: number; since: Date }

/** @returns undefined: it was never asked back */
export async function lastClaim(tx: Tx<PaymentsTables>, obligation: string): Promise<Claim | undefined> {
  const claims = await tx.selectFrom('entry').select(['id', 'booked_at']).where('obligation', '=', obligation).where('kind', '=', 'reclaimed').orderBy('booked_at').execute()
  const last = claims.at(-1)
  return last && { entry: last.id, turn: claims.length, since: last.booked_at }
}

/** Keys of a turn's entries in the ledger. */
export const keyOf = (kind: 'reclaimed' | 'reclaim-lifted', obligation: string, turn: number) => `${kind}/${obligation}${turn === 1 ? '' : `/${turn}`}`

/** By which the timeline knows a repetition: of the first claim by what was paid. */
export const toldAs = (obligation: string, { entry, turn }: Claim) => (turn === 1 ? obligation : entry)
