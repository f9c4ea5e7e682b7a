/** What an answer to a wallet leaves behind: its nonces, its record and an entry for each credential, in one statement; answers of one moment are made durable together. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { inBatches } from '../../../kernel/db/in-batches.ts'
import { drawEntries, type Entry, type OpenList } from '../status/allocate.ts'
import type { CredentialFormat, CredentialsTables } from '../tables.ts'
import { IssueRefused } from './issue-faults.ts'
import { type NonceMark, noncesUsed } from './nonces.ts'

export interface Issuance { id: string; person: string | null; official: string | null; device: string | null; type: string; format: CredentialFormat; client: string; mandate: string | null; grant: string }

export interface ToRecord {
  issuance: Issuance
  nonces: readonly string[]
  /** Of which entries are drawn. */
  lists: readonly OpenList[]
  count: number
  endsAt: Date
}

/** Answers in one transaction; each is a statement of its own. */
const most = 32

/** @throws IssueRefused where a nonce was used before, the card was taken back, or its issuer holds it: then nothing is issued, and the nonces are used up with it */
export type RecordIssuance = (to: ToRecord) => Promise<Entry[]>

export function recordIssuances(db: RoomDatabase<CredentialsTables>): RecordIssuance {
  const begin = db.statement<Issuance & NonceMark & Drawn, Recorded>((_, { id, person, official, device, type, format, client, mandate, grant, nonces, ends, lists, indexes, until }) => sql`
    with taken as (
      insert into credentials.used_nonce (nonce, ends_at) select nonce, ends_at from unnest(${nonces}::bytea[], ${ends}::timestamptz[]) as n (nonce, ends_at) on conflict do nothing returning 1),
    given as (
      insert into credentials.issuance (id, person, official, device, type, format, client, mandate, grant_id)
        select ${id}::uuid, ${person}, ${official}, ${device}::uuid, ${type}, ${format}, ${client}, ${mandate}, ${grant}
          where (select count(*) from taken) = cardinality(${nonces}::bytea[]) and not exists (select from credentials.ended_card where grant_id = ${grant} and ended_card.type = ${type})
            and not exists (select from credentials.card_hold h where h.person = ${person} and h.type = ${type} and h.act = 'hold' and h.lifted_at is null) returning id),
    entered as (
      insert into credentials.issued_credential (list, index, issuance, ends_at)
        select list, index, given.id, ${until}::timestamptz from given, unnest(${lists}::text[], ${indexes}::int[]) as e (list, index) on conflict do nothing returning list, index)
    select entered.list, entered.index from given left join entered on true`)
  const enter = db.statement<{ id: string } & Drawn, Entry>((_, { id, lists, indexes, until }) => sql`
    insert into credentials.issued_credential (list, index, issuance, ends_at)
      select list, index, ${id}::uuid, ${until}::timestamptz from unnest(${lists}::text[], ${indexes}::int[]) as e (list, index) on conflict do nothing returning list, index`)

  const { ask: begun } = inBatches<Parameters<typeof begin>[0], Recorded[]>(most, (batch) => db.change(({ commit }) => commit<Recorded[]>(...batch.map(begin))))

  return async ({ issuance, nonces, lists: open, count, endsAt }) => {
    const draw = (missing: number): Drawn => {
      const drawn = drawEntries(open, missing)
      return { lists: drawn.map(({ list }) => list), indexes: drawn.map(({ index }) => index), until: endsAt }
    }
    const rows = await begun({ ...issuance, ...noncesUsed(nonces), ...draw(count) })
    if (rows.length === 0) {
      throw await whyNot(db, issuance)
    }
    const entries = rows.filter((row): row is Entry => row.list !== null)
    // Somebody else's already, or drawn twice.
    while (entries.length < count) {
      const [more] = await db.change(({ commit }) => commit(enter({ id: issuance.id, ...draw(count - entries.length) })))
      entries.push(...more)
    }
    return entries
  }
}

async function whyNot(db: RoomDatabase<CredentialsTables>, { grant, type, person }: Issuance): Promise<IssueRefused> {
  const [ended, held] = await db.transaction(async (tx) => [
    await tx.selectFrom('ended_card').select('type').where('grant_id', '=', grant).where('type', '=', type).executeTakeFirst(),
    await tx.selectFrom('card_hold').select('id').where('person', '=', person).where('type', '=', type).where('act', '=', 'hold').where('lifted_at', 'is', null).executeTakeFirst(),
  ])
  if (held) return new IssueRefused('credential_request_denied', 'its issuer holds this card while a question is open')
  return ended ? new IssueRefused('credential_request_denied', 'this card was taken back') : new IssueRefused('invalid_nonce', 'the nonce was used before')
}

/** Without an entry where all that were drawn are taken. */
interface Recorded { list: string | null; index: number | null }
interface Drawn { lists: string[]; indexes: number[]; until: Date }
