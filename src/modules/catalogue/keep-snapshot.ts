import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import type { Log } from '../../kernel/log/log.ts'
import { makeSnapshot, type Snapshot } from './make-snapshot.ts'
import type { Editions } from './studio/editions.ts'
import type { CatalogueTables } from './tables.ts'

/** Milliseconds in which an import elsewhere may go unseen. */
const believed = 5_000

const columns = [
  'id', 'source', 'name', 'summary', 'agency_code', 'agency_name', 'audience', 'criteria', 'amount', 'how_to_apply', 'deadline', 'deadline_on', 'contact', 'page_url',
  'apply_url', 'changed_on', 'conditions', 'imported_at',
] as const

/** One snapshot for all requests; the database is asked for its version at most every five seconds, by one of them. */
export function keepSnapshot(db: RoomDatabase<CatalogueTables>, pack: Pack, editions: Pick<Editions, 'current'>, log: Log): { current(): Promise<Snapshot>; forget(): void } {
  let held: Snapshot | undefined
  let madeOf = -1
  let askedAt = -Infinity
  let asking: Promise<Snapshot> | undefined

  async function look(): Promise<Snapshot> {
    try {
      // The pack's own part is of the edition that this process runs on.
      const { current } = editions
      held = await read(db, pack, madeOf === current ? held : undefined)
      madeOf = current
    } catch (cause) {
      // The pack's services need no database: a catalogue that is a little old is better than none.
      log.error({ cause }, 'catalogue: imported services cannot be read')
      held ??= makeSnapshot(pack, -1, [])
    }
    askedAt = performance.now()
    return held
  }

  return {
    async current() {
      if (held !== undefined && madeOf === editions.current && performance.now() - askedAt < believed) return held
      asking ??= look().finally(() => { asking = undefined })
      return asking
    },
    forget() {
      askedAt = -Infinity
    },
  }
}

async function read(db: RoomDatabase<CatalogueTables>, pack: Pack, held: Snapshot | undefined): Promise<Snapshot> {
  const found = await db.transaction(async (tx) => {
    // Before the rows: an import between the two is then seen at the next look, never missed.
    const { version } = await tx.selectFrom('state').select('version').executeTakeFirstOrThrow()
    return held?.version === version ? undefined : { version, rows: await tx.selectFrom('service').select(columns).orderBy('id').execute() }
  })
  return found === undefined ? held! : makeSnapshot(pack, found.version, found.rows)
}
