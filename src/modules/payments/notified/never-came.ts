/**
 * The bank announced money that comes in, and says when asked that it never came: the clerk, with a reason, takes back what was booked early. A
 * fee is open again, and so is what was asked back; its person is told. A line that states it after all books it anew, once.
 */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { paymentsFaults, TellCase } from '../contract.ts'
import { lockAccount } from '../lock-account.ts'
import { lockObligation } from '../lock-obligation.ts'
import { postEntry } from '../post-entry.ts'
import type { PaymentsTables } from '../tables.ts'
import { move } from './compare.ts'

/** @throws noSuchPayment, reasonMissing; notContradicted where a statement has it, or none has been read past its day */
export async function neverCame(db: RoomDatabase<PaymentsTables>, { official, agency }: Official, id: string, typed: string) {
  const reason = typed.trim()
  await db.transaction(async (tx) => {
    // No statement is read meanwhile.
    await lockAccount(tx, agency)
    const { obligation } = await lockObligation(tx, { agency }, id)
    // Whatever the contradiction: of another amount than was announced the bank may say that it is the right one, and it is no payment of this.
    const told = await tx.selectFrom('notified').innerJoin('entry', 'entry.id', 'notified.entry').select(['notified.id', 'entry.key', 'entry.kind'])
      .where('notified.agency', '=', agency).where('notified.state', '=', 'contradicted').where('entry.obligation', '=', id).where('entry.kind', 'in', ['fee-received', 'repaid']).executeTakeFirst()
    if (!told) throw new Fault(paymentsFaults.notContradicted)
    if (reason === '') throw new Fault(paymentsFaults.reasonMissing, { pointer: '/reason' })
    const actor = `official:${official}`
    const kind = told.kind === 'repaid' ? 'repaid-unreceived' : 'fee-unreceived'
    const entry = await postEntry(tx, { key: `unreceived/${told.key}`, kind, obligation, reverses: told.key, actor, reason })
    await move(tx, told.id, { state: 'taken-back' })
    if (entry !== undefined) await enqueue(tx, TellCase, { obligation: id, payment: entry, kind })
    await noteAct(tx, actor, 'payment never came', `obligation:${id}`, { reason })
  })
}
