/** Gives looks their places: the next numbers of their person's chain, each with the entry before it. */
import { hash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import { type AccessRow, accessEntry } from '../access-entry.ts'
import type { ExchangeTables } from '../tables.ts'

export type NewLook = Omit<AccessRow, 'seq' | 'prev' | 'sealed'> & { key: string; sealed?: Buffer }

export interface Chain { person: string; length: number; head: Buffer }
export type LinkedLook = AccessRow & { key: string }

/** Before the first look: only who knows the blind knows whose chain begins so. */
export const beginningOf = (blind: Buffer, person: string) => hash('sha256', Buffer.concat([blind, Buffer.from(person)]), 'buffer')

/**
 * @param chains of everybody in `looks`, locked
 * @param standing keys of looks that are written already: those are left out
 * @returns the new looks with their places, and the chains that have grown
 */
export function placeLooks(chains: readonly Chain[], standing: readonly string[], looks: readonly NewLook[]): { rows: LinkedLook[]; grown: Chain[] } {
  const ends = new Map(chains.map((chain) => [chain.person, chain]))
  const known = new Set(standing)
  const grown = new Set<string>()
  const rows: LinkedLook[] = []
  for (const look of looks) {
    if (known.has(look.key)) continue
    known.add(look.key)
    const { person, length, head } = ends.get(look.person)!
    const row = { ...look, sealed: look.sealed ?? null, seq: length + 1, prev: head }
    rows.push(row)
    grown.add(person)
    ends.set(person, { person, length: row.seq, head: leafHash(accessEntry(row).entry) })
  }
  return { rows, grown: [...grown].map((person) => ends.get(person)!) }
}

/**
 * Writes the looks that are new; those whose key stands already are left out. A person's chain is locked until the transaction ends,
 * those of several persons in one order, so that two transactions never wait for each other.
 */
export async function linkLooks(tx: Tx<ExchangeTables>, looks: readonly NewLook[]): Promise<LinkedLook[]> {
  const persons = [...new Set(looks.map(({ person }) => person))]
  let chains = (await lock(persons).execute(tx)).rows
  const missing = withoutChain(persons, chains)
  if (missing.length > 0) {
    await begin(beginningsOf(missing)).execute(tx)
    chains = (await lock(persons).execute(tx)).rows
  }
  const standing = await tx.selectFrom('access_log').select('key').where('key', '=', (eb) => eb.fn.any(eb.val(looks.map(({ key }) => key)))).execute()
  const { rows, grown } = placeLooks(chains, standing.map(({ key }) => key), looks)
  if (rows.length === 0) return []
  await tx.insertInto('access_log').values(rows).execute()
  await grow(endsOf(grown)).execute(tx)
  return rows
}

/** The same for `change`, each in its own packet. */
export const linkingLooks = (db: RoomDatabase<ExchangeTables>) => ({
  lockChains: db.statement<{ persons: string[] }, Chain>((_, { persons }) => lock(persons)),
  beginChains: db.statement<Beginnings, never>((_, beginnings) => begin(beginnings)),
  findStanding: db.statement<{ keys: string[] }, { key: string }>((_, { keys }) => sql`select key from exchange.access_log where key = any (${keys}::text[])`),
  /** @param looks JSON, see `looksText` */
  insertLooks: db.statement<{ looks: string }, never>((_, { looks }) => sql`
    insert into exchange.access_log (${columns}) select ${columns} from json_populate_recordset(null::exchange.access_log, ${looks}::json)`),
  growChains: db.statement<Ends, never>((_, ends) => grow(ends)),
})

const columns = sql.raw('id, key, at, person, recipient, recipient_role, purpose, register, fields, case_id, consent_id, salt, seq, prev')
/** As PostgreSQL reads it. */
export const bytesText = (bytes: Buffer | null) => bytes && `\\x${bytes.toString('hex')}`
export const looksText = (rows: readonly LinkedLook[]) => JSON.stringify(rows.map((row) => ({ ...row, salt: bytesText(row.salt), prev: bytesText(row.prev) })))

export const withoutChain = (persons: readonly string[], chains: readonly Chain[]) => {
  const found = new Set(chains.map(({ person }) => person))
  return persons.filter((person) => !found.has(person))
}

interface Beginnings { persons: string[]; blinds: Buffer[]; heads: Buffer[] }
interface Ends { persons: string[]; lengths: number[]; heads: Buffer[] }

export function beginningsOf(persons: string[]): Beginnings {
  const blinds = persons.map(() => randomBytes(32))
  return { persons, blinds, heads: persons.map((person, at) => beginningOf(blinds[at]!, person)) }
}
export const endsOf = (chains: readonly Chain[]): Ends => ({ persons: chains.map(({ person }) => person), lengths: chains.map(({ length }) => length), heads: chains.map(({ head }) => head) })

const lock = (persons: readonly string[]) => sql<Chain>`select person, length, head from exchange.chain where person = any (${persons}::text[]) order by person for update`
const begin = ({ persons, blinds, heads }: Beginnings) => sql<never>`insert into exchange.chain (person, blind, head)
  select person, blind, head from unnest(${persons}::text[], ${blinds}::bytea[], ${heads}::bytea[]) as b (person, blind, head) order by person on conflict do nothing`
const grow = ({ persons, lengths, heads }: Ends) => sql<never>`update exchange.chain c set length = g.length, head = g.head
  from unnest(${persons}::text[], ${lengths}::int[], ${heads}::bytea[]) as g (person, length, head) where c.person = g.person`
