import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CasesTables } from '../tables.ts'
import type { Matters } from './entries.ts'

/** Nobody has more; the newest count. */
const most = 100

/** All that a person has sent, with its parts and lines. */
export function readMatters(db: RoomDatabase<CasesTables>, person: string): Promise<Matters> {
  return db.transaction(async (tx) => {
    const applications = await tx.selectFrom('application').select(['id', 'event', 'receipt', 'draft'])
      .where('person', '=', person).where('status', 'in', ['submitted', 'closed']).orderBy('created_at', 'desc').limit(most).execute()
    const ids = applications.map(({ id }) => id)
    if (ids.length === 0) return { applications, parts: [], lines: [], reclaims: [] }
    const parts = await tx.selectFrom('part').select(['id', 'application_id', 'agency', 'status', 'due_on', 'objection_to', 'reclaim']).where('application_id', 'in', ids).execute()
    const lines = await tx.selectFrom('line').select(['id', 'part_id', 'application_id', 'service', 'status', 'finding', 'decided_at']).where('application_id', 'in', ids).execute()
    const reclaims = await tx.selectFrom('happening').select(['id', 'application_id', 'agency', 'at', 'detail']).where('application_id', 'in', ids).where('kind', '=', 'payment-reclaimed').execute()
    return { applications, parts, lines, reclaims }
  })
}
