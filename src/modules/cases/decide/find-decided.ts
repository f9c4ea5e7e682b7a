/** The last decision of a kind on a service at an agency, to show a new letter with: looked for among what was decided lately. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { CasesTables } from '../tables.ts'

/** Parts, the newest first: enough to meet most services, few enough to look through. */
const lately = 500

/** The look is audited. */
export async function findDecided(db: RoomDatabase<CasesTables>, by: Official, service: string, outcome: 'approved' | 'refused'): Promise<{ part: string; line: string } | undefined> {
  return db.transaction(async (tx) => {
    const found = await tx.selectFrom((eb) => eb.selectFrom('part').select('id').where('agency', '=', by.agency).where('status', 'in', ['decided', 'withdrawn']).orderBy('id', 'desc').limit(lately).as('recent'))
      .innerJoin('line', 'line.part_id', 'recent.id').select(['recent.id as part', 'line.id as line'])
      .where('line.service', '=', service).where('line.status', '=', outcome).orderBy('recent.id', 'desc').limit(1).executeTakeFirst()
    if (found) await noteAct(tx, `official:${by.official}`, 'show letter with case', `part:${found.part}`, { service, outcome })
    return found
  })
}
