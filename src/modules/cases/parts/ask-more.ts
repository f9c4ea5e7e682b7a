/** A question to the person stops the part's clock, and the answer starts it again. */
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emitting } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { Editions } from '../../catalogue/index.ts'
import { casesFaults, MoreAsked } from '../contract.ts'
import { actingOn } from '../deputies/in-place-of.ts'
import { findMoving, tryAgain } from './find-moving.ts'
import { stopClock } from '../clocks/legal-clock.ts'
import { lockApplication, type Moving, movingPart, type Telling, tellingMove } from './move-part.ts'
import type { CasesTables } from '../tables.ts'
import { transitions } from './transitions.ts'

/** `editions`: a part runs by the pack that its application began with. */
export interface ClockDeps { db: RoomDatabase<CasesTables>; pack: Pack; editions: Pick<Editions, 'packAt'>; clock: Clock }

interface Asking extends Moving, Telling { question: string; asked_by: string; asked_for: string | null; text: string; event: string; announced: string }

/** @returns asks. @throws questionMissing, noSuchPart, alreadyDecided, questionOpen, changedElsewhere */
export function askMore({ db, editions, clock }: ClockDeps) {
  const find = findMoving(db)
  const send = db.command<Asking, { emitted: unknown }>(lockApplication, (_, asking) => sql`
    with moved as (${movingPart('ask', asking)}), told as (${tellingMove('ask', asking)}), asked as (
      insert into cases.question (id, part_id, application_id, asked_by, asked_for, text)
      select ${asking.question}::uuid, id, application_id, ${asking.asked_by}, ${asking.asked_for}::text, ${asking.text} from moved
    ) select ${emitting(MoreAsked, asking.event, asking.announced)} as emitted from moved`)
  return async (official: Official, partId: string, text: string): Promise<void> => {
    if (text.trim() === '') throw new Fault(casesFaults.questionMissing, { pointer: '/question' })
    await tryAgain(async () => {
      const part = await find(actingOn(official, clock), partId)
      if (part.status !== 'open') throw new Fault(transitions.ask.otherwise)
      const question = newId()
      const asked = await send({
        part: partId, application: part.application_id, due_before: part.due_on, happening: newId(), detail: '{}', ...stopClock(editions.packAt(part.pack_edition), clock.today(), part),
        question, asked_by: official.official, asked_for: part.inPlaceOf, text, event: newId(), announced: JSON.stringify({ ...part.about, part: partId, agency: part.agency, question, text }),
      })
      return asked.length > 0
    })
  }
}
