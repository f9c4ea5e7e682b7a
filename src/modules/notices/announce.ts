/**
 * A campaign: the same kind of news to many people, told once to each, however often it is started again.
 * What is known of each person comes from the caller; nobody's data is read here.
 */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { newId } from '../../kernel/ids/ids.ts'
import type { Happening } from './contract.ts'
import { planMessages, type Planning } from './messages/plan-messages.ts'
import type { NoticesTables } from './tables.ts'

export interface Announcement { person: string; happening: Happening }

export interface Announced {
  /** Notices that are new: people who had been told already are left out. */
  notices: number
  messages: number
}

/** Rows a transaction: large enough that a million people are a hundred commits, small enough that others get their turn. */
const batch = 10_000
/** Milliseconds: the whole of a campaign stands before its first message leaves, and sending does not slow it down. */
const wait = 120_000

/** @param campaign names it for ever; with the person it is the identity of the notice */
export async function announce(db: RoomDatabase<NoticesTables>, planning: Planning, campaign: string, people: Iterable<Announcement> | AsyncIterable<Announcement>): Promise<Announced> {
  const total = { notices: 0, messages: 0 }
  let rows: Announcement[] = []
  const tell = async () => {
    const { notices, messages } = await tellBatch(db, planning, campaign, rows)
    total.notices += notices
    total.messages += messages
    rows = []
  }
  for await (const row of people) {
    rows.push(row)
    if (rows.length >= batch) await tell()
  }
  if (rows.length > 0) await tell()
  return total
}

function tellBatch(db: RoomDatabase<NoticesTables>, planning: Planning, campaign: string, rows: Announcement[]): Promise<Announced> {
  const now = planning.now()
  return db.transaction(async (tx) => {
    const { rows: kept } = await sql<{ id: string }>`
      insert into notices.notice (id, key, person, kind, data, receipt, matter, created_at, read_at)
      select asked.id, ${`campaign/${campaign}/`} || asked.person, asked.person, asked.data ->> 'kind', asked.data, null, null, ${now},
        case when asked.data ->> 'kind' = any(p.muted) and not asked.data ->> 'kind' = any(${planning.mandatory}) then ${now}::timestamptz end
      from unnest(${rows.map(() => newId(now.getTime()))}::uuid[], ${rows.map(({ person }) => person)}::text[], ${rows.map(({ happening }) => JSON.stringify(happening))}::jsonb[]) as asked (id, person, data)
      left join lateral (select muted from notices.preference where person = asked.person limit 1) p on true
      on conflict (key) do nothing
      returning id`.execute(tx)
    return { notices: kept.length, messages: await planMessages(tx, planning, kept.map(({ id }) => id), wait) }
  })
}
