/** What a register holds as owed is asked as soon as it has arrived: the platform settles the part, and no official decides. */
import { Fault } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../contract.ts'
import type { ClockDeps } from '../parts/ask-more.ts'
import { findMoving, tryAgain } from '../parts/find-moving.ts'
import { platform, settleLines } from './settle-lines.ts'

/** Safe to repeat: a part that is settled, or was taken back in between, is left alone. */
export function settleCollected({ db, clock }: Pick<ClockDeps, 'db' | 'clock'>) {
  const find = findMoving(db)
  const settle = settleLines(db)
  return async (partId: string) => {
    const row = await db.transaction((tx) => tx.selectFrom('part').select('agency').where('id', '=', partId).executeTakeFirst())
    if (!row) return
    try {
      await tryAgain(async () => {
        const part = await find({ agency: row.agency, official: platform, today: clock.today().toString() }, partId)
        const decided = [...part.pending].map(([line, { service }]) => ({ line, service, outcome: 'approved' as const, reason: null, found: null, answer: null }))
        return decided.length === 0 || settle('decide', { part, official: platform, decidedAt: clock.now().toString(), decided })
      })
    } catch (cause) {
      if (!(cause instanceof Fault) || (cause.code !== casesFaults.alreadyDecided.code && cause.code !== casesFaults.noSuchPart.code)) throw cause
    }
  }
}
