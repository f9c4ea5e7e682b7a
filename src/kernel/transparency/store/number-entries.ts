/**
 * Gives waiting entries their numbers, in batches: whoever asks while a batch is under way waits for the next.
 * Several processes take turns by the lock on the log's row, and number each other's entries too.
 */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../db/database.ts'
import type { SignerKey } from '../note/key.ts'
import { giveReceipt, type NumberedEntry, type Receipt } from './receipt.ts'
import type { LogIdentity, LogTables } from './tables.ts'

export interface Numbering {
  /** Receipts of entries whose transaction has committed, in the given order. @throws Error when one was never added */
  receipts(ids: readonly string[]): Promise<Receipt[]>
}

interface Waiting { ids: readonly string[]; resolve(receipts: Receipt[]): void; reject(cause: unknown): void }

/** Entries in one transaction. */
const most = 5_000

/** @param onNumbered hears of new numbers, to have them in a checkpoint soon */
export function createNumbering(db: RoomDatabase<LogTables>, log: LogIdentity, key: SignerKey, onNumbered: () => void): Numbering {
  const number = numberingWaiting(db, log)
  let waiting: Waiting[] = []
  let running = false

  async function run() {
    running = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const found = await numberFor(db, log, number, batch.flatMap(({ ids }) => ids))
        onNumbered()
        for (const { ids, resolve, reject } of batch) settle(ids, found, resolve, reject)
      } catch (cause) {
        for (const { reject } of batch) reject(cause)
      }
    }
    running = false
  }

  function settle(ids: readonly string[], found: ReadonlyMap<string, NumberedEntry>, resolve: Waiting['resolve'], reject: Waiting['reject']) {
    const rows = ids.map((id) => found.get(id))
    const lost = rows.findIndex((row) => row === undefined)
    if (lost >= 0) reject(new Error(`entry ${ids[lost]} was never added to ${log.origin}`))
    else resolve(rows.map((row) => giveReceipt(log.origin, row!, key)))
  }

  return {
    receipts: (ids) => ids.length === 0 ? Promise.resolve([]) : new Promise((resolve, reject) => {
      waiting.push({ ids, resolve, reject })
      if (!running) void run()
    }),
  }
}

/**
 * Numbers whatever waits, in one packet: the log's row is locked while the server is at work, and never until this process comes round
 * to the commit. Whoever enters entries with their own change waits for that lock.
 */
export function numberingWaiting(db: RoomDatabase<LogTables>, log: LogIdentity): () => Promise<NumberedEntry[]> {
  const number = db.statement<object, NumberedEntry>(() => sql`select id, index, numbered_at, entry from kernel.log_number(${log.id}, ${most})`)
  return () => db.change(async ({ commit }) => (await commit(number({})))[0])
}

async function numberFor(db: RoomDatabase<LogTables>, log: LogIdentity, number: () => Promise<NumberedEntry[]>, ids: readonly string[]): Promise<Map<string, NumberedEntry>> {
  const found = new Map<string, NumberedEntry>()
  const missing = () => ids.filter((id) => !found.has(id))
  for (let given = most; given === most && missing().length > 0;) {
    const rows = await number()
    for (const row of rows) found.set(row.id, row)
    given = rows.length
  }
  // Numbered by another process, or long ago.
  const elsewhere = missing()
  if (elsewhere.length > 0) {
    const rows = await db.transaction((tx) => tx.selectFrom('log_entry').select(['id', 'index', 'numbered_at', 'entry']).where('log', '=', log.id).where('id', 'in', elsewhere).execute())
    for (const row of rows) found.set(row.id, row)
  }
  return found
}
