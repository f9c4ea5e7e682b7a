/** The last decision of a kind on a service at an agency, to show a new letter with: looked for among what was decided lately. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { CasesTables } from '../tables.ts'
import type { LetterAbout } from './letter-of.ts'

/** Parts, the newest first: enough to meet most services, few enough to look through. */
const lately = 500

/**
 * What it says of nobody but the case: its number and its day. Why it was refused reads only who decides cases; an owner of services sees
 * that a reason stands there. The look is audited.
 * @param hidden stands for the reason
 */
export async function findDecided(db: RoomDatabase<CasesTables>, by: Official, service: string, outcome: LetterAbout['outcome'], hidden: string): Promise<LetterAbout | undefined> {
  return db.transaction(async (tx) => {
    const found = await tx.selectFrom((eb) => eb.selectFrom('part').select(['id', 'application_id']).where('agency', '=', by.agency).where('status', 'in', ['decided', 'withdrawn']).orderBy('id', 'desc').limit(lately).as('recent'))
      .innerJoin('line', 'line.part_id', 'recent.id').innerJoin('application', 'application.id', 'recent.application_id')
      .select(['recent.id', 'application.receipt', 'line.decided_at', 'line.reason']).where('line.service', '=', service).where('line.status', '=', outcome).orderBy('recent.id', 'desc').limit(1).executeTakeFirst()
    if (!found?.receipt || found.decided_at === null) return undefined
    await noteAct(tx, `official:${by.official}`, 'show letter with case', `part:${found.id}`, { service, outcome })
    return { service, outcome, receipt: found.receipt, decidedAt: found.decided_at, reason: by.roles.includes('caseworker') ? found.reason : hidden }
  })
}
