/** Holds every row of the access log against its entry: a row that was changed, taken out or put in shows, though its person never looks. */
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import { accessEntry } from '../access-entry.ts'
import type { LogAccess } from '../log-access.ts'

/** Entries read at a time: few enough that who asks in the meantime waits for some milliseconds at most. */
const step = 100

/** @returns what does not fit, the first entry first; undefined when everything does */
export async function sweepRows({ db, log }: LogAccess): Promise<string | undefined> {
  // Younger rows may still wait for their number.
  const cut = new Date(Date.now() - 60_000)
  let seen = 0
  for (let from = 0; ;) {
    const entries = await log.entries(from, step)
    const last = entries.at(-1)
    if (!last) break
    const looks = entries.filter(({ entry }) => entry[0] === 1)
    const rows = looks.length === 0 ? [] : await db.transaction((tx) => tx.selectFrom('access_log').selectAll().where('id', '=', (eb) => eb.fn.any(eb.val(looks.map(({ id }) => id)))).execute())
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const { index, id, entry } of looks) {
      const row = byId.get(id)
      if (!row) return `the row of entry ${index} is missing`
      if (!row.salt || !leafHash(accessEntry(row).entry).equals(leafHash(entry))) return `the row of entry ${index} is not the one that was logged`
      if (row.at < cut) seen += 1
    }
    from = last.index + 1
  }
  const { count } = await db.transaction((tx) => tx.selectFrom('access_log').select((eb) => eb.fn.countAll<number>().as('count')).where('salt', 'is not', null).where('at', '<', cut).executeTakeFirstOrThrow())
  return count > seen ? `${count - seen} rows have no entry` : undefined
}
