/** Codes that open nothing are counted by who tries them, in the database, before anything is looked up: a constraint refuses the one too many, also of a thousand at once. */
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { CasesTables } from '../tables.ts'

const hourLasts = 3_600_000
const constraint = 'contribution_guesses'

/** @param look what is found was no guess, and is not counted. @throws tooManyRequests */
export async function countGuess<Found>(db: RoomDatabase<CasesTables>, now: Date, person: string, look: (tx: Tx<CasesTables>) => Promise<Found | undefined>): Promise<Found | undefined> {
  const hour = new Date(Math.floor(now.getTime() / hourLasts) * hourLasts)
  try {
    return await db.transaction(async (tx) => {
      await tx.deleteFrom('contribution_miss').where('hour', '<', hour).execute()
      await tx.insertInto('contribution_miss').values({ person, hour, misses: 1 })
        .onConflict((conflict) => conflict.columns(['person', 'hour']).doUpdateSet((eb) => ({ misses: eb('contribution_miss.misses', '+', 1) }))).execute()
      const found = await look(tx)
      if (found !== undefined) await tx.updateTable('contribution_miss').set((eb) => ({ misses: eb('misses', '-', 1) })).where('person', '=', person).where('hour', '=', hour).execute()
      return found
    })
  } catch (cause) {
    if ((cause as { constraint?: string }).constraint !== constraint) throw cause
    throw new Fault(kernelFaults.tooManyRequests, { retryAfter: Math.ceil((hour.getTime() + hourLasts - now.getTime()) / 1000), cause })
  }
}
