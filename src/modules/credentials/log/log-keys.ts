/** A key becomes one of the issuer's by becoming public: it stands in the log before it signs anything for a person. */
import type { JWK } from 'jose'
import { sql } from 'kysely'
import { loggedKey } from '../../../../packages/verifier/logged-key.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { KeyRing, KeyUse } from '../../../kernel/keys/key-ring.ts'
import { demandReceipts } from '../../../kernel/transparency/transparency.ts'
import type { CredentialsTables } from '../tables.ts'
import { proveSoon, type PublicLog } from './public-log.ts'

/** What others meet signatures of: credentials, their status lists, requests, and what the platform says of itself. Papers have keys of their own. */
const uses = ['credentials', 'status', 'requests', 'metadata'] as const satisfies readonly KeyUse[]

/** A key that is not of the ring: what papers are signed with, and what other issuers sign with that are trusted here. */
export interface OtherKey { use: string; jwk: JWK }

export interface KeyProof { kid: string; proof: string }

export interface KeyLog {
  /** Every key that is published stands in the log, durably; looked at again when the ring changes, or who is trusted beside it. @throws kernelFaults.unavailable while the log can keep no promise */
  demandLogged(): Promise<void>
  /** Of the keys that sign these. A proof stays true for ever; one that witnesses have not seen yet is missing. */
  proofs(use: string): Promise<KeyProof[]>
}

const nobody: readonly never[] = []

/** @param others of all times; those of a process are there when it is first asked @param foreign whom they belong to beside us: another array where that has changed */
export function createKeyLog(db: RoomDatabase<CredentialsTables>, keys: KeyRing, log: PublicLog, others: () => Promise<readonly OtherKey[]>, foreign: () => readonly unknown[] = () => nobody): KeyLog {
  let logged: { version: number; foreign: readonly unknown[]; done: Promise<void> } | undefined
  const proven = new Map<string, string>()
  const demandLogged = () => {
    const [version, now] = [keys.version(), foreign()]
    if (logged?.version !== version || logged.foreign !== now) {
      const done = logKeys(db, keys, log, others)
      logged = { version, foreign: now, done }
      done.catch(() => { logged = undefined })
    }
    return logged.done
  }
  return {
    demandLogged,
    async proofs(use) {
      await demandLogged()
      const kids = await publicKeys(keys, others).then((all) => all.filter((key) => key.use === use).map(({ kid }) => kid))
      const nameOf = (kid: string) => `${use} ${kid}`
      const missing = kids.filter((kid) => !proven.has(nameOf(kid)))
      const rows = missing.length === 0 ? [] : await db.transaction((tx) => tx.selectFrom('logged_key').select(['kid', 'entry']).where('use', '=', use).where('kid', 'in', missing).execute())
      for (const { kid, entry } of rows) {
        const proof = await proveSoon(log, entry)
        if (proof !== undefined) proven.set(nameOf(kid), proof)
      }
      return kids.flatMap((kid) => (proven.has(nameOf(kid)) ? [{ kid, proof: proven.get(nameOf(kid))! }] : []))
    },
  }
}

async function publicKeys(keys: KeyRing, others: () => Promise<readonly OtherKey[]>): Promise<{ use: string; kid: string; logged: string }[]> {
  const own = uses.flatMap((use) => keys.published(use).map(({ kid, jwk }) => ({ use, kid, logged: loggedKey(use, jwk) })))
  return [...own, ...(await others()).map(({ use, jwk }) => ({ use, kid: jwk.kid ?? '', logged: loggedKey(use, jwk) }))]
}

async function logKeys(db: RoomDatabase<CredentialsTables>, keys: KeyRing, log: PublicLog, others: () => Promise<readonly OtherKey[]>): Promise<void> {
  await log.open()
  const wanted = await publicKeys(keys, others)
  const entries = await db.transaction(async (tx) => {
    // Two processes that start together log once: the second waits here and finds the rows of the first.
    await sql`select pg_advisory_xact_lock(hashtextextended('credentials/logged_key', 0))`.execute(tx)
    const known = await tx.selectFrom('logged_key').select(['use', 'kid', 'logged']).execute()
    const fresh = wanted.filter(({ use, logged }) => !known.some((row) => row.use === use && row.logged === logged)).map((key) => ({ ...key, entry: newId() }))
    if (fresh.length === 0) return []
    await tx.insertInto('logged_key').values(fresh).execute()
    const added = fresh.map(({ entry: id, logged }) => ({ id, entry: Buffer.from(logged) }))
    await log.add(tx, added)
    return added
  })
  if (entries.length > 0) demandReceipts(await log.receipts(entries.map(({ id }) => id)), entries)
}
