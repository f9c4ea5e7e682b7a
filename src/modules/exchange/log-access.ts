/**
 * No log, no data: rows of the access log are written here, each with its entry in the transparency log, and what
 * they tell of is released by their receipts.
 */
import { randomBytes } from 'node:crypto'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { demandReceipts, type NewEntry, type TransparencyLog } from '../../kernel/transparency/transparency.ts'
import { accessEntry } from './access-entry.ts'
import { linkLooks, type NewLook } from './chain/link-looks.ts'
import type { KnownValue } from './contract.ts'
import type { ExchangeTables } from './tables.ts'

export interface Look {
  /** The same key again is the same look, logged once; each look has its own when left out. */
  key?: string
  person: string
  recipient: string
  role: string
  purpose: string
  caseId: string | null
  consent: string | null
  values: readonly KnownValue[]
}

export interface LogAccess {
  db: RoomDatabase<ExchangeTables>
  log: TransparencyLog
}

export interface Written {
  isNew: boolean
  /** Register → id of its look. */
  looks: ReadonlyMap<string, string>
}

/** Writes a look: one row for each register. */
export type WriteLook = (look: Look) => Promise<Written>

/**
 * Runs `work` in one transaction. When this resolves, every look that it wrote is durable and has its number in the transparency log.
 * @throws Fault kernel.unavailable while the log can keep no promise: then nothing may be shown, though the rows may stand
 */
export async function loggedTransaction<Result>({ db, log }: LogAccess, work: (tx: Tx<ExchangeTables>, write: WriteLook) => Promise<Result>): Promise<Result> {
  await log.open()
  const entries: NewEntry[] = []
  const result = await db.transaction((tx) => work(tx, async (look) => {
    const { entries: own, ...written } = await writeLook(tx, log, look)
    entries.push(...own)
    return written
  }))
  demandReceipts(await log.receipts(entries.map(({ id }) => id)), entries)
  return result
}

async function writeLook(tx: Tx<ExchangeTables>, log: TransparencyLog, look: Look): Promise<Written & { entries: NewEntry[] }> {
  const rows = [...Map.groupBy(look.values, ({ register }) => register)].map(([register, values]): NewLook => {
    const id = newId()
    return {
      // Set here, in whole milliseconds: the entry commits to it.
      id, at: new Date(), key: look.key === undefined ? id : `${look.key}/${register}`, person: look.person, recipient: look.recipient, recipient_role: look.role,
      purpose: look.purpose, register, fields: values.map(({ field }) => field), case_id: look.caseId, consent_id: look.consent, salt: randomBytes(32),
    }
  })
  if (rows.length === 0) return { entries: [], isNew: false, looks: new Map() }
  const written = await linkLooks(tx, rows)
  await log.add(tx, written.map(accessEntry))
  // A look that another attempt has written is released by the entry of that attempt.
  const standing = await tx.selectFrom('access_log').selectAll().where('key', 'in', rows.map(({ key }) => key)).where('salt', 'is not', null).execute()
  return { entries: standing.map(accessEntry), isNew: written.length > 0, looks: new Map(standing.map(({ register, id }) => [register, id])) }
}
