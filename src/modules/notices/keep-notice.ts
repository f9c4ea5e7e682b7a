import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Delivery } from '../../kernel/events/events.ts'
import { newId } from '../../kernel/ids/ids.ts'
import type { Happening } from './contract.ts'
import { planMessages, type Planning } from './messages/plan-messages.ts'
import type { NoticesTables } from './tables.ts'

export interface NewNotice {
  person: string
  receipt: string | null
  /** The application it belongs to. */
  matter: string | null
  happening: Happening
}

/** One notice for each event, however often it is delivered; and what goes out beside the portal, in the same transaction. */
export async function keepNotice(tx: Tx<NoticesTables>, planning: Planning, { eventId, happenedAt }: Delivery, { person, receipt, matter, happening }: NewNotice, key = `event/${eventId}`) {
  const muted = await isMuted(tx, planning, person, happening.kind)
  const kept = await tx.insertInto('notice').values({
    id: newId(happenedAt.getTime()), key, person, kind: happening.kind, data: JSON.stringify(happening), receipt, matter, created_at: happenedAt,
    // What a person does not want to hear of stands in the inbox, and calls nobody.
    read_at: muted ? happenedAt : null,
  }).onConflict((conflict) => conflict.column('key').doNothing()).returning('id').executeTakeFirst()
  if (kept) await planMessages(tx, planning, [kept.id])
}

/** Adds to the unread notice of the same matter, or begins one: data that goes to eight agencies at once is one happening. */
export async function gatherDisclosure(tx: Tx<NoticesTables>, planning: Planning, delivery: Delivery, person: string, matter: string, to: (Happening & { kind: 'disclosed' })['to'][number]) {
  // Two disclosures of one person come one after the other, or both would begin a notice.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notices/${person}`}, 0))`.execute(tx)
  const open = await tx.selectFrom('notice').select(['id', 'data']).where('person', '=', person).where('matter', '=', matter)
    .where('kind', '=', 'disclosed').where('read_at', 'is', null).executeTakeFirst()
  if (open?.data.kind !== 'disclosed') return keepNotice(tx, planning, delivery, { person, receipt: null, matter, happening: { kind: 'disclosed', to: [to] } })
  await tx.updateTable('notice').set({ data: JSON.stringify({ kind: 'disclosed', to: [...open.data.to, to] } satisfies Happening) }).where('id', '=', open.id).execute()
}

export async function isMuted(tx: Tx<NoticesTables>, { mandatory }: Planning, person: string, kind: Happening['kind']): Promise<boolean> {
  if (mandatory.includes(kind)) return false
  const preference = await tx.selectFrom('preference').select('muted').where('person', '=', person).executeTakeFirst()
  return preference?.muted.includes(kind) ?? false
}
