import type { Log } from '../../kernel/log/log.ts'
import type { Tx } from '../../kernel/db/database.ts'
import type { Delivery } from '../../kernel/events/events.ts'
import { newId } from '../../kernel/ids/ids.ts'
import type { Happening } from './contract.ts'
import type { NoticesTables } from './tables.ts'

export interface NewNotice {
  person: string
  receipt: string | null
  happening: Happening
}

/** One notice for each event, however often it is delivered. */
export async function keepNotice(tx: Tx<NoticesTables>, log: Log, { eventId, happenedAt }: Delivery, { person, receipt, happening }: NewNotice) {
  const kept = await tx.insertInto('notice').values({
    id: newId(happenedAt.getTime()), key: `event/${eventId}`, person, kind: happening.kind, data: JSON.stringify(happening), receipt, created_at: happenedAt, read_at: null,
  }).onConflict((conflict) => conflict.column('key').doNothing()).returning('id').executeTakeFirst()
  if (kept) log.debug({ person, kind: happening.kind }, 'notice')
}
