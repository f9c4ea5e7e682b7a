/**
 * How far the log was at a moment. Rows of entries before that place may be gone, once the law's time for them is over; any other that is
 * missing was taken out. The log itself says it: the time stands in the entries of the heads, which nobody can add to its past.
 */
import { headsTime } from '../chain/heads.ts'
import type { LogAccess } from '../log-access.ts'

export interface OldPlace { epoch: number; place: number }

/** @returns undefined where the log said nothing so early */
export async function placeBefore({ db, log }: LogAccess, moment: Date): Promise<OldPlace | undefined> {
  const epoch = await db.transaction((tx) => tx.selectFrom('heads_epoch').select(['id', 'entry_id']).where('at', '<=', moment).orderBy('id', 'desc').limit(1).executeTakeFirst())
  const place = epoch && (await log.places([epoch.entry_id])).get(epoch.entry_id)
  if (epoch === undefined || place === undefined) return undefined
  const [entry] = await log.entries(place, 1)
  const said = entry && headsTime(entry.entry)
  return said !== undefined && said <= moment ? { epoch: epoch.id, place } : undefined
}
