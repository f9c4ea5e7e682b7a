/**
 * An objection to what was asked back was right, and so what the benefit was stopped for is not: it goes on from the month it was stopped
 * for. Months that came due meanwhile are owed like any that was missed; what was taken back of others for the same reason is owed again.
 */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { LiftReclaim, TellCase } from '../contract.ts'
import { isAskedBack } from '../lock-obligation.ts'
import { oblige } from '../settle-line.ts'
import type { PaymentsTables } from '../tables.ts'
import { type Claim, lastClaim, toldAs } from './claims.ts'
import { after, nextMonth, paysMonthly } from './months.ts'
import { standingStop } from './standing-stop.ts'

/** @param of what was asked back, by that claim. Not where another month's claim for the same reason was upheld, nor of whoever has died: then that month alone is lifted */
export async function resumeSeries(tx: Tx<PaymentsTables>, pack: Pack, of: { id: string; line: string; month: string | null }, claim: Claim, actor: string): Promise<void> {
  const { line } = of
  const series = await tx.selectFrom('series').selectAll().where('line', '=', line).forUpdate().executeTakeFirst()
  const stop = series && await standingStop(tx, line)
  // By this stop, and not by one before it that was lifted.
  if (!stop || of.month === null || of.month < stop.from_month || claim.since < stop.stopped_at) return
  if (await tx.selectFrom('deceased').select('person').where('person', '=', series.person).executeTakeFirst()) return
  if (await tx.selectFrom('upheld').innerJoin('obligation', 'obligation.id', 'upheld.obligation').select('obligation').where('line', '=', line).where('month', '>=', stop.from_month).executeTakeFirst()) return
  await tx.insertInto('resumption').values({ line, turn: stop.turn, obligation: of.id, actor }).execute()
  const others = await tx.selectFrom('obligation').selectAll().where('line', '=', line).where('kind', '<>', 'fee').where('month', '>=', stop.from_month).where('id', '<>', of.id).orderBy('month').execute()
  for (const other of others) {
    const entries = await tx.selectFrom('entry').select(['kind', 'actor', 'reason']).where('obligation', '=', other.id).execute()
    if (isAskedBack(entries.map(({ kind }) => kind))) await enqueue(tx, LiftReclaim, { obligation: other.id, actor, claim: (await lastClaim(tx, other.id))!.entry })
    else if (entries.some((entry) => entry.kind === 'reversed' && entry.actor === stop.actor && entry.reason === stop.reason)) {
      const { case_id: caseId, receipt, person, service, agency, per, month, amount, account } = other
      await oblige(tx, line, { caseId, receipt, person, service, agency }, { kind: 'refund', again_of: other.id, per, month, amount, account: account ?? series.account })
    }
  }
  const pays = paysMonthly(pack, series.service)
  // What was owed by then is owed, or owed again: what comes next comes after it.
  const { month: last } = await tx.selectFrom('obligation').select(({ fn }) => fn.max('month').as('month')).where('line', '=', line).executeTakeFirstOrThrow()
  const next = pays && nextMonth(pack, pays, series.amounts, last !== null && last >= stop.from_month ? after(last) : stop.from_month)
  await tx.updateTable('series').set({ next_month: next?.month ?? null, next_day: next?.day ?? null }).where('line', '=', line).execute()
  await enqueue(tx, TellCase, { obligation: of.id, payment: toldAs(of.id, claim), kind: 'payment-resumed' })
}
