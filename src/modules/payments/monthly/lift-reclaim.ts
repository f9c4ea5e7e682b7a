/**
 * An objection is right: what was asked back was owed after all. Where the person has not paid, the claim is taken back by an entry of
 * its own; where they have, the same is owed and ordered once more. What was stopped for the same reason goes on.
 */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { isRepaid, lockObligation } from '../lock-obligation.ts'
import { postEntry } from '../post-entry.ts'
import { oblige } from '../settle-line.ts'
import type { PaymentsTables } from '../tables.ts'
import { keyOf, lastClaim } from './claims.ts'
import { resumeSeries } from './resume-series.ts'

/** May be told again. @param actor who decided on the objection @param claimed the entry that asked it back; another that has come after it stands */
export async function liftReclaim(db: RoomDatabase<PaymentsTables>, pack: Pack, id: string, actor: string, claimed?: string) {
  await db.transaction(async (tx) => {
    const found = await tx.selectFrom('obligation').select('agency').where('id', '=', id).executeTakeFirst()
    if (!found) return
    const { obligation, last, kinds } = await lockObligation(tx, found, id)
    const claim = await lastClaim(tx, id)
    if (!claim || (claimed !== undefined && claimed !== claim.entry)) return
    const { line, case_id: caseId, receipt, person, service, agency, per, month, amount } = obligation
    // Told again after the bank took back what was repaid: it was owed once more, and what never came stays asked.
    const isAgain = await tx.selectFrom('obligation').select('id').where('again_of', '=', id).executeTakeFirst() !== undefined
    if (!isRepaid(kinds) && !isAgain) await postEntry(tx, { key: keyOf('reclaim-lifted', id, claim.turn), kind: 'reclaim-lifted', obligation, reverses: keyOf('reclaimed', id, claim.turn), actor, reason: 'objection' })
    else await oblige(tx, line, { caseId, receipt, person, service, agency }, { kind: 'refund', again_of: id, per, month, amount, account: last?.account ?? obligation.account })
    await resumeSeries(tx, pack, obligation, claim, actor)
  })
}
