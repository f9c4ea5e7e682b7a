/**
 * One digest a person for a whole pass: what a later page of it finds for somebody, such as for a child who stands elsewhere in the
 * register, goes into the digest that they have not opened yet.
 */
import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Delivery } from '../../kernel/events/events.ts'
import type { DueTold, EntitlementChange, Happening } from './contract.ts'
import { isMuted, keepNotice } from './keep-notice.ts'
import type { Planning } from './messages/plan-messages.ts'
import type { NoticesTables } from './tables.ts'

export interface Digest { person: string; pass: string; changes: EntitlementChange[]; due: DueTold[] }

type Told = Happening & { kind: 'entitlements' | 'due' }

/** Whoever wants to hear of one of the two finds the other in the inbox by itself, read. */
export async function keepDigest(tx: Tx<NoticesTables>, planning: Planning, delivery: Delivery, { person, pass, changes, due }: Digest) {
  // Two pages of one pass come one after the other, or both would begin a digest.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notices/${person}`}, 0))`.execute(tx)
  const apart = await isMuted(tx, planning, person, 'entitlements') !== await isMuted(tx, planning, person, 'due')
  const told: Told[] = apart ? [...(changes.length > 0 ? [{ kind: 'entitlements' as const, changes }] : []), ...(due.length > 0 ? [{ kind: 'due' as const, due }] : [])]
    : [{ kind: 'entitlements', changes, ...(due.length > 0 ? { due } : {}) }]
  for (const happening of told) await addOrBegin(tx, planning, delivery, { person, pass, happening })
}

async function addOrBegin(tx: Tx<NoticesTables>, planning: Planning, delivery: Delivery, { person, pass, happening }: { person: string; pass: string; happening: Told }) {
  const key = `pass/${pass}/${person}/${happening.kind}`
  const open = await tx.selectFrom('notice').select(['id', 'data', 'read_at', 'created_at']).where('key', '=', key).executeTakeFirst()
  if (!open) return keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening }, key)
  // Whoever has opened it hears of the rest by itself; what calls nobody was never opened.
  if (open.read_at !== null && open.read_at.getTime() !== open.created_at.getTime()) return keepNotice(tx, planning, delivery, { person, receipt: null, matter: null, happening })
  await tx.updateTable('notice').set({ data: JSON.stringify(joined(open.data, happening)) }).where('id', '=', open.id).execute()
}

function joined(before: Happening, more: Told): Happening {
  if (before.kind === 'due' && more.kind === 'due') return { kind: 'due', due: [...before.due, ...more.due] }
  if (before.kind !== 'entitlements' || more.kind !== 'entitlements') return before
  const due = [...before.due ?? [], ...more.due ?? []]
  return { kind: 'entitlements', changes: [...before.changes, ...more.changes], ...(due.length > 0 ? { due } : {}) }
}
