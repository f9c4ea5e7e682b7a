import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { Editions } from '../../catalogue/index.ts'
import { casesFaults } from '../contract.ts'
import { askedAlready } from './collects.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { subjectStep } from './subject.ts'
import type { CasesTables } from '../tables.ts'

/** What was answered of somebody else is no answer of this one. */
const about = ({ known, silent, corrections, done }: Draft, subject: string): Draft => ({ ...emptyDraft, known, silent, corrections, subject, done: [...done.filter((step) => step === 'known'), subjectStep] })

/** Opens a draft, or finds the one that is open: pressing Start twice, or on two devices, is one application. @param subject whom it is about, where the reader came from what is due for them; whether the registers know them is seen with the registers @throws askedAlready with the receipt of what this person has been asked to pay */
export async function startApplication(db: RoomDatabase<CasesTables>, { pack, current }: Pick<Editions, 'pack' | 'current'>, at: Date, person: string, event: string, language: string, subject?: string) {
  const lifeEvent = pack.lifeEvents.find(({ id }) => id === event)
  if (!lifeEvent) throw new Fault(casesFaults.noSuchEvent)
  if (!lifeEvent.open) throw new Fault(casesFaults.notOpenYet)
  return db.transaction(async (tx) => {
    const receipt = await askedAlready(tx, pack, person, event, at)
    if (receipt !== undefined) throw new Fault(casesFaults.askedAlready, { values: { receipt } })
    const { id, draft } = await tx.insertInto('application')
      .values({ id: newId(), person, event, status: 'draft', draft: JSON.stringify(emptyDraft), language, subject: null, receipt: null, edition: null, pack_edition: current, record: null, submitted_at: null })
      // Changes nothing of the one that is there, and holds it: it may be deleted at this moment.
      .onConflict((conflict) => conflict.columns(['person', 'event']).where('status', '=', 'draft').doUpdateSet((eb) => ({ language: eb.ref('application.language') })))
      .returning(['id', 'draft']).executeTakeFirstOrThrow()
    if (subject !== undefined && lifeEvent.subject && draft.subject !== subject) await tx.updateTable('application').set({ draft: JSON.stringify(about(draft, subject)) }).where('id', '=', id).execute()
    return { id }
  })
}
