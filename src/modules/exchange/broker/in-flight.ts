/** Questions between the check of consent and their answer's leaving: a withdrawal waits for them. */
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { ExchangeTables } from '../tables.ts'
import { patience } from './patience.ts'

/** In the transaction that has found the consent. */
export async function beginFlights(tx: Tx<ExchangeTables>, flights: readonly { id: string; consent_id: string }[]) {
  await beginning(flights.map(({ id }) => id), flights.map((flight) => flight.consent_id)).execute(tx)
}

export const beginningFlights = (db: RoomDatabase<ExchangeTables>) => db.statement<{ ids: string[]; consents: string[] }, never>((_, { ids, consents }) => beginning(ids, consents))
export const endingFlights = (db: RoomDatabase<ExchangeTables>) => db.statement<{ ids: string[] }, never>((_, { ids }) => sql`delete from exchange.in_flight where id = any (${ids}::uuid[])`)

const beginning = (ids: string[], consents: string[]) => sql<never>`insert into exchange.in_flight (id, consent_id, until)
  select id, consent_id, clock_timestamp() + ${sql.lit(`${patience.flight} ms`)}::interval from unnest(${ids}::uuid[], ${consents}::uuid[]) as f (id, consent_id)`

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
