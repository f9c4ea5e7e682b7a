/** What crosses the payments room's door, and its jobs. */
import Type from 'typebox'
import { defineJob } from '../../kernel/events/jobs.ts'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'

/** From a decision to what is owed. */
export const SettleLine = defineJob('payments.settle-line', strict({ line: Uuid }))
/** From what is owed to the bank. */
export const InstructOrder = defineJob('payments.instruct-order', strict({ order: Uuid }))
/** From the bank's statement to the ledger. */
export const ReadStatement = defineJob('payments.read-statement', strict({ agency: Type.String() }))
/** What has come due of monthly benefits; and every night the next one. */
export const PayMonths = defineJob('payments.pay-months', strict({}))
/** A month that is not owed after all, once its order has come to an end. */
export const TakeBack = defineJob('payments.take-back', strict({ obligation: Uuid }))
/** What was asked back was owed after all: that claim, and none that came after it. */
export const LiftReclaim = defineJob('payments.lift-reclaim', strict({ obligation: Uuid, actor: Type.String(), claim: Type.Optional(Uuid) }))
/** From the ledger to the person's timeline. */
export const TellCase = defineJob('payments.tell-case', strict({ obligation: Uuid, payment: Uuid, kind: Type.Enum(['payment-ordered', 'paid', 'payment-failed', 'payment-reclaimed', 'payment-resumed', 'fee-asked', 'fee-received', 'fee-unreceived', 'repaid-unreceived', 'fee-lifted']) }))

export const paymentsFaults = defineFaults('payments', {
  noSuchPayment: 404,
  noAccount: 409,
  onItsWay: 409,
  alreadyReversed: 409,
  reasonMissing: 422,
  notMonthly: 409,
  accountNotUsable: 422,
  bankSilent: 503,
  statementBroken: 502,
  statementUnreadable: 502,
  notificationUnreadable: 502,
  noSuchLine: 404,
  lineTaken: 409,
  choiceMissing: 422,
  whyMissing: 422,
  otherAmount: 422,
  notAwaited: 409,
  notAside: 409,
  notContradicted: 409,
})
