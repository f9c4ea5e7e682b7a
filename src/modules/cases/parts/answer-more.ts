/** The person answers; the days that the agency waited do not count. */
import { sql } from 'kysely'
import { type Clock, momentOf } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit, emitting } from '../../../kernel/events/events.ts'
import { byWhom } from '../../../kernel/http/acting-for.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { ClockDeps } from './ask-more.ts'
import { casesFaults, MoreAnswered } from '../contract.ts'
import { tryAgain } from './find-moving.ts'
import { goOn } from '../clocks/legal-clock.ts'
import { lockApplication, type Moving, movingPart, tell, type Telling, tellingMove } from './move-part.ts'
import type { CasesTables } from '../tables.ts'

interface Answering extends Moving, Telling { question: string; answer: string; event: string; announced: string }

/** @returns answers. @throws answerMissing, noOpenQuestion, changedElsewhere */
export function answerMore({ db, editions, clock }: ClockDeps) {
  const find = db.question((read, { person, application, question }: { person: string; application: string; question: string }) => read.selectFrom('question')
    .innerJoin('part', 'part.id', 'question.part_id').innerJoin('application', 'application.id', 'question.application_id')
    .select(['part.id', 'part.agency', 'part.status', 'part.due_on', 'part.clock_service', 'part.stopped_on', 'part.days_left', 'application.receipt', 'application.pack_edition'])
    .where('question.id', '=', question).where('question.answer', 'is', null).where('application.id', '=', application).where('application.person', '=', person))
  const send = db.command<Answering, { emitted: unknown }>(lockApplication, (_, answering) => sql`
    with moved as (${movingPart('answer', answering)}), told as (${tellingMove('answer', answering)}), answered as (
      update cases.question set answer = ${answering.answer}, answered_at = ${momentOf(clock)}::timestamptz from moved where question.id = ${answering.question}::uuid and question.part_id = moved.id
    ) select ${emitting(MoreAnswered, answering.event, answering.announced)} as emitted from moved`)
  return async (person: string, application: string, question: string, answer: string): Promise<void> => {
    if (answer.trim() === '') throw new Fault(casesFaults.answerMissing, { pointer: '/answer' })
    await tryAgain(async () => {
      const [part] = await find({ person, application, question })
      if (!part) throw new Fault(casesFaults.noOpenQuestion)
      const announced = { caseId: application, receipt: part.receipt ?? '', person, part: part.id, agency: part.agency, question }
      if (part.status !== 'waiting') return answerLate(db, clock, announced, answer)
      const answered = await send({
        part: part.id, application, due_before: part.due_on, happening: newId(), detail: JSON.stringify(byWhom()), ...goOn(editions.packAt(part.pack_edition), clock.today(), part), question, answer, event: newId(), announced: JSON.stringify(announced),
      })
      return answered.length > 0
    })
  }
}

/** An agency that has decided meanwhile still gets the answer; its clock has ended. */
function answerLate(db: RoomDatabase<CasesTables>, clock: Clock, announced: { caseId: string; receipt: string; person: string; part: string; agency: string; question: string }, answer: string) {
  return db.transaction(async (tx) => {
    const answered = await tx.updateTable('question').set({ answer, answered_at: momentOf(clock) }).where('id', '=', announced.question).where('answer', 'is', null).executeTakeFirst()
    if (answered.numUpdatedRows === 0n) return false
    await tell(tx, announced.caseId, 'more-answered', announced.agency)
    await emit(tx, MoreAnswered, announced)
    return true
  })
}
