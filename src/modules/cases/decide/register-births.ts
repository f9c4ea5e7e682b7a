/** An approved birth report is written into the register that keeps births: once per child, however often it is tried. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { defineJob } from '../../../kernel/events/jobs.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import type { Exchange } from '../../exchange/index.ts'
import { tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'

export const RegisterBirths = defineJob('cases.register-births', strict({ line: Uuid }))

/** The service of a pack whose approval is a birth report. */
export const isBirthReport = (pack: Pack, service: string) => pack.services.find(({ id }) => id === service)?.effect === 'register-birth'

export const reportsBirth = (pack: Pack, event: string) => (pack.lifeEvents.find(({ id }) => id === event)?.services ?? []).some((service) => isBirthReport(pack, service))

export async function registerBirths(db: RoomDatabase<CasesTables>, exchange: Exchange, lineId: string) {
  const found = await db.transaction((tx) => tx.selectFrom('line').innerJoin('application', 'application.id', 'line.application_id')
    .innerJoin('part', 'part.id', 'line.part_id')
    .select(['line.id', 'line.application_id', 'application.person', 'application.draft', 'part.agency'])
    .where('line.id', '=', lineId).where('line.status', '=', 'approved').executeTakeFirst())
  if (!found) return
  for (const [index, child] of found.draft.newborns.entries()) {
    const answer = await exchange.reportBirth({
      idempotencyKey: `${lineId}/${index}`, parents: parentsOf(found.person, found.draft.known ?? []), child, reportedBy: found.person,
    })
    await pausePoint('cases.register-birth.after-register')
    const kind = answer.registered ? 'child-registered' : 'child-already-registered'
    await noteOnce(db, found.application_id, found.agency, kind, child.name)
  }
}

/** The applicant, and the spouse that family relations name. */
export function parentsOf(person: string, known: { field: string; value: unknown }[]): string[] {
  const spouse = known.find(({ field }) => field === 'spouse')?.value
  const id = typeof spouse === 'object' && spouse !== null ? (spouse as Record<string, unknown>)['personId'] : undefined
  return typeof id === 'string' ? [person, id] : [person]
}

async function noteOnce(db: RoomDatabase<CasesTables>, applicationId: string, agency: string, kind: string, name: string) {
  await db.transaction(async (tx) => {
    await tx.selectFrom('application').select('id').where('id', '=', applicationId).forUpdate().execute()
    const before = await tx.selectFrom('happening').select(['detail']).where('application_id', '=', applicationId).where('kind', '=', kind).execute()
    if (before.some(({ detail }) => detail['name'] === name)) return
    await tell(tx, applicationId, kind, agency, { name })
  })
}
