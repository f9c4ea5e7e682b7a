/** What an answer to a wallet leaves behind: its nonces, its record and an entry for each credential, in one statement; answers of one moment are made durable together. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
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

/** Answers in one statement. */
const most = 32

/** @throws IssueRefused where a nonce was used before, the card was taken back, or its issuer holds it: then nothing is issued, and the nonces are used up with it */
export type RecordIssuance = (to: ToRecord) => Promise<Entry[]>

export function recordIssuances(db: RoomDatabase<CredentialsTables>): RecordIssuance {
  const begin = db.statement<{ asked: string; nonces: string; drawn: string }, Recorded>((_, { asked, nonces, drawn }) => sql`
    with asked as materialized (select * from json_to_recordset(${asked}::json) as a (id uuid, person text, official text, device uuid, type text, format text, client text, mandate uuid, "grant" text, ends_at timestamptz)),
    nonce as materialized (select id, decode(hash, 'hex') as hash, ends_at from json_to_recordset(${nonces}::json) as n (id uuid, hash text, ends_at timestamptz)),
    taken as (insert into credentials.used_nonce (nonce, ends_at) select hash, ends_at from nonce order by hash on conflict do nothing returning nonce),
    given as (
      insert into credentials.issuance (id, person, official, device, type, format, client, mandate, grant_id)
        select id, person, official, device, type, format, client, mandate, "grant" from asked a
          where not exists (select from nonce n where n.id = a.id and n.hash not in (select nonce from taken))
            and not exists (select from credentials.ended_card e where e.grant_id = a.grant and e.type = a.type)
            and not exists (select from credentials.card_hold h where h.person = a.person and h.type = a.type and h.act = 'hold' and h.lifted_at is null) returning id),
    entered as (
      insert into credentials.issued_credential (list, index, issuance, ends_at)
        select d.list, d.index, d.id, a.ends_at from json_to_recordset(${drawn}::json) as d (id uuid, list text, index int) join given using (id) join asked a using (id)
          on conflict do nothing returning list, index, issuance)
    select given.id, entered.list, entered.index from given left join entered on entered.issuance = given.id`)
  const enter = db.statement<{ id: string } & Drawn, Entry>((_, { id, lists, indexes, until }) => sql`
    insert into credentials.issued_credential (list, index, issuance, ends_at)
      select list, index, ${id}::uuid, ${until}::timestamptz from unnest(${lists}::text[], ${indexes}::int[]) as e (list, index) on conflict do nothing returning list, index`)

  const begun = db.together<ToBegin, Recorded, readonly Recorded[]>({
    // Of two with one nonce the second finds it taken.
    most, about: ({ nonces }) => nonces.map(({ hash }) => hash),
    statements: (batch) => [begin({ asked: JSON.stringify(batch.map(({ asked }) => asked)), nonces: JSON.stringify(batch.flatMap(({ nonces }) => nonces)), drawn: JSON.stringify(batch.flatMap(({ drawn }) => drawn)) })],
    answers(batch, [rows]) {
      const recorded = Map.groupBy(rows!, ({ id }) => id)
      return batch.map(({ asked: { id } }) => recorded.get(id) ?? [])
    },
  })

  return async ({ issuance, nonces, lists: open, count, endsAt }) => {
    const { id } = issuance
    const drawn = drawEntries(open, count).map((entry) => ({ id, ...entry }))
    const rows = await begun({ asked: { ...issuance, ends_at: endsAt }, nonces: noncesUsed(nonces).map((used) => ({ id, ...used })), drawn })
    if (rows.length === 0) throw await whyNot(db, issuance)
    const entries = rows.flatMap(({ list, index }) => (list === null ? [] : [{ list, index: index! }]))
    // Somebody else's already, or drawn twice.
    while (entries.length < count) {
      const [more] = await db.change(({ commit }) => commit(enter({ id, ...apart(drawEntries(open, count - entries.length)), until: endsAt })))
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

const apart = (drawn: readonly Entry[]) => ({ lists: drawn.map(({ list }) => list), indexes: drawn.map(({ index }) => index) })

interface ToBegin { asked: Issuance & { ends_at: Date }; nonces: (NonceMark & { id: string })[]; drawn: (Entry & { id: string })[] }
/** Without an entry where all that were drawn are taken. */
interface Recorded { id: string; list: string | null; index: number | null }
interface Drawn { lists: string[]; indexes: number[]; until: Date }
