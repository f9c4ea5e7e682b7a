import type { Duty } from '../../../../packages/pack-kit/schema/duty.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { NoticesTables } from '../tables.ts'
import { type DueRow, readDueFor } from './due-rows.ts'
import { missed, reminderOf } from './reminders.ts'

export interface ComingDue extends Omit<DueRow, 'duty' | 'person' | 'told'> {
  duty: Duty
  /** The time in which one is reminded of it has begun. */
  near: boolean
  /** Its last day has passed, and it is not done. */
  missed: boolean
}

export interface Coming {
  /** Day of the last pass over everybody; null before the first: nothing is known then. */
  lookedOn: string | null
  /** By their last days. */
  due: ComingDue[]
}

/** What a person has to do, as the last pass over everybody found it. A duty that the pack has no more is none. */
export const readComing = (db: RoomDatabase<NoticesTables>, pack: Pick<Pack, 'duties'>, person: string, today: string): Promise<Coming> => db.transaction(async (tx) => {
  const last = await tx.selectFrom('pass').select('on_day').where('finished_at', 'is not', null).where('abandoned', '=', false).orderBy('started_at', 'desc').limit(1).executeTakeFirst()
  const due = (await readDueFor(tx, person)).flatMap(({ duty: id, person: _person, told: _told, ...row }): ComingDue[] => {
    const duty = pack.duties.find((one) => one.id === id)
    if (!duty) return []
    const reminder = reminderOf(duty.remind, row.on, today)
    return [{ ...row, duty, near: reminder !== null, missed: reminder === missed }]
  })
  return { lookedOn: last?.on_day ?? null, due }
})

export const readStoppedBy = (db: RoomDatabase<NoticesTables>, person: string): Promise<string[]> => db.transaction(async (tx) =>
  (await tx.selectFrom('due_stopped').select('duty').where('person', '=', person).orderBy('duty').execute()).map(({ duty }) => duty))
