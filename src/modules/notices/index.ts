/** The portal's inbox: what happened to a person's matters, told once, in the reader's language. */
import type { Selectable } from 'kysely'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Events } from '../../kernel/events/events.ts'
import type { Log } from '../../kernel/log/log.ts'
import { openNotice } from './open-notice.ts'
import { countUnread, listNotices } from './queries.ts'
import { reactToHappenings } from './reactions.ts'
import type { NoticesTables } from './tables.ts'

export type { Happening } from './contract.ts'
export type NoticeRow = Selectable<NoticesTables['notice']>

export interface NoticesDeps {
  database: Database
  pack: Pack
  clock: Clock
  events: Events
  log: Log
}

export interface Notices {
  /** Cheap enough for every page: an index holds nothing but the unread. */
  unread(person: string): Promise<number>
  /** Newest first, a page at a time. @param before id of the last one seen */
  list(person: string, before?: string): Promise<{ rows: NoticeRow[]; older: string | null }>
  /** Marks it as read. @throws noSuchNotice, also for another person's */
  open(person: string, id: string): Promise<NoticeRow>
}

const page = 30

/** Registers its reactions to the events of cases and exchange. */
export function createNotices({ database, pack, clock, events, log }: NoticesDeps): Notices {
  const db = database.room<NoticesTables>('notices')
  reactToHappenings({ db, pack, events, log })
  return {
    unread: (person) => db.transaction((tx) => countUnread(tx, person)),
    async list(person, before) {
      const rows = await db.transaction((tx) => listNotices(tx, person, before, page + 1))
      const shown = rows.slice(0, page)
      return { rows: shown, older: rows.length > page ? shown.at(-1)?.id ?? null : null }
    },
    open: (person, id) => openNotice(db, new Date(clock.now().epochMilliseconds), person, id),
  }
}
