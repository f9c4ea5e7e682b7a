/**
 * Every notification that the bank has written since the last one read: each whole, once, in its order. It is a convenience: whatever is
 * wrong with it, the statement books the same.
 */
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { BadStatement } from '../bank/bad-statement.ts'
import type { Bank, Notification } from '../bank/bank.ts'
import { lockAccount } from '../lock-account.ts'
import type { PaymentsTables } from '../tables.ts'
import { bookNotified } from './book-notified.ts'

/** How many one after another may be unreadable before nobody looks further. */
const patience = 10

/** @returns how many were read. @throws BadStatement where what comes next cannot be read, and nothing after it either; Error where the bank is silent */
export async function readNotifications(db: RoomDatabase<PaymentsTables>, bank: Bank, agency: string): Promise<number> {
  if (!bank.notification) return 0
  const ask = async (sequence: number) => bank.notification!(agency, sequence)
  for (let read = 0; ; read += 1) {
    const last = await db.transaction((tx) => lastNotification(tx, agency))
    const { broken, notification } = await nextReadable(ask, last + 1)
    if (!notification) return read
    await pausePoint('payments.notification.before-commit')
    await db.transaction((tx) => keep(tx, agency, broken, notification))
    await pausePoint('payments.notification.after-commit')
  }
}

/** Where one cannot be read and a later one can, the bank is well and that message is not: it is passed over. Where none can, it is the bank that is ill. */
async function nextReadable(ask: (sequence: number) => Promise<Notification | undefined>, from: number) {
  const broken: { sequence: number; cause: BadStatement }[] = []
  for (let sequence = from; sequence < from + patience; sequence += 1) {
    try {
      const notification = await ask(sequence)
      if (notification || broken.length === 0) return { broken, notification }
      break
    } catch (cause) {
      if (!(cause instanceof BadStatement)) throw cause
      broken.push({ sequence, cause })
    }
  }
  throw broken[0]!.cause
}

const lastNotification = async (tx: Tx<PaymentsTables>, agency: string) =>
  (await tx.selectFrom('notification').select('sequence').where('agency', '=', agency).orderBy('sequence', 'desc').limit(1).executeTakeFirst())?.sequence ?? 0

async function keep(tx: Tx<PaymentsTables>, agency: string, broken: readonly { sequence: number; cause: BadStatement }[], notification: Notification) {
  await lockAccount(tx, agency)
  if (await lastNotification(tx, agency) >= (broken[0]?.sequence ?? notification.sequence)) return
  for (const { sequence, cause } of broken) await tx.insertInto('notification').values({ id: newId(), agency, sequence, bank_id: null, unreadable: cause.message.slice(0, 300) }).execute()
  const id = newId()
  await tx.insertInto('notification').values({ id, agency, sequence: notification.sequence, bank_id: notification.bankId, unreadable: null }).execute()
  await bookNotified(tx, agency, id, notification)
}
