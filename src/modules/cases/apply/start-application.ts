import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { Editions } from '../../catalogue/index.ts'
import { casesFaults } from '../contract.ts'
import { emptyDraft } from './draft.ts'
import type { CasesTables } from '../tables.ts'

/** Opens a draft, or finds the one that is open: pressing Start twice, or on two devices, is one application. */
export async function startApplication(db: RoomDatabase<CasesTables>, { pack, current }: Pick<Editions, 'pack' | 'current'>, person: string, event: string, language: string) {
  const lifeEvent = pack.lifeEvents.find(({ id }) => id === event)
  if (!lifeEvent) throw new Fault(casesFaults.noSuchEvent)
  if (!lifeEvent.open) throw new Fault(casesFaults.notOpenYet)
  return db.transaction(async (tx) => {
    await tx.insertInto('application')
      .values({ id: newId(), person, event, status: 'draft', draft: JSON.stringify(emptyDraft), language, subject: null, receipt: null, edition: null, pack_edition: current, record: null, submitted_at: null })
      .onConflict((conflict) => conflict.columns(['person', 'event']).where('status', '=', 'draft').doNothing())
      .execute()
    const { id } = await tx.selectFrom('application').select('id')
      .where('person', '=', person).where('event', '=', event).where('status', '=', 'draft').executeTakeFirstOrThrow()
    return { id }
  })
}
