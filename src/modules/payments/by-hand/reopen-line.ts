/** A clerk opens again what was set aside as not the agency's: the line waits once more, with its whole history. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { paymentsFaults } from '../contract.ts'
import type { PaymentsTables } from '../tables.ts'
import { lockLine } from './lock-line.ts'
import { readLine } from './read-line.ts'

/** @throws noSuchLine, whyMissing, notAside where nobody has set it aside, or it has become an entry of the ledger */
export async function reopenLine(db: RoomDatabase<PaymentsTables>, { official, agency }: Official, id: string, typed: string) {
  const reason = typed.trim()
  await db.transaction(async (tx) => {
    await lockLine(tx, id)
    const { assigned } = await readLine(tx, agency, id)
    if (!assigned || assigned.obligation !== null) throw new Fault(paymentsFaults.notAside)
    if (reason === '') throw new Fault(paymentsFaults.whyMissing, { pointer: '/reason' })
    const actor = `official:${official}`
    await tx.insertInto('reopening').values({ line: id, turn: assigned.turn, actor, reason }).execute()
    await noteAct(tx, actor, 'reopen statement line', `statement-line:${id}`, { reason })
  })
}
