import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import type { Log } from '../../kernel/log/log.ts'
import { makeSnapshot, type ServiceRow, type Snapshot } from './make-snapshot.ts'
import type { Editions } from './studio/editions.ts'
import type { CatalogueTables } from './tables.ts'

/** Milliseconds in which an import elsewhere may go unseen. */
const believed = 5_000

const columns = [
  'id', 'source', 'name', 'summary', 'agency_code', 'agency_name', 'audience', 'criteria', 'amount', 'how_to_apply', 'deadline', 'deadline_on', 'contact', 'page_url',
  'apply_url', 'changed_on', 'conditions', 'imported_at',
] as const

/** Of one statement: what is read is held twice for a moment. */
const rowsAtOnce = 1_000

interface Held {
  snapshot: Snapshot
  /** Of the edition's number. */
  edition: number
  /** Of each imported row, by its id. */
  hashes: ReadonlyMap<string, string>
}

/** One snapshot for all requests; the database is asked for its version at most every five seconds, by one of them, and then for what changed. */
export function keepSnapshot(db: RoomDatabase<CatalogueTables>, pack: Pack, editions: Pick<Editions, 'current'>, log: Log): { current(): Promise<Snapshot>; forget(): void } {
  let held: Held | undefined
  let askedAt = -Infinity
  let asking: Promise<Snapshot> | undefined

  async function look(): Promise<Snapshot> {
    // The pack's own part is of the edition that this process runs on.
    const { current: edition } = editions
    try {
      held = await read(db, pack, edition, held?.edition === edition ? held : undefined)
    } catch (cause) {
      // The pack's services need no database: a catalogue that is a little old is better than none.
      log.error({ cause }, 'catalogue: imported services cannot be read')
      held ??= { snapshot: makeSnapshot(pack, -1, []), edition, hashes: new Map() }
    }
    askedAt = performance.now()
    return held.snapshot
  }

  return {
    async current() {
      if (held?.edition === editions.current && performance.now() - askedAt < believed) return held.snapshot
      asking ??= look().finally(() => { asking = undefined })
      return asking
    },
    forget() {
      askedAt = -Infinity
    },
  }
}

async function read(db: RoomDatabase<CatalogueTables>, pack: Pack, edition: number, held: Held | undefined): Promise<Held> {
  const found = await db.transaction(async (tx) => {
    // Before the rows: an import between the two is then seen at the next look, never missed.
    const { version } = await tx.selectFrom('state').select('version').executeTakeFirstOrThrow()
    if (held?.snapshot.version === version) return undefined
    const hashes = new Map((await tx.selectFrom('service').select(['id', 'hash']).orderBy('id').execute()).map(({ id, hash }) => [id, hash]))
    const wanted = [...hashes.keys()].filter((id) => held?.hashes.get(id) !== hashes.get(id))
    const rows = new Map<string, ServiceRow>()
    for (let at = 0; at < wanted.length; at += rowsAtOnce) {
      for (const row of await tx.selectFrom('service').select(columns).where('id', 'in', wanted.slice(at, at + rowsAtOnce)).execute()) rows.set(row.id, row)
    }
    return { version, hashes, rows }
  })
  if (found === undefined) return held!
  const imported = [...found.hashes.keys()].flatMap((id) => {
    const one = found.rows.get(id) ?? held?.snapshot.entries.get(id)
    return one === undefined || one.source === 'pack' ? [] : [one]
  })
  return { snapshot: makeSnapshot(pack, found.version, imported, held?.snapshot), edition, hashes: found.hashes }
}
