/**
 * Hands a person's values on to an agency: exactly those that the person saw and agreed to, under a live
 * consent held by a row lock, logged durably before they are released.
 */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { emit } from '../../kernel/events/events.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { beginFlights } from './broker/in-flight.ts'
import { Disclosed, exchangeFaults, type KnownValue } from './contract.ts'
import { type LogAccess, loggedTransaction } from './log-access.ts'
import { purposeOf } from './purposes.ts'
import type { ExchangeTables } from './tables.ts'

export interface Disclosure {
  /** The same key again is the same disclosure, logged once. */
  key: string
  person: string
  purpose: string
  caseId: string
  /** Everything known; only the purpose's fields leave. */
  values: KnownValue[]
}

/**
 * @param today the legal day; a consent that has ended is none
 * @param ended hears when the values have been released: a withdrawal waits for it
 */
export async function disclose(access: LogAccess, pack: Pack, today: string, disclosure: Disclosure, ended: (flight: string) => void): Promise<KnownValue[]> {
  const purpose = purposeOf(pack, disclosure.purpose)
  if (purpose.agency === null) throw new Fault(exchangeFaults.beyondPurpose)
  const recipient = purpose.agency
  const allowed = new Set(purpose.fields)
  const released = disclosure.values.filter(({ register, field }) => allowed.has(`${register}.${field}`))
  const flight = newId()
  // Once the caller has them; or when there is nothing to have.
  using _landing = { [Symbol.dispose]: () => { setImmediate(ended, flight) } }
  await loggedTransaction(access, async (tx, write) => {
    const consent = await liveConsent(tx, disclosure, today)
    await beginFlights(tx, [{ id: flight, consent_id: consent }])
    const isNew = await write({ key: disclosure.key, person: disclosure.person, recipient, role: 'agency', purpose: purpose.id, caseId: disclosure.caseId, consent, values: released })
    if (!isNew) return
    await emit(tx, Disclosed, {
      person: disclosure.person, purpose: purpose.id, recipient, caseId: disclosure.caseId,
      fields: released.map(({ register, field }) => `${register}.${field}`),
    })
  })
  return released
}

/** Held until the log row is committed: a withdrawal at the same moment comes either before, and stops this, or after it. */
async function liveConsent(tx: Tx<ExchangeTables>, { person, purpose, caseId }: Disclosure, today: string): Promise<string> {
  const consent = await tx.selectFrom('consent').select('id')
    .where('person', '=', person).where('purpose', '=', purpose).where('case_id', '=', caseId)
    .where('agreed', '=', true).where('withdrawn_at', 'is', null).where('ends_on', '>=', today)
    .forUpdate().executeTakeFirst()
  if (!consent) throw new Fault(exchangeFaults.noConsent)
  return consent.id
}
