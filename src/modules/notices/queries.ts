/** A person's notices; every question carries the person. */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import type { NoticesTables } from './tables.ts'

/** @param before id of the last one seen; one of nobody's gives an empty page */
export function listNotices(tx: Tx<NoticesTables>, person: string, before: string | undefined, limit: number) {
  const newest = tx.selectFrom('notice').selectAll().where('person', '=', person).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (before === undefined) return newest.execute()
  return newest.where(({ refTuple, selectFrom }) =>
    sql<boolean>`${refTuple('created_at', 'id')} < ${selectFrom('notice as seen').select(['seen.created_at', 'seen.id']).where('seen.id', '=', before).where('seen.person', '=', person)}`).execute()
}

export const unreadCount = (db: RoomDatabase<NoticesTables>) => db.question((read, { person }: { person: string }) =>
  read.selectFrom('notice').select(({ fn }) => fn.countAll<number>().as('count')).where('person', '=', person).where('read_at', 'is', null))

/** What went out of each notice, oldest first. */
export function messagesOf(tx: Tx<NoticesTables>, notices: readonly string[]) {
  if (notices.length === 0) return Promise.resolve([])
  return tx.selectFrom('message_notice').innerJoin('message', 'message.id', 'message_notice.message')
    .select(['message_notice.notice', 'message.channel', 'message.state', 'message.due_at', 'message.settled_at'])
    .where('message_notice.notice', 'in', notices).orderBy('message.due_at').execute()
}

export function listContacts(tx: Tx<NoticesTables>, person: string) {
  return tx.selectFrom('contact').select(['id', 'channel', 'address', 'state', 'code_until']).where('person', '=', person).orderBy('rank').execute()
}
