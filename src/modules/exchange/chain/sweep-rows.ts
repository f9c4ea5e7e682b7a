/** Holds every row of the access log against its entry, sealed looks, courts' orders and notices to receivers too: one that was changed, taken out or put in shows, though its person never looks. */
import type { Tx } from '../../../kernel/db/database.ts'
import { firstIdOf } from '../../../kernel/ids/ids.ts'
import { accessEntry } from '../access-entry.ts'
import type { LogAccess } from '../log-access.ts'
import { noticeEntry } from '../protocol/notice.ts'
import { placeBefore } from '../retention/place-before.ts'
import { extendedBytes, isAsLogged, kinds, sealedEntry } from '../sealed/sealed-entry.ts'
import type { ExchangeTables } from '../tables.ts'

/** Entries read at a time: few enough that who asks in the meantime waits for some milliseconds at most. */
const step = 100

/** What was before these moments may be gone. */
export interface Over { looks: Date; consents: Date }

/** @returns what does not fit, the first entry first; undefined when everything does */
export async function sweepRows({ db, log }: LogAccess, over: Over): Promise<string | undefined> {
  const [looksEnd, noticesEnd] = [(await placeBefore({ db, log }, over.looks))?.place ?? 0, (await placeBefore({ db, log }, over.consents))?.place ?? 0]
  // Younger rows may still wait for their number.
  const cut = new Date(Date.now() - 60_000)
  let seen = 0
  for (let from = 0; ;) {
    const entries = await log.entries(from, step)
    const last = entries.at(-1)
    if (!last) break
    const rows = await db.transaction((tx) => rowsOf(tx, cut, entries))
    for (const { index, id, entry } of entries) {
      if (!isOfRow(entry)) continue
      const row = rows.get(id)
      if (!row && index < (entry[0] === kinds.notice ? noticesEnd : looksEnd)) continue
      if (!row) return `the row of entry ${index} is missing`
      if (row.entry?.equals(entry) !== true) return `the row of entry ${index} is not the one that was logged`
      if (row.isOld) seen += 1
    }
    from = last.index + 1
  }
  const count = await db.transaction((tx) => countRows(tx, cut))
  return count > seen ? `${count - seen} rows have no entry` : undefined
}

/** What the entries of these rows would be now; undefined where the row contradicts itself. */
async function rowsOf(tx: Tx<ExchangeTables>, cut: Date, entries: readonly { id: string; entry: Buffer }[]): Promise<Map<string, { entry: Buffer | undefined; isOld: boolean }>> {
  const idsOf = (...wanted: number[]) => entries.filter(({ entry }) => wanted.includes(entry[0]!)).map(({ id }) => id)
  const [looks, sealed, orders, notices] = [idsOf(kinds.look, kinds.opened), idsOf(kinds.sealed), idsOf(kinds.extended), idsOf(kinds.notice)]
  const found = new Map<string, { entry: Buffer | undefined; isOld: boolean }>()
  if (looks.length > 0) {
    const rows = await tx.selectFrom('access_log').selectAll().where('id', '=', (eb) => eb.fn.any(eb.val(looks))).execute()
    for (const row of rows) found.set(row.id, { entry: row.salt ? accessEntry(row).entry : undefined, isOld: row.at < cut })
  }
  if (sealed.length > 0) {
    const rows = await tx.selectFrom('sealed_look').leftJoin('access_log', 'access_log.id', 'opened_as').selectAll('sealed_look').select('access_log.sealed as stands_for')
      .where('sealed_look.id', '=', (eb) => eb.fn.any(eb.val(sealed))).execute()
    // One that is called open stands in the chain as what it was.
    for (const row of rows) found.set(row.id, { entry: isAsLogged(row) && (row.opened_as === null || row.stands_for?.equals(row.leaf) === true) ? sealedEntry(row).entry : undefined, isOld: row.id < oldest(cut) })
  }
  if (orders.length > 0) {
    const rows = await tx.selectFrom('court_order').select(['id', 'note']).where('id', '=', (eb) => eb.fn.any(eb.val(orders))).execute()
    for (const { id, note } of rows) found.set(id, { entry: extendedBytes(note), isOld: id < oldest(cut) })
  }
  if (notices.length > 0) {
    const rows = await tx.selectFrom('consent_notice').select(['id', 'notice', 'salt']).where('id', '=', (eb) => eb.fn.any(eb.val(notices))).execute()
    for (const { id, notice, salt } of rows) found.set(id, { entry: noticeEntry(salt, notice), isOld: id < oldest(cut) })
  }
  return found
}

const isOfRow = (entry: Buffer) => (Object.values(kinds) as number[]).includes(entry[0]!)
/** A sealed look has the house's time, and its id the machine's. */
const oldest = (cut: Date) => firstIdOf(cut.getTime())

async function countRows(tx: Tx<ExchangeTables>, cut: Date): Promise<number> {
  const counted = await Promise.all([
    tx.selectFrom('access_log').select((eb) => eb.fn.countAll<number>().as('count')).where('salt', 'is not', null).where('at', '<', cut).executeTakeFirstOrThrow(),
    tx.selectFrom('sealed_look').select((eb) => eb.fn.countAll<number>().as('count')).where('id', '<', oldest(cut)).executeTakeFirstOrThrow(),
    tx.selectFrom('court_order').select((eb) => eb.fn.countAll<number>().as('count')).where('id', '<', oldest(cut)).executeTakeFirstOrThrow(),
    tx.selectFrom('consent_notice').select((eb) => eb.fn.countAll<number>().as('count')).where('id', '<', oldest(cut)).executeTakeFirstOrThrow(),
  ])
  return counted.reduce((sum, { count }) => sum + count, 0)
}
