/** Questions between the check of consent and their answer's leaving: a withdrawal waits for them. */
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { ExchangeTables } from '../tables.ts'
import { patience } from './patience.ts'

/** In the transaction that has found the consent. */
export async function beginFlights(tx: Tx<ExchangeTables>, flights: readonly { id: string; consent_id: string }[]) {
  await tx.insertInto('in_flight').values(flights.map((flight) => ({ ...flight, until: sql<Date>`clock_timestamp() + ${`${patience.flight} ms`}::interval` }))).execute()
}

export async function endFlights(tx: Tx<ExchangeTables>, ids: readonly string[]) {
  if (ids.length > 0) await tx.deleteFrom('in_flight').where('id', '=', (eb) => eb.fn.any(eb.val(ids))).execute()
}

/** How often a withdrawal looks, in milliseconds. */
const lookEvery = 15

/** Resolves when no answer under this consent can leave any more. */
export async function waitForLanding(db: RoomDatabase<ExchangeTables>, consentId: string) {
  for (;;) {
    const { rows } = await db.transaction((tx) => sql<{ flying: boolean }>`select exists (select from exchange.in_flight where consent_id = ${consentId} and until > clock_timestamp()) as flying`.execute(tx))
    if (!rows[0]?.flying) return
    await pause(lookEvery)
  }
}
