/** Sessions: a random token in the browser, its hash here, ended by time, by the person, or by the agency. */
import { hash } from 'node:crypto'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { anyone, type Anyone, type Official, type Resident } from '../../../kernel/http/principal.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { identityFaults } from '../contract.ts'
import type { Assurance, IdentityTables, SubjectKind } from '../tables.ts'

/** Seconds. Officials' machines stand in shared rooms: a working day, and half an hour without work. */
export const lifetimes: Record<SubjectKind, { whole: number; idle: number }> = {
  resident: { whole: 12 * 3600, idle: 2 * 3600 },
  official: { whole: 10 * 3600, idle: 30 * 60 },
}

/** How long a look at the database is believed: well under the five seconds in which a leaver must be out. */
export const believed = 1_000
/** `seen_at` is written at most so often, in milliseconds. */
const seenEvery = 60_000
const cacheLimit = 20_000

export interface Subject {
  kind: SubjectKind
  subject: string
  name: string
  /** By which an official has shown who they are, or whoever came by a letter. */
  passkey?: string
  /** Substantial where it is left out. */
  assurance?: Assurance
}

export interface Proof {
  /** Milliseconds since the person last showed who they are; endless where nobody is here. */
  since: number
  /** By an official's ID in a wallet, and not by what the ID itself is given for. */
  byOfficialId: boolean
}

export const hashOf = (token: string) => hash('sha256', token, 'buffer')

/** Whose session it is; a resident's may have been switched to a mandate. */
export type Holder = Anyone | Official | (Resident & { switchedTo: string | null })

export interface Sessions {
  authenticate(token: string | undefined): Promise<Holder>
  /** A new token at every sign-in; the one before, if any, ends. @throws passkeyUnknown where the passkey has been removed meanwhile */
  start(subject: Subject, before: string | undefined, byOfficialId?: boolean): Promise<{ token: string; seconds: number }>
  /**
   * Goes on under a mandate, or as oneself: with a new token, so that what any process believes of a token never changes. Nothing is
   * gained by it: neither time nor a fresher proof of who is here.
   * @returns undefined where there is no such session
   */
  switch(token: string | undefined, mandate: string | null): Promise<{ token: string; seconds: number } | undefined>
  proof(token: string | undefined): Promise<Proof>
  end(token: string | undefined): Promise<void>
  /** Forgets what was believed of everyone; the database decides at the next request. */
  forget(): void
}

export function createSessions(db: RoomDatabase<IdentityTables>): Sessions {
  const cache = new Map<string, { principal: Holder; until: number }>()
  const lookUp = sessionLookUp(db)
  return {
    async authenticate(token) {
      if (token === undefined || token.length !== 43) return anyone
      const known = cache.get(token)
      if (known && known.until > performance.now()) return known.principal
      const principal = await lookUp(hashOf(token))
      if (cache.size >= cacheLimit) cache.clear()
      if (principal.kind === 'anyone') cache.delete(token)
      else cache.set(token, { principal, until: performance.now() + believed })
      return principal
    },
    async start({ kind, subject, name, passkey, assurance = 'substantial' }, before, byOfficialId = false) {
      const token = randomToken()
      const seconds = lifetimes[kind].whole
      await db.transaction(async (tx) => {
        if (before !== undefined) await tx.deleteFrom('session').where('token_hash', '=', hashOf(before)).execute()
        await tx.deleteFrom('session').where('ends_at', '<', new Date()).execute()
        await tx.insertInto('session').values({ token_hash: hashOf(token), id: newId(), kind, subject, name, mandate: null, by_official_id: byOfficialId, passkey: passkey ?? null, assurance, ends_at: new Date(Date.now() + seconds * 1000) }).execute()
      }).catch((cause: unknown) => { throw (cause as { constraint?: string }).constraint === 'session_passkey_fkey' ? new Fault(identityFaults.passkeyUnknown, { cause }) : cause })
      if (before !== undefined) cache.delete(before)
      return { token, seconds }
    },
    async switch(token, mandate) {
      if (token === undefined) return undefined
      const next = randomToken()
      const row = await db.transaction(async (tx) => {
        const before = await tx.deleteFrom('session').where('token_hash', '=', hashOf(token)).where('kind', '=', 'resident').where('ends_at', '>', new Date()).returningAll().executeTakeFirst()
        if (before) await tx.insertInto('session').values({ ...before, token_hash: hashOf(next), mandate }).execute()
        return before
      })
      cache.delete(token)
      return row && { token: next, seconds: Math.ceil((row.ends_at.getTime() - Date.now()) / 1000) }
    },
    async proof(token) {
      const row = token === undefined ? undefined : await db.transaction((tx) => tx.selectFrom('session').select(['proven_at', 'by_official_id']).where('token_hash', '=', hashOf(token)).executeTakeFirst())
      return { since: row ? Date.now() - row.proven_at.getTime() : Number.POSITIVE_INFINITY, byOfficialId: row?.by_official_id ?? false }
    },
    async end(token) {
      if (token === undefined) return
      cache.delete(token)
      await db.transaction((tx) => tx.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute())
    },
    forget: () => { cache.clear() },
  }
}

function sessionLookUp(db: RoomDatabase<IdentityTables>) {
  const find = db.question((read, { key }: { key: Buffer }) =>
    read.selectFrom('session').leftJoin('official', (join) => join.onRef('official.id', '=', 'session.subject').on('session.kind', '=', 'official'))
      .select(['session.id', 'session.kind', 'session.subject', 'session.name', 'session.seen_at', 'session.ends_at', 'session.mandate', 'session.assurance', 'official.agency', 'official.roles', 'official.left_at'])
      .where('session.token_hash', '=', key))
  return async (key: Buffer): Promise<Holder> => {
    const [row] = await find({ key })
    const now = Date.now()
    if (!row || row.ends_at.getTime() <= now || row.seen_at.getTime() + lifetimes[row.kind].idle * 1000 <= now) return anyone
    if (now - row.seen_at.getTime() > seenEvery) {
      await db.transaction((tx) => tx.updateTable('session').set({ seen_at: new Date(now) }).where('token_hash', '=', key).execute())
    }
    if (row.kind === 'resident') return { kind: 'resident', person: row.subject, name: row.name, session: row.id, switchedTo: row.mandate, ...(row.assurance === 'substantial' ? {} : { assurance: 'low' }) }
    // Fails closed: an official without an appointment, or who has left, is nobody.
    if (row.agency === null || row.roles === null || row.left_at !== null) return anyone
    return { kind: 'official', official: row.subject, name: row.name, agency: row.agency, roles: row.roles, session: row.id }
  }
}
