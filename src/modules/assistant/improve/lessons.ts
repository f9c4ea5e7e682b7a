/** What officials teach: proposed by one, published or returned by another of the same agency, withdrawn by either. Each act is in the audit. */
import type { Selectable } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { assistantFaults } from '../contract.ts'
import type { AssistantTables } from '../tables.ts'
import type { Gain } from './measure-gain.ts'

export type Lesson = Selectable<AssistantTables['lesson']>

/** What a second official has let the assistant say. */
export type PublishedLesson = Pick<Lesson, 'id' | 'agency' | 'service' | 'language' | 'words' | 'answer' | 'decided_at'>

export interface NewLesson {
  service: string
  language: string
  /** How people ask: at least one. */
  words: string[]
  answer: string | null
}

type Db = RoomDatabase<AssistantTables>

const listed = 200

export const propose = (db: Db, at: Date, by: Official, lesson: NewLesson, questions: string[], gain: Gain): Promise<string> => db.transaction(async (tx) => {
  const id = newId(at.getTime())
  await tx.insertInto('lesson').values({
    id, agency: by.agency, ...lesson, questions, status: 'draft', gain: JSON.stringify(gain), proposed_by: by.official, proposed_name: by.name, proposed_at: at, decided_by: null, decided_name: null, decided_at: null,
  }).execute()
  await noteAct(tx, `official:${by.official}`, 'propose lesson', `lesson:${id}`, { service: lesson.service })
  return id
})

/** The newest first. */
export const listLessons = (db: Db, { agency }: Pick<Official, 'agency'>): Promise<Lesson[]> => db.transaction((tx) =>
  tx.selectFrom('lesson').selectAll().where('agency', '=', agency).orderBy('proposed_at', 'desc').limit(listed).execute())

/** @throws noSuchLesson, also for another agency's */
export const readLesson = (db: Db, by: Pick<Official, 'agency'>, id: string): Promise<Lesson> => db.transaction((tx) => find(tx, by, id))

/** @throws noSuchLesson, noDraft for one that is decided, ownLesson for whoever proposed it */
export const decide = (db: Db, at: Date, by: Official, id: string, outcome: 'published' | 'returned'): Promise<void> => db.transaction(async (tx) => {
  const { status, proposed_by } = await find(tx, by, id)
  if (status !== 'draft') throw new Fault(assistantFaults.noDraft)
  if (proposed_by === by.official) throw new Fault(assistantFaults.ownLesson)
  await tx.updateTable('lesson').set({ status: outcome, decided_by: by.official, decided_name: by.name, decided_at: at }).where('id', '=', id).execute()
  await noteAct(tx, `official:${by.official}`, outcome === 'published' ? 'publish lesson' : 'return lesson', `lesson:${id}`)
})

/** Nobody is told it any more, from the next question on. @throws noSuchLesson, also for one that is not published */
export const withdraw = (db: Db, by: Official, id: string): Promise<void> => db.transaction(async (tx) => {
  const { status } = await find(tx, by, id)
  if (status !== 'published') throw new Fault(assistantFaults.noSuchLesson)
  await tx.updateTable('lesson').set({ status: 'withdrawn' }).where('id', '=', id).execute()
  await noteAct(tx, `official:${by.official}`, 'withdraw lesson', `lesson:${id}`)
})

export const remeasure = (db: Db, by: Official, id: string, gain: Gain): Promise<void> => db.transaction(async (tx) => {
  const { status } = await find(tx, by, id)
  if (status !== 'draft') throw new Fault(assistantFaults.noDraft)
  await tx.updateTable('lesson').set({ gain: JSON.stringify(gain) }).where('id', '=', id).execute()
})

export const readPublished = (db: Db): Promise<PublishedLesson[]> => db.transaction((tx) =>
  tx.selectFrom('lesson').select(['id', 'agency', 'service', 'language', 'words', 'answer', 'decided_at']).where('status', '=', 'published').orderBy('id').execute())

/** Moves with every lesson that is published or withdrawn. */
export function versionOfLessons(db: Db): () => Promise<string> {
  const count = db.question((read) => read.selectFrom('lesson').select((row) => ['status', row.fn.countAll<number>().as('count')]).where('status', 'in', ['published', 'withdrawn']).groupBy('status').orderBy('status'))
  return async () => (await count({})).map(({ status, count: lessons }) => `${status} ${lessons}`).join(', ')
}

async function find(tx: Tx<AssistantTables>, { agency }: Pick<Official, 'agency'>, id: string): Promise<Lesson> {
  const row = await tx.selectFrom('lesson').selectAll().where('id', '=', id).where('agency', '=', agency).forUpdate().executeTakeFirst()
  if (!row) throw new Fault(assistantFaults.noSuchLesson)
  return row
}
