/** What the bank announces, read in a process of its own, for a test to kill. */
import type pg from 'pg'
import type { BankSettings } from '../../../kernel/config/read-bank.ts'
import { openDatabase } from '../../../kernel/db/database.ts'
import { pauseAt } from '../../../kernel/pause/pause.ts'
import { httpBank } from '../bank/http-bank.ts'
import type { PaymentsTables } from '../tables.ts'
import { readNotifications } from './read-notifications.ts'

export interface Order { database: pg.PoolConfig; bank: BankSettings; currency: { code: string; minorUnit: number }; agency: string; pauseAt: string }

process.once('message', ({ database, bank, currency, agency, pauseAt: point }: Order) => {
  pauseAt(point)
  void readNotifications(openDatabase(database, () => undefined).room<PaymentsTables>('payments'), httpBank(bank, currency), agency).then(() => process.send!({ done: true }))
})
