/** The switch and the counts of the model, shared by all processes. */
import { sql } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables, ModelOutcome, ModelUse } from '../tables.ts'
import type { Answer } from '../contract.ts'

export interface DayOfModel { day: string; use: ModelUse; outcome: ModelOutcome; calls: number; milliseconds: number }

/** What it said and nobody was told. */
export interface RefusedText { turn: string; at: Date; refused: NonNullable<NonNullable<Answer['trace']['model']>['refused']> }

export interface ModelState {
  /** Whether it may be asked, and how often it has been today. */
  read(day: string): Promise<{ isOff: boolean; calls: number }>
  count(day: string, use: ModelUse, outcome: ModelOutcome, milliseconds: number): Promise<void>
  turn(isOff: boolean, official: string, at: Date): Promise<void>
  /** The latest first. */
  days(): Promise<DayOfModel[]>
  refused(): Promise<RefusedText[]>
}

const shown = { days: 60, texts: 30 }

export function keepState(db: RoomDatabase<AssistantTables>): ModelState {
  return {
    read: (day) => db.transaction(async (tx) => {
      const found = await tx.selectFrom('model_switch').select('is_off').executeTakeFirst()
      const { calls } = await tx.selectFrom('model_day').select((row) => row.fn.coalesce(row.fn.sum<string>('calls'), sql<string>`'0'`).as('calls'))
        .where('day', '=', day).where('outcome', '<>', 'refused').executeTakeFirstOrThrow()
      return { isOff: found?.is_off ?? false, calls: Number(calls) }
    }),
    count: (day, use, outcome, milliseconds) => db.transaction(async (tx) => {
      await tx.insertInto('model_day').values({ day, use, outcome, calls: 1, milliseconds: Math.round(milliseconds) })
        .onConflict((conflict) => conflict.columns(['day', 'use', 'outcome']).doUpdateSet((row) => ({
          calls: sql<number>`${row.ref('model_day.calls')} + 1`, milliseconds: sql<number>`${row.ref('model_day.milliseconds')} + ${row.ref('excluded.milliseconds')}`,
        }))).execute()
    }),
    turn: (isOff, official, at) => db.transaction(async (tx) => {
      const row = { is_off: isOff, changed_by: official, changed_at: at }
      await tx.insertInto('model_switch').values({ single: true, ...row }).onConflict((conflict) => conflict.column('single').doUpdateSet(row)).execute()
      await noteAct(tx, `official:${official}`, isOff ? 'switch off' : 'switch on', 'language model')
    }),
    days: () => db.transaction((tx) => tx.selectFrom('model_day').selectAll().orderBy('day', 'desc').orderBy('use').orderBy('outcome').limit(shown.days).execute()),
    refused: () => db.transaction(async (tx) => {
      const rows = await tx.selectFrom('turn').select(['id', 'at', 'answer']).where(sql<boolean>`answer #> '{trace,model,refused}' is not null`).orderBy('at', 'desc').limit(shown.texts).execute()
      return rows.map(({ id, at, answer }) => ({ turn: id, at, refused: answer!.trace.model!.refused! }))
    }),
  }
}
