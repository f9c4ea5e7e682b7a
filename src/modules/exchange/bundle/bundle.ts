/**
 * What a person lets a company have, from several registers at once: the fields of the consent that the purpose still names, under a live
 * consent and a budget, logged durably before anything is released. Registers that gave nothing are named.
 */
import { sql } from 'kysely'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { firstIdOf, newId } from '../../../kernel/ids/ids.ts'
import type { AskDeps } from '../ask.ts'
import { askRegisters } from '../ask-registers.ts'
import { beginFlights } from '../broker/in-flight.ts'
import { patience } from '../broker/patience.ts'
import { type Answers, Disclosed, exchangeFaults, type KnownValue } from '../contract.ts'
import { loggedTransaction } from '../log-access.ts'
import type { ExchangeTables } from '../tables.ts'
import { companyPurpose } from './authorise.ts'
import { bundlesADay, spendBudget } from './spend-budget.ts'

export interface BundleRequest {
  /** Id of the company. */
  company: string
  person: string
  /** The consent that the authorisation rests on. */
  consent: string
  /** `register.field`; all that the person agreed to when absent. */
  fields?: readonly string[] | undefined
  /** Bundles of this company on one day, about everybody together. */
  dayLimit: number
}

export interface Bundle extends Answers {
  purpose: string
  /** Day on which the consent ends. */
  until: string
  /** To be told when the values have left: a withdrawal waits for it. Undefined where there are none. */
  flight: string | undefined
}

interface Live { id: string; purpose: string; case_id: string; ends_on: string; company_name: string; fields: string[] }

/** @throws Fault for each reason there is to refuse */
export async function bundle({ access, pack, client, clock }: AskDeps & { clock: Clock }, request: BundleRequest): Promise<Bundle> {
  const { company, person, dayLimit } = request
  const day = clock.today().toString()
  const { consent, fields } = await access.db.transaction(async (tx) => {
    const live = await liveConsent(tx, request, day)
    const purpose = companyPurpose(pack, live.purpose)
    const asked = fieldsOf(live, purpose, request.fields)
    await spendBudget(tx, { company, person, purpose: purpose.id, day, allowed: { person: purpose.questionsADay ?? bundlesADay, company: dayLimit } })
    return { consent: live, fields: asked }
  })
  const { known, silent } = await askRegisters(pack, client, { subject: person, purpose: consent.purpose, fields, requester: { agency: company, case: consent.case_id } })
  const about = { purpose: consent.purpose, until: consent.ends_on, silent }
  if (known.length === 0) return { ...about, known, flight: undefined }

  const began = performance.now()
  const flight = newId()
  const released = await loggedTransaction(access, async (tx, write) => {
    // The registers took their time: the person may have withdrawn by now, or agree to less.
    const now = await liveConsent(tx, request, day)
    const left = known.filter(({ register, field }) => now.fields.includes(`${register}.${field}`))
    if (left.length === 0) throw new Fault(exchangeFaults.noConsent)
    await beginFlights(tx, [{ id: flight, consent_id: consent.id }])
    await announce(tx, request, consent, left)
    await write({ person, recipient: company, role: 'company', purpose: consent.purpose, caseId: consent.case_id, consent: consent.id, values: left })
    return { known: left, until: now.ends_on }
  })
  // A withdrawal does not wait for ever: what took too long is not released.
  if (performance.now() - began > patience.release) throw new Fault(exchangeFaults.registerUnavailable)
  return { ...about, ...released, flight }
}

/** Shared, so that bundles do not wait for each other; a withdrawal at the same moment comes before, and stops this, or after it. */
async function liveConsent(tx: Tx<ExchangeTables>, { company, person, consent }: BundleRequest, today: string): Promise<Live> {
  const found = await tx.selectFrom('consent').select(['id', 'purpose', 'case_id', 'ends_on', 'company_name', sql<string[]>`wording -> 'fields'`.as('fields')])
    .where('id', '=', consent).where('person', '=', person).where('company', '=', company)
    .where('agreed', '=', true).where('withdrawn_at', 'is', null).where('ends_on', '>=', today).forShare().executeTakeFirst()
  if (found?.ends_on == null || found.company_name === null) throw new Fault(exchangeFaults.noConsent)
  return { ...found, ends_on: found.ends_on, company_name: found.company_name }
}

/** What the person saw, as far as the pack still allows it: a purpose that has been narrowed since is narrower at once. */
function fieldsOf({ fields: agreed }: Live, { fields: allowed }: Purpose, asked: readonly string[] | undefined): string[] {
  if (asked?.some((name) => !agreed.includes(name))) throw new Fault(exchangeFaults.beyondConsent)
  return (asked ?? agreed).filter((name) => allowed.includes(name))
}

const dayLong = 24 * 3_600_000

/** Of a company that asks for the same purpose many times on one day the person hears once; each look stands in the log. */
async function announce(tx: Tx<ExchangeTables>, { company, person }: BundleRequest, { purpose, company_name: name }: Live, known: readonly KnownValue[]) {
  const before = await tx.selectFrom('access_log').select('id').where('person', '=', person).where('id', '>', firstIdOf(Date.now() - dayLong)).where('recipient', '=', company).where('purpose', '=', purpose).limit(1).executeTakeFirst()
  if (before) return
  await emit(tx, Disclosed, { person, purpose, recipient: company, company: name, caseId: null, fields: known.map(({ register, field }) => `${register}.${field}`) })
}
