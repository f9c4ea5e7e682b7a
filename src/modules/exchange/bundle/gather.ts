/**
 * Several registers at once, under a live consent and a budget: the fields of the consent that the purpose still names, logged durably before
 * anything is released. Each register that gave something has its own look; those that gave nothing are named.
 */
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
import { type Answers, Disclosed, exchangeFaults, type KnownValue, type Silence } from '../contract.ts'
import { loggedTransaction } from '../log-access.ts'
import type { ExchangeTables } from '../tables.ts'
import { bundlesADay, spendBudget } from './spend-budget.ts'

/** A consent that holds now. */
export interface Live { id: string; purpose: string; case_id: string; ends_on: string; company_name: string | null; fields: string[] }

export interface Gathering {
  /** Id of the company, or of the agency. */
  recipient: string
  /** In the person's log. */
  role: string
  person: string
  /** `register.field`; all that the person agreed to when absent. */
  fields?: readonly string[] | undefined
  /** Bundles on one day, about everybody together; any number when left out. */
  dayLimit?: number | undefined
  /** Shared, so that bundles do not wait for each other; a withdrawal at the same moment comes before, and stops this, or after it. @throws Fault exchange.no-consent */
  findLive(tx: Tx<ExchangeTables>, day: string): Promise<Live>
  /** @throws Fault where it is not for this recipient */
  purposeOf(live: Live): Purpose
  /** In the transaction that writes the looks: what is released rests here, too. Nothing does when left out. */
  keep?(tx: Tx<ExchangeTables>, received: { consent: string; known: KnownValue[]; silent: Silence[]; looks: ReadonlyMap<string, string> }): Promise<void>
}

export interface Gathered extends Answers {
  purpose: string
  /** Day on which the consent ends. */
  until: string
  /** Register → id of its look. */
  looks: ReadonlyMap<string, string>
  /** To be told when the values have left: a withdrawal waits for it. Undefined where there are none. */
  flight: string | undefined
}

/** @throws Fault for each reason there is to refuse */
export async function gather({ access, pack, client, clock }: AskDeps & { clock: Clock }, gathering: Gathering): Promise<Gathered> {
  const { recipient, role, person, dayLimit: company } = gathering
  const day = clock.today().toString()
  const { consent, fields } = await access.db.transaction(async (tx) => {
    const live = await gathering.findLive(tx, day)
    const purpose = gathering.purposeOf(live)
    const asked = fieldsOf(live, purpose, gathering.fields)
    await spendBudget(tx, { company: recipient, person, purpose: purpose.id, day, allowed: { person: purpose.questionsADay ?? bundlesADay, ...(company === undefined ? {} : { company }) } })
    return { consent: live, fields: asked }
  })
  const { known, silent } = await askRegisters(pack, client, { subject: person, purpose: consent.purpose, fields, requester: { agency: recipient, case: consent.case_id } })
  const about = { purpose: consent.purpose, until: consent.ends_on, silent }
  if (known.length === 0) return { ...about, known, looks: new Map(), flight: undefined }

  const began = performance.now()
  const flight = newId()
  const released = await loggedTransaction(access, async (tx, write) => {
    // The registers took their time: the person may have withdrawn by now, or agree to less.
    const now = await gathering.findLive(tx, day)
    const left = known.filter(({ register, field }) => now.fields.includes(`${register}.${field}`))
    if (left.length === 0) throw new Fault(exchangeFaults.noConsent)
    await beginFlights(tx, [{ id: flight, consent_id: consent.id }])
    await announce(tx, gathering, consent, left)
    const { looks } = await write({ person, recipient, role, purpose: consent.purpose, caseId: consent.case_id, consent: consent.id, values: left })
    await gathering.keep?.(tx, { consent: consent.id, known: left, silent, looks })
    return { known: left, until: now.ends_on, looks }
  })
  // A withdrawal does not wait for ever: what took too long is not released.
  if (performance.now() - began > patience.release) throw new Fault(exchangeFaults.registerUnavailable)
  return { ...about, ...released, flight }
}

/** What the person saw, as far as the pack still allows it: a purpose that has been narrowed since is narrower at once. */
function fieldsOf({ fields: agreed }: Live, { fields: allowed }: Purpose, asked: readonly string[] | undefined): string[] {
  if (asked?.some((name) => !agreed.includes(name))) throw new Fault(exchangeFaults.beyondConsent)
  return (asked ?? agreed).filter((name) => allowed.includes(name))
}

const dayLong = 24 * 3_600_000

/** Of one that asks for the same purpose many times on one day the person hears once; each look stands in the log. */
async function announce(tx: Tx<ExchangeTables>, { recipient, role, person }: Gathering, { purpose, company_name: name, case_id: caseId }: Live, known: readonly KnownValue[]) {
  const before = await tx.selectFrom('access_log').select('id').where('person', '=', person).where('id', '>', firstIdOf(Date.now() - dayLong)).where('recipient', '=', recipient).where('recipient_role', '=', role).where('purpose', '=', purpose).limit(1).executeTakeFirst()
  if (before) return
  await emit(tx, Disclosed, { person, purpose, recipient, ...(name === null ? { caseId } : { company: name, caseId: null }), fields: known.map(({ register, field }) => `${register}.${field}`) })
}
