/** An official asks the person something; the legal clock stands still until the answer. */
import type { Clock } from '../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { emit } from '../../kernel/events/events.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { casesFaults, MoreAnswered, MoreAsked } from './contract.ts'
import { loadOwn } from './load-application.ts'
import { lockPart } from './lock-part.ts'
import type { CasesTables } from './tables.ts'

export async function askMore(db: RoomDatabase<CasesTables>, official: Official, partId: string, text: string) {
  if (text.trim() === '') throw new Fault(casesFaults.questionMissing, { pointer: '/question' })
  await db.transaction(async (tx) => {
    const { part, application, about } = await lockPart(tx, official.agency, partId)
    if (part.status === 'waiting') throw new Fault(casesFaults.questionOpen)
    if (part.status !== 'open') throw new Fault(casesFaults.alreadyDecided)
    const question = newId()
    await tx.insertInto('question').values({ id: question, part_id: partId, application_id: application.id, asked_by: official.official, text, answer: null, answered_at: null }).execute()
    await tx.updateTable('part').set({ status: 'waiting' }).where('id', '=', partId).execute()
    await tx.insertInto('happening').values({ id: newId(), application_id: application.id, kind: 'more-asked', agency: part.agency, detail: '{}' }).execute()
    await emit(tx, MoreAsked, { ...about, part: partId, agency: part.agency, question, text })
  })
}

/** The person answers; the days that the agency waited are added to its time. */
export async function answerMore(db: RoomDatabase<CasesTables>, clock: Clock, person: string, applicationId: string, questionId: string, answer: string) {
  if (answer.trim() === '') throw new Fault(casesFaults.answerMissing, { pointer: '/answer' })
  await db.transaction(async (tx) => {
    const application = await loadOwn(tx, person, applicationId)
    const question = await tx.selectFrom('question').selectAll()
      .where('id', '=', questionId).where('application_id', '=', applicationId).where('answer', 'is', null).forUpdate().executeTakeFirst()
    if (!question) throw new Fault(casesFaults.noOpenQuestion)
    const part = await tx.selectFrom('part').selectAll().where('id', '=', question.part_id).forUpdate().executeTakeFirstOrThrow()
    await tx.updateTable('question').set({ answer, answered_at: new Date() }).where('id', '=', questionId).execute()
    if (part.status === 'waiting') {
      await tx.updateTable('part').set({ status: 'open', due_on: laterBy(part.due_on, question.asked_at, clock) }).where('id', '=', part.id).execute()
    }
    await tx.insertInto('happening').values({ id: newId(), application_id: applicationId, kind: 'more-answered', agency: part.agency, detail: '{}' }).execute()
    await emit(tx, MoreAnswered, { caseId: applicationId, receipt: application.receipt ?? '', person, part: part.id, agency: part.agency, question: questionId })
  })
}

function laterBy(dueOn: string | null, askedAt: Date, clock: Clock): string | null {
  if (dueOn === null) return null
  const waited = Math.floor((clock.now().epochMilliseconds - askedAt.getTime()) / 86_400_000)
  return Temporal.PlainDate.from(dueOn).add({ days: Math.max(0, waited) }).toString()
}
