/** What somebody's wallets hold, as the issuer knows it: cards, each in one wallet, in one form or two, with its copies. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CredentialFormat, CredentialsTables, CredentialState } from '../tables.ts'

/** One answer to a wallet, with the copies that it was given. */
export interface Part { id: string; format: CredentialFormat; issuedAt: Date; endsAt: Date; copies: number; state: CredentialState }

export interface Holding {
  /** Of the part that came first. */
  id: string
  type: string
  issuedAt: Date
  endsAt: Date
  copies: number
  /** Valid as long as any copy is. */
  state: CredentialState
  /** Oldest first. */
  parts: Part[]
}

/** Newest first; what has ended is history, and left out. */
export async function readHoldings(db: RoomDatabase<CredentialsTables>, whose: 'person' | 'official' | 'device', id: string): Promise<Holding[]> {
  const rows = await db.transaction((tx) => tx.selectFrom('issuance').innerJoin('issued_credential', 'issued_credential.issuance', 'issuance.id')
    .select(({ fn }) => ['issuance.id as id', 'type', 'format', 'grant_id', 'issued_at as issuedAt', fn.max('ends_at').as('endsAt'), fn.countAll<number>().as('copies'), fn.max('state').as('state')])
    .where(whose, '=', id).where('ends_at', '>', new Date()).groupBy(['issuance.id', 'type', 'format', 'grant_id', 'issued_at']).orderBy('issued_at').limit(500).execute()) as (Part & { type: string; grant_id: string | null })[]
  return [...Map.groupBy(rows, ({ grant_id: grant, type, id: own }) => `${type} ${grant ?? own}`).values()].map((own): Holding => {
    const [first] = own as [typeof rows[number]]
    return {
      id: first.id, type: first.type, issuedAt: first.issuedAt, endsAt: new Date(Math.max(...own.map(({ endsAt }) => endsAt.getTime()))), copies: own.reduce((sum, { copies }) => sum + copies, 0),
      state: own.some(({ state }) => state === 0) ? 0 : first.state, parts: own,
    }
  }).toReversed()
}
