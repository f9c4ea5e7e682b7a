/** Gives looks their places: the next numbers of their person's chain, each with the entry before it. */
import { hash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import { type AccessRow, accessEntry } from '../access-entry.ts'
import type { ExchangeTables } from '../tables.ts'

export type NewLook = Omit<AccessRow, 'seq' | 'prev'> & { key: string }

interface Chain { person: string; length: number; head: Buffer }

/** Before the first look: only who knows the blind knows whose chain begins so. */
export const beginningOf = (blind: Buffer, person: string) => hash('sha256', Buffer.concat([blind, Buffer.from(person)]), 'buffer')

/**
 * Writes the looks that are new; those whose key stands already are left out. A person's chain is locked until the transaction ends,
 * those of several persons in one order, so that two transactions never wait for each other.
 */
export async function linkLooks(tx: Tx<ExchangeTables>, looks: readonly NewLook[]): Promise<(AccessRow & { key: string })[]> {
  const chains = await lockChains(tx, [...new Set(looks.map(({ person }) => person))].sort())
  const standing = await tx.selectFrom('access_log').select('key').where('key', '=', (eb) => eb.fn.any(eb.val(looks.map(({ key }) => key)))).execute()
  const known = new Set(standing.map(({ key }) => key))
  const rows: (AccessRow & { key: string })[] = []
  for (const look of looks) {
    if (known.has(look.key)) continue
    known.add(look.key)
    const chain = chains.get(look.person)!
    const row = { ...look, seq: chain.length + 1, prev: chain.head }
    rows.push(row)
    Object.assign(chain, { length: row.seq, head: leafHash(accessEntry(row).entry) })
  }
  if (rows.length === 0) return []
  await tx.insertInto('access_log').values(rows).execute()
  const grown = [...new Set(rows.map(({ person }) => person))].map((person) => chains.get(person)!)
  await sql`update exchange.chain c set length = g.length, head = g.head
    from unnest(${grown.map(({ person }) => person)}::text[], ${grown.map(({ length }) => length)}::int[], ${grown.map(({ head }) => head)}::bytea[]) as g (person, length, head) where c.person = g.person`.execute(tx)
  return rows
}

async function lockChains(tx: Tx<ExchangeTables>, persons: readonly string[]): Promise<Map<string, Chain>> {
  const lock = async () => new Map((await tx.selectFrom('chain').select(['person', 'length', 'head']).where('person', '=', (eb) => eb.fn.any(eb.val(persons))).orderBy('person').forUpdate().execute()).map((chain) => [chain.person, chain]))
  const found = await lock()
  const missing = persons.filter((person) => !found.has(person))
  if (missing.length === 0) return found
  await tx.insertInto('chain').values(missing.map((person) => {
    const blind = randomBytes(32)
    return { person, blind, head: beginningOf(blind, person) }
  })).onConflict((conflict) => conflict.doNothing()).execute()
  return lock()
}
