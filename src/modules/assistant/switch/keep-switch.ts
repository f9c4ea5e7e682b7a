/** The switch of the whole assistant: read with every message, so that it holds in every process with the next one. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { assistantFaults } from '../contract.ts'
import type { AssistantTables } from '../tables.ts'

export interface SwitchState { isOff: boolean; reason: string; changedAt: Date | null }

export interface Switch {
  isOff(): Promise<boolean>
  read(): Promise<SwitchState>
  /** @param by `official:<id>` or `operator`. @throws reasonMissing */
  turn(by: string, isOff: boolean, reason: string): Promise<void>
}

/** Characters of a reason. */
export const longestReason = 500

export function keepSwitch(db: RoomDatabase<AssistantTables>, now: () => Date): Switch {
  const ask = db.question((read, _of: Record<string, never>) => read.selectFrom('switch').select('is_off'))
  return {
    isOff: async () => (await ask({}))[0]?.is_off ?? false,
    read: () => db.transaction(async (tx) => {
      const row = await tx.selectFrom('switch').selectAll().executeTakeFirst()
      return { isOff: row?.is_off ?? false, reason: row?.reason ?? '', changedAt: row?.changed_at ?? null }
    }),
    async turn(by, isOff, words) {
      const reason = words.trim().slice(0, longestReason)
      if (reason === '') throw new Fault(assistantFaults.reasonMissing, { pointer: '/reason' })
      const row = { is_off: isOff, reason, changed_by: by, changed_at: now() }
      await db.transaction(async (tx) => {
        await tx.insertInto('switch').values({ single: true, ...row }).onConflict((conflict) => conflict.column('single').doUpdateSet(row)).execute()
        await noteAct(tx, by, isOff ? 'switch off' : 'switch on', 'assistant', { reason })
      })
    },
  }
}
