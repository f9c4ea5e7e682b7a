/** How an objection to what a clerk asks back stands, by days and law alone: whoever books the money learns neither who decides nor what was pleaded. */
import { sql } from 'kysely'
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Editions } from '../../catalogue/index.ts'
import { legalDay } from '../clocks/legal-day.ts'
import { timeOf } from '../clocks/legal-clock.ts'
import type { CasesTables } from '../tables.ts'

export interface ReclaimObjection {
  /** Legal day, `YYYY-MM-DD`. */
  since: string
  standing: 'open' | 'lifted' | 'upheld' | 'withdrawn'
  /** By when it must be decided, `YYYY-MM-DD`; null: it is decided, or its clock stands still. */
  due: string | null
  /** By whose law it is decided by then. */
  law: Source | undefined
  /** Whether the claim is owed while it runs; undefined where the pack does not say. */
  meanwhile: { claim: 'stands' | 'rests'; source: Source } | undefined
}

/** @param payment what was asked back, the last time if it was more than once @returns undefined: nobody objected to that */
export async function readReclaimObjection(db: RoomDatabase<CasesTables>, editions: Pick<Editions, 'packAt' | 'know'>, caseId: string, payment: string): Promise<ReclaimObjection | undefined> {
  const part = await db.transaction(async (tx) => {
    const asked = await tx.selectFrom('happening').select('id').where('application_id', '=', caseId).where('kind', '=', 'payment-reclaimed').where(sql<boolean>`detail ->> 'reference' = ${payment}`).orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
    return asked && tx.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id').innerJoin('line', 'line.part_id', 'part.id')
      .select(['part.opened_at', 'part.status', 'part.due_on', 'part.clock_service', 'line.status as line', 'application.pack_edition'])
      .where('part.reclaim', '=', asked.id).executeTakeFirst()
  })
  if (!part?.opened_at) return undefined
  await editions.know(part.pack_edition)
  const pack = editions.packAt(part.pack_edition)
  const standing = part.line === 'approved' ? 'lifted' : part.line === 'refused' ? 'upheld' : part.line === 'withdrawn' ? 'withdrawn' : 'open'
  return {
    since: legalDay(pack, part.opened_at), standing, due: standing === 'open' && part.status === 'open' ? part.due_on : null,
    law: part.clock_service === null ? undefined : timeOf(pack, part.clock_service).source, meanwhile: pack.reclaim?.whileObjected,
  }
}
