/** An account at a bank whose messages a test writes. */
import { writeCamt053 } from '../../../../demo/bank/iso20022/write-camt053.ts'
import { writeCamt054 } from '../../../../demo/bank/iso20022/write-camt054.ts'
import type { Booking } from '../../../../demo/bank/store.ts'
import type { Bank } from '../bank/bank.ts'
import { readCamt053 } from '../bank/read-camt053.ts'
import { readCamt054 } from '../bank/read-camt054.ts'
import { instructOrder } from '../instruct-order.ts'
import { readStatements } from '../read-statements.ts'
import { farlandPack, type TestPayments } from '../test-payments.ts'
import { readNotifications } from './read-notifications.ts'

export const { currency } = farlandPack
export const day = '2026-11-24'
let agencies = 0

/** An agency of its own, and a bank whose every message the test writes; read by the readers that read any bank's. */
export function openAccount(it: TestPayments) {
  const agency = `agency-${agencies += 1}`
  const account = `account-of-${agency}`
  const said = { notifications: [] as string[], statements: [] as string[] }
  let closing = 0
  const bank: Bank = {
    accountOf: () => account,
    pay: async () => ({ accepted: true, reference: 'P1' }),
    async statement(_, sequence) {
      const xml = said.statements[sequence - 1]
      return xml === undefined ? undefined : readCamt053(xml, currency, account)
    },
    async notification(_, sequence) {
      const xml = said.notifications[sequence - 1]
      return xml === undefined ? undefined : readCamt054(xml, currency, account)
    },
  }
  const clerk = { ...it.clerk, agency }
  return {
    agency, account, bank, clerk,
    announce: (bookings: Booking[], change = (xml: string) => xml) => said.notifications.push(change(writeCamt054({ account, sequence: said.notifications.length + 1, bookings, currency, on: day }))),
    state(bookings: Booking[], { on = day, change = (xml: string) => xml } = {}) {
      const opening = closing
      closing = bookings.reduce((sum, { amount }) => sum + amount, opening)
      said.statements.push(change(writeCamt053({ account, sequence: said.statements.length + 1, opening, closing, bookings, currency, on })))
    },
    read: () => readNotifications(it.db, bank, agency),
    readStatements: () => readStatements(it.db, bank, agency),
    page: () => it.payments.reconciliation(clerk),
    payment: (id: string) => it.payments.payment(clerk, id),
    /** Ordered, and the bank has taken it over. */
    async ordered(amount = 30_025) {
      const line = it.grant({ agency, amounts: [{ value: amount, per: 'once' }] })
      await it.settle(line)
      const [found] = await it.room.ask<{ id: string; order: string }>('select o.id, p.id as order from payments.obligation o join payments.payment_order p on p.obligation = o.id where o.line = $1', [line])
      await instructOrder(it.db, bank, found!.order)
      return found!
    },
    /** A fee that somebody owes. */
    async fee() {
      const line = it.grant({ agency, service: 'nursery-discount', amounts: [] })
      await it.settle(line)
      const [found] = await it.room.ask<{ id: string; amount: number }>('select id, amount::int from payments.obligation where line = $1', [line])
      return found
    },
    kinds: async (id: string) => (await it.payments.payment(clerk, id)).entries.map(({ kind }) => kind),
  }
}

export const out = (reference: string, order: string, amount = 30_025): Booking => ({ reference, account: '', amount: -amount, bookedOn: day, endToEnd: order, reason: null })
export const back = (reference: string, order: string, amount = 30_025): Booking => ({ ...out(reference, order, amount), amount, reason: 'AC06' })
export const into = (reference: string, text: string, amount: number): Booking => ({ ...out(reference, text), amount })
/** An entry that the bank books to undo one of its own. */
export const reversal = (xml: string) => xml.replaceAll('<Sts><Cd>BOOK</Cd></Sts>', '<RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts>')
