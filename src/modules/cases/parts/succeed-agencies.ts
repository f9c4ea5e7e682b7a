/** An agency is no more: everything of its, decided or not, is its successor's from the day that the pack names. No clock changes, and what it knew the successor knows. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { PartArrived, PartReferred } from '../contract.ts'
import type { CasesTables } from '../tables.ts'
import { tell } from './move-part.ts'
import { inOffice, undecided } from './transitions.ts'

/** Parts a transaction: few enough that nobody waits for them. */
const some = 100

/** Whoever dies in between goes on with what is left. @returns parts that changed hands */
export async function succeedAgencies({ db, pack, clock }: { db: RoomDatabase<CasesTables>; pack: Pack; clock: Clock }): Promise<number> {
  const today = clock.today().toString()
  let moved = 0
  for (const { id, abolished } of pack.agencies) {
    if (abolished === undefined || abolished.on > today) continue
    for (let taken = some; taken === some; moved += taken) taken = await takeOver(db, clock, id, abolished.successor)
  }
  return moved
}

async function takeOver(db: RoomDatabase<CasesTables>, clock: Clock, from: string, to: string): Promise<number> {
  return db.transaction(async (tx) => {
    // The application first, as everywhere.
    const found = await tx.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
      .select(['part.id', 'part.application_id as application', 'application.person', 'application.receipt']).where('part.agency', '=', from).orderBy('part.application_id').limit(some).execute()
    for (const { id, application, person, receipt } of found) {
      await tx.selectFrom('application').select('id').where('id', '=', application).forUpdate().execute()
      const taken = await tx.updateTable('part').set({ agency: to, holder: null, arrival: newId() }).where('id', '=', id).where('agency', '=', from).returning('status').executeTakeFirst()
      if (!taken) continue
      const referral = newId()
      await tx.insertInto('referral').values({ id: referral, part_id: id, from_agency: from, to_agency: to, reason: null, referred_by: null, referred_at: new Date(clock.now().epochMilliseconds) }).execute()
      if (!undecided.includes(taken.status)) continue
      await tell(tx, application, 'succeeded', to, { from })
      await emit(tx, PartReferred, { caseId: application, person, receipt: receipt ?? '', part: id, agency: from, to, succeeds: true, referral })
      if (inOffice.includes(taken.status)) await emit(tx, PartArrived, { part: id, agency: to, receipt: receipt ?? '' })
    }
    return found.length
  })
}
