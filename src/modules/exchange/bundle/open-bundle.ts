/** Opens again what an official was given for a case: no register is asked, and the person sees the look. */
import type { Clock } from '../../../kernel/clock/clock.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { AskDeps } from '../ask.ts'
import { beginFlights } from '../broker/in-flight.ts'
import { patience } from '../broker/patience.ts'
import { exchangeFaults } from '../contract.ts'
import { loggedTransaction } from '../log-access.ts'
import { type CaseBundle, type CaseQuestion, findConsentOfCase, purposeOfCase, sourcesOf } from './ask-for-case.ts'
import { findPutRight } from './find-put-right.ts'
import { forgetBundles, type KeptBundle } from './keep-bundle.ts'

type OfCase = Omit<CaseQuestion, 'by' | 'role'>
type OpenDeps = Omit<AskDeps, 'client'> & { clock: Clock }

export interface Kept {
  /** What may be opened still, newest first; no value. */
  list(of: OfCase): Promise<KeptBundle[]>
  /** One of them as it was received, without asking a register: a look of its own. */
  open(opening: Opening): Promise<CaseBundle>
  /** The person has taken the application back before these agencies decided. */
  forget(of: Parameters<typeof forgetBundles>[1]): Promise<void>
}

type Opening = OfCase & { id: string; role: CaseQuestion['role'] }

/** @param ended hears when values have been handed over: a withdrawal waits for it */
export const createKept = (deps: OpenDeps, ended: (flight: string) => void): Kept => ({
  list: (of) => listBundles(deps, of), open: (opening) => openBundle(deps, opening, ended), forget: (of) => forgetBundles(deps.access.db, of),
})

/** What was gathered for a case and may be opened still, newest first: who asked and when, no value. */
async function listBundles({ access: { db }, pack, clock }: OpenDeps, { agency, person, purpose, caseId }: OfCase): Promise<KeptBundle[]> {
  if (!pack.purposes.some((own) => own.id === purpose && own.agency === agency)) return []
  const rows = await db.transaction((tx) => tx.selectFrom('kept_bundle').innerJoin('consent', 'consent.id', 'kept_bundle.consent_id').select(['kept_bundle.id', 'asked_at', 'asked_by', 'role'])
    .where('consent.person', '=', person).where('consent.purpose', '=', purpose).where('consent.case_id', '=', caseId).where('kept_bundle.agency', '=', agency)
    .where('agreed', '=', true).where('withdrawn_at', 'is', null).where('ends_on', '>=', clock.today().toString())
    .where(({ exists, selectFrom }) => exists(selectFrom('kept_value').select('place').whereRef('bundle', '=', 'kept_bundle.id'))).orderBy('kept_bundle.id', 'desc').execute())
  return rows.map(({ id, asked_at: askedAt, asked_by: askedBy, role }) => ({ id, askedAt, askedBy, role: role as KeptBundle['role'] }))
}

/**
 * As it was received, as far as the consent still reaches: the look at it is durable first.
 * @throws Fault kernel.not-found where there is none of this case and agency; exchange.no-consent
 */
async function openBundle({ access, pack, clock }: OpenDeps, { id, role, ...of }: Opening, ended: (flight: string) => void): Promise<CaseBundle> {
  const { agency, person, purpose, caseId } = of
  const { fields } = purposeOfCase(pack, of)
  const began = performance.now()
  const flight = newId()
  using _landing = { [Symbol.dispose]: () => { setImmediate(ended, flight) } }
  const { kept, values, until, putRight } = await loggedTransaction(access, async (tx, write) => {
    const consent = await findConsentOfCase(tx, of, clock.today().toString())
    const kept = await tx.selectFrom('kept_bundle').selectAll().where('id', '=', id).where('consent_id', '=', consent.id).where('agency', '=', agency).executeTakeFirst()
    if (!kept) throw new Fault(kernelFaults.notFound)
    const rows = await tx.selectFrom('kept_value').selectAll().where('bundle', '=', id).orderBy('place').execute()
    const values = rows.filter(({ register, field }) => [fields, consent.fields].every((allowed) => allowed.includes(`${register}.${field}`)))
    if (values.length === 0) throw new Fault(kernelFaults.notFound)
    await beginFlights(tx, [{ id: flight, consent_id: consent.id }])
    await write({ person, recipient: agency, role, purpose, caseId, consent: null, values: values.map(({ register, field, value, answered_at: answeredAt }) => ({ register, field, value, answeredAt })) })
    return { kept, values, until: consent.ends_on, putRight: await findPutRight(tx, pack, person, values) }
  })
  // A withdrawal does not wait for ever: what took too long is not released.
  if (performance.now() - began > patience.release) throw new Fault(exchangeFaults.registerUnavailable)
  const known = values.map(({ register, field, value, answered_at: answeredAt }) => ({ register, field, value, answeredAt }))
  const sources = await sourcesOf({ access, pack }, known, new Map(values.map(({ register, look }) => [register, look])))
  return { sources, silent: kept.silent, until, putRight, kept: { id, askedAt: kept.asked_at, askedBy: kept.asked_by, role: kept.role as KeptBundle['role'] } }
}
