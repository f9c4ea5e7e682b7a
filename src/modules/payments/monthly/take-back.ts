/**
 * A month that is not owed after all: what has not left is reversed, what was paid is asked back from the person, each by an entry that
 * takes the first one back. An order on its way is waited for: nobody can say yet which of the two it will be.
 */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { TakeBack, TellCase } from '../contract.ts'
import { isRepaid, lockObligation } from '../lock-obligation.ts'
import { postEntry } from '../post-entry.ts'
import type { PaymentsTables } from '../tables.ts'
import { keyOf, lastClaim, toldAs } from './claims.ts'
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
    // Once for each stop: not again where an objection has lifted it alone, nor what was paid back and stands in another's place.
    const claim = await lastClaim(tx, id)
    if (reversed || isRepaid(kinds) || (claim && claim.since >= stop.stopped_at)) return
    const entry = { obligation, actor: stop.actor, reason: stop.reason }
    const state = last?.state
    if (state === 'waiting' || state === 'accepted') await enqueue(tx, TakeBack, { obligation: id }, { runAt: new Date(Date.now() + again), key: `payments.take-back/${id}` })
    else if (state === 'paid') {
      const turn = (claim?.turn ?? 0) + 1
      await postEntry(tx, { ...entry, key: keyOf('reclaimed', id, turn), kind: 'reclaimed', reverses: turn === 1 ? `owed/${id}` : keyOf('reclaim-lifted', id, turn - 1) })
      await enqueue(tx, TellCase, { obligation: id, payment: toldAs(id, (await lastClaim(tx, id))!), kind: 'payment-reclaimed' })
    } else await postEntry(tx, { ...entry, key: `reversed/${id}`, kind: 'reversed', reverses: `owed/${id}` })
  })
}
