/** An official asks the person something; the legal clock stands still until the answer. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { emit } from '../../kernel/events/events.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { casesFaults, MoreAnswered, MoreAsked } from './contract.ts'
import { loadOwn } from './load-application.ts'
import { goOn, stopClock } from './legal-clock.ts'
import { lockPart } from './lock-part.ts'
import { movePart, tell } from './move-part.ts'
import type { CasesTables } from './tables.ts'
import { inOffice } from './transitions.ts'

export interface ClockDeps { db: RoomDatabase<CasesTables>; pack: Pack; clock: Clock }

export async function askMore({ db, pack, clock }: ClockDeps, official: Official, partId: string, text: string) {
  if (text.trim() === '') throw new Fault(casesFaults.questionMissing, { pointer: '/question' })
  await db.transaction(async (tx) => {
    const { part, application, about } = await lockPart(tx, official.agency, partId)
    if (!inOffice.includes(part.status)) throw new Fault(casesFaults.alreadyDecided)
    const question = newId()
    await movePart(tx, part, 'ask', stopClock(pack, clock.today(), part))
    await tx.insertInto('question').values({ id: question, part_id: partId, application_id: application.id, asked_by: official.official, text, answer: null, answered_at: null }).execute()
    await emit(tx, MoreAsked, { ...about, part: partId, agency: part.agency, question, text })
  })
}

/** The person answers; the days that the agency waited do not count. */
export async function answerMore({ db, pack, clock }: ClockDeps, person: string, applicationId: string, questionId: string, answer: string) {
  if (answer.trim() === '') throw new Fault(casesFaults.answerMissing, { pointer: '/answer' })
  await db.transaction(async (tx) => {
    const application = await loadOwn(tx, person, applicationId)
    const question = await tx.selectFrom('question').selectAll()
      .where('id', '=', questionId).where('application_id', '=', applicationId).where('answer', 'is', null).forUpdate().executeTakeFirst()
    if (!question) throw new Fault(casesFaults.noOpenQuestion)
    const part = await tx.selectFrom('part').selectAll().where('id', '=', question.part_id).forUpdate().executeTakeFirstOrThrow()
    await tx.updateTable('question').set({ answer, answered_at: new Date() }).where('id', '=', questionId).execute()
    // An agency that has decided meanwhile still gets the answer; its clock has ended.
    if (part.status === 'waiting') await movePart(tx, part, 'answer', goOn(pack, clock.today(), part))
    else await tell(tx, applicationId, 'more-answered', part.agency)
    await emit(tx, MoreAnswered, { caseId: applicationId, receipt: application.receipt ?? '', person, part: part.id, agency: part.agency, question: questionId })
  })
}
