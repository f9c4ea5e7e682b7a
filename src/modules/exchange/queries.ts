import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import type { ExchangeTables } from './tables.ts'

/** With the name of the company that looked, where it was one; and of a look that was sealed, when it was made, what allowed it, and when it was opened. */
const looks = (tx: Tx<ExchangeTables>) => tx.selectFrom('access_log').leftJoin('consent', 'consent.id', 'access_log.consent_id').leftJoin('sealed_look', 'sealed_look.opened_as', 'access_log.id')
  .selectAll('access_log').select(['consent.company_name', 'sealed_look.at as looked_at', 'sealed_look.warrant', 'sealed_look.opened_at'])

/** Newest first; `before` is the id of the last row of the page before (ids are sortable by time). */
export function readAccessLog(tx: Tx<ExchangeTables>, person: string, before: string | undefined, limit: number) {
  return looks(tx).where('access_log.person', '=', person)
    .$if(before !== undefined, (query) => query.where('access_log.id', '<', before!))
    .orderBy('access_log.id', 'desc').limit(limit).execute()
}

export async function readLook(tx: Tx<ExchangeTables>, person: string, id: string) {
  const look = await looks(tx).where('access_log.id', '=', id).where('access_log.person', '=', person).executeTakeFirst()
  if (!look) throw new Fault(kernelFaults.notFound)
  return look
}

export async function readChainLength(tx: Tx<ExchangeTables>, person: string): Promise<number> {
  return (await tx.selectFrom('chain').select('length').where('person', '=', person).executeTakeFirst())?.length ?? 0
}

export async function readConsent(tx: Tx<ExchangeTables>, person: string, id: string) {
  const consent = await tx.selectFrom('consent').selectAll().where('id', '=', id).where('person', '=', person).executeTakeFirst()
  if (!consent) throw new Fault(kernelFaults.notFound)
  return consent
}

/** A consent with all that it was before, the newest first. */
export async function readConsentVersions(tx: Tx<ExchangeTables>, person: string, id: string) {
  const current = await readConsent(tx, person, id)
  const past = await tx.selectFrom('consent_past').selectAll().where('consent_id', '=', id).orderBy('version', 'desc').execute()
  return [current, ...past.map((before) => ({ ...current, ...before, id }))] as [typeof current, ...(typeof current)[]]
}

export function readConsents(tx: Tx<ExchangeTables>, person: string) {
  return tx.selectFrom('consent').select(['id', 'purpose', 'case_id', 'agreed', 'given_at', 'withdrawn_at', 'ends_on', 'company_name', sql<string | null>`wording -> 'shownTo' ->> 'by'`.as('shown_to'), sql<string | null>`wording -> 'shownTo' ->> 'official'`.as('written_by'), sql<string | null>`wording -> 'shownTo' ->> 'counter'`.as('written_at')])
    .where('person', '=', person).orderBy('given_at', 'desc').limit(200).execute()
}
