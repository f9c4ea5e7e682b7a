/** What the bank could not pay, or nobody knew where to, goes into another account that the person names: for this payment alone. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { paymentsFaults } from './contract.ts'
import { lockObligation } from './lock-obligation.ts'
import { order } from './settle-line.ts'
import type { PaymentsTables } from './tables.ts'

/** @throws noSuchPayment, accountNotUsable, alreadyReversed, onItsWay */
export async function nameAccount(db: RoomDatabase<PaymentsTables>, pack: Pack, person: string, id: string, typed: string) {
  const account = typed.trim().normalize('NFC')
  await db.transaction(async (tx) => {
    const { obligation, last, reversed } = await lockObligation(tx, { person }, id)
    if (obligation.kind === 'fee') throw new Fault(paymentsFaults.noSuchPayment)
    if (reversed) throw new Fault(paymentsFaults.alreadyReversed)
    if (last && last.state !== 'rejected' && last.state !== 'returned') throw new Fault(paymentsFaults.onItsWay)
    if (!fits(pack, obligation.service, account)) throw new Fault(paymentsFaults.accountNotUsable, { pointer: `/account-${id}` })
    await order(tx, { id, amount: obligation.amount, account }, (last?.attempt ?? 0) + 1)
  })
}

/** The question of the application that the answer would have stood at. */
export const accountQuestion = (pack: Pack, service: string) => {
  const fact = pack.services.find(({ id }) => id === service)?.pays?.account
  return pack.lifeEvents.flatMap(({ steps }) => steps).flatMap(({ questions }) => questions).find((question) => question.fact === fact)
}

function fits(pack: Pack, service: string, account: string): boolean {
  const question = accountQuestion(pack, service)
  return account !== '' && account.length <= (question?.maxLength ?? 200) && (question?.pattern === undefined || new RegExp(question.pattern, 'u').test(account))
}
