/**
 * A month that is not owed after all: what has not left is reversed, what was paid is asked back from the person, each by an entry that
 * takes the first one back. An order on its way is waited for: nobody can say yet which of the two it will be.
 */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { TakeBack, TellCase } from '../contract.ts'
import { lockObligation } from '../lock-obligation.ts'
import { postEntry } from '../post-entry.ts'
import type { PaymentsTables } from '../tables.ts'
import { standingStop } from './standing-stop.ts'

/** Milliseconds until an order on its way is looked at again. */
const again = 10 * 60_000

export async function takeBack(db: RoomDatabase<PaymentsTables>, id: string) {
  await db.transaction(async (tx) => {
    const found = await tx.selectFrom('obligation').select(['agency', 'line']).where('id', '=', id).executeTakeFirst()
    if (!found) return
    const { obligation, last, kinds, reversed } = await lockObligation(tx, found, id)
    // Whoever lifts the stop holds its series: it stands as long as this one lasts, or is gone.
    await tx.selectFrom('series').select('line').where('line', '=', found.line).forUpdate().execute()
    const stop = await standingStop(tx, found.line)
    if (!stop || obligation.month === null || obligation.month < stop.from_month) return
    // Once: not again where an objection has lifted it.
    if (reversed || kinds.includes('reclaimed')) return
    const entry = { obligation, reverses: `owed/${id}`, actor: stop.actor, reason: stop.reason }
    const state = last?.state
    if (state === 'waiting' || state === 'accepted') await enqueue(tx, TakeBack, { obligation: id }, { runAt: new Date(Date.now() + again), key: `payments.take-back/${id}` })
    else if (state === 'paid') {
      await postEntry(tx, { ...entry, key: `reclaimed/${id}`, kind: 'reclaimed' })
      await enqueue(tx, TellCase, { obligation: id, payment: id, kind: 'payment-reclaimed' })
    } else await postEntry(tx, { ...entry, key: `reversed/${id}`, kind: 'reversed' })
  })
}
