/**
 * Hands a person's values on to an agency: exactly those that the person saw and agreed to, under a live
 * consent held by a row lock, logged durably before they are released.
 */
import { sql } from 'kysely'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { emit } from '../../kernel/events/events.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { beginFlights } from './broker/in-flight.ts'
import { Disclosed, exchangeFaults, type KnownValue } from './contract.ts'
import { type LogAccess, loggedTransaction } from './log-access.ts'
import { openPurposeOf } from './purposes.ts'
import type { ExchangeTables } from './tables.ts'

export interface Disclosure {
  /** The same key again is the same disclosure, logged once. */
  key: string
  person: string
  purpose: string
  caseId: string
  /** Everything known; only those fields leave that the purpose names and the person agreed to. */
  values: KnownValue[]
}

/**
 * @param today the legal day; a consent that has ended is none
 * @param ended hears when the values have been released: a withdrawal waits for it
 */
export async function disclose(access: LogAccess, pack: Pack, today: string, disclosure: Disclosure, ended: (flight: string) => void): Promise<KnownValue[]> {
  const purpose = openPurposeOf(pack, disclosure.purpose)
  if (purpose.agency === null) throw new Fault(exchangeFaults.beyondPurpose)
  const recipient = purpose.agency
  const allowed = new Set(purpose.fields)
  let released: KnownValue[] = []
  const flight = newId()
  // Once the caller has them; or when there is nothing to have.
  using _landing = { [Symbol.dispose]: () => { setImmediate(ended, flight) } }
  await loggedTransaction(access, async (tx, write) => {
    const consent = await liveConsent(tx, disclosure, today)
    const agreed = new Set(consent.fields)
    released = disclosure.values.map((value) => ({ value, name: `${value.register}.${value.field}` })).filter(({ name }) => allowed.has(name) && agreed.has(name)).map(({ value }) => value)
    await beginFlights(tx, [{ id: flight, consent_id: consent.id }])
    const { isNew } = await write({ key: disclosure.key, person: disclosure.person, recipient, role: 'agency', purpose: purpose.id, caseId: disclosure.caseId, consent: consent.id, values: released })
    if (!isNew) return
    await emit(tx, Disclosed, {
      person: disclosure.person, purpose: purpose.id, recipient, caseId: disclosure.caseId,
      fields: released.map(({ register, field }) => `${register}.${field}`),
    })
  })
  return released
}

/** Held until the log row is committed: a withdrawal at the same moment comes either before, and stops this, or after it. */
async function liveConsent(tx: Tx<ExchangeTables>, { person, purpose, caseId }: Disclosure, today: string): Promise<{ id: string; fields: string[] }> {
  const consent = await tx.selectFrom('consent').select(['id', sql<string[]>`wording -> 'fields'`.as('fields')])
    .where('person', '=', person).where('purpose', '=', purpose).where('case_id', '=', caseId)
    .where('agreed', '=', true).where('withdrawn_at', 'is', null).where('ends_on', '>=', today)
    .forUpdate().executeTakeFirst()
  if (!consent) throw new Fault(exchangeFaults.noConsent)
  return consent
}
