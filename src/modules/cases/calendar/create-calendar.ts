/** What is coming for a person, as pages and as the feed that their own calendar program reads. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CasesTables } from '../tables.ts'
import { entriesOf, type Entry } from './entries.ts'
import { closeFeed, feedSince, openFeed, ownerOfFeed } from './feed.ts'
import { readMatters } from './read-matters.ts'

export interface Calendar {
  /** What is coming for a person in the next two years. */
  entries(person: string): Promise<Entry[]>
  openFeed(person: string, language: string): Promise<string>
  closeFeed(person: string): Promise<void>
  feedSince(person: string): Promise<Date | undefined>
  ownerOfFeed(token: string): Promise<{ person: string; language: string } | undefined>
}

export const createCalendar = (db: RoomDatabase<CasesTables>, pack: Pack, clock: Clock): Calendar => ({
  entries: async (person) => entriesOf(pack, await readMatters(db, person), clock.today().toString()),
  openFeed: (person, language) => openFeed(db, person, language),
  closeFeed: (person) => closeFeed(db, person),
  feedSince: (person) => feedSince(db, person),
  ownerOfFeed: (token) => ownerOfFeed(db, token),
})
