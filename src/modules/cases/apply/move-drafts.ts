/** Drafts that began with an earlier form, as the owner of the service sees them: how many, never whose, and what a move means for them. */
import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { CasesTables } from '../tables.ts'
import { formChanged, renewed } from './renew-draft.ts'
import { lifeEventOf } from './subject.ts'

export interface BehindForm { edition: number; count: number; asked: Question[]; kept: Question[]; dropped: Question[] }

/** Drafts a transaction: few enough that nobody waits for them. */
const some = 100

export async function readBehind(db: RoomDatabase<CasesTables>, editions: Editions, event: string): Promise<BehindForm[]> {
  const rows = await db.transaction((tx) => tx.selectFrom('application').select((eb) => ['pack_edition', eb.fn.countAll<number>().as('count')])
    .where('event', '=', event).where('status', '=', 'draft').groupBy('pack_edition').orderBy('pack_edition').execute())
  const now = questionsIn(editions.pack, event)
  return rows.filter(({ pack_edition }) => isBehind(editions, event, pack_edition)).map(({ pack_edition: edition, count }) => {
    const before = questionsIn(editions.packAt(edition), event)
    const isIn = (questions: readonly Question[]) => ({ fact }: Question) => questions.some((question) => question.fact === fact)
    return { edition, count, asked: now.filter((question) => !isIn(before)(question)), kept: now.filter(isIn(before)), dropped: before.filter((question) => !isIn(now)(question)) }
  })
}

/** Each person finds their answers, a word that the form is a newer one, and only what is new to answer. @returns how many were moved */
export async function moveDrafts(db: RoomDatabase<CasesTables>, editions: Editions, at: Date, today: string, by: Official, event: string): Promise<number> {
  if (lifeEventOf(editions.pack, event)?.open !== true) return 0
  const behind = (await readBehind(db, editions, event)).map(({ edition }) => edition)
  let moved = 0
  for (let taken = behind.length === 0 ? 0 : some; taken === some; moved += taken) {
    taken = await db.transaction(async (tx) => {
      const rows = await tx.selectFrom('application').select(['id', 'draft', 'version']).where('event', '=', event).where('status', '=', 'draft').where('pack_edition', 'in', behind).orderBy('id').limit(some).forUpdate().execute()
      for (const { id, draft, version } of rows) {
        await tx.updateTable('application').set({ draft: JSON.stringify(renewed(editions.pack, event, draft, today)), pack_edition: editions.current, version: version + 1, changed_at: at }).where('id', '=', id).execute()
      }
      if (rows.length > 0) await noteAct(tx, `official:${by.official}`, 'move drafts', `event:${event}`, { count: rows.length, edition: editions.current })
      return rows.length
    })
  }
  return moved
}

const isBehind = (editions: Editions, event: string, edition: number) => editions.formGone(edition, event) !== undefined || formChanged(editions, event, edition)

const questionsIn = (pack: Editions['pack'], event: string) => (lifeEventOf(pack, event)?.steps ?? []).filter(({ repeat }) => !repeat).flatMap(({ questions }) => questions)
