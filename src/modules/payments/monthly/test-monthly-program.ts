/** What is due, in a process of its own, for a test to kill. */
import type pg from 'pg'
import { openDatabase } from '../../../kernel/db/database.ts'
import { pauseAt } from '../../../kernel/pause/pause.ts'
import type { PaymentsTables } from '../tables.ts'
import { payMonths } from './pay-months.ts'
import { monthlyPack } from './test-monthly.ts'

export interface Order { database: pg.PoolConfig; today: string; pauseAt: string }

process.once('message', ({ database, today, pauseAt: point }: Order) => {
  pauseAt(point)
  void payMonths(openDatabase(database, () => undefined).room<PaymentsTables>('payments'), monthlyPack(), today).then(() => process.send!({ done: true }))
})
