/**
 * What an official, or a program of the agency, asks now for a case: from every register of the purpose at once, as far as the person agreed, as
 * one bundle in which each source says itself: the register, the evidence that it stands for, when it was true, and its entry in the log. It is kept for the case.
 */
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { EvidenceType } from '../../../../packages/pack-kit/schema/register.ts'
import { type Clock, momentOf } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { AskDeps } from '../ask.ts'
import { exchangeFaults, type KnownValue, type Silence } from '../contract.ts'
import { evidenceOf } from '../evidence-types/find-evidence.ts'
import { openPurposeOf } from '../purposes.ts'
import type { ExchangeTables } from '../tables.ts'
import type { PutRight } from './find-put-right.ts'
import { gather, type Live } from './gather.ts'
import { keepBundle, type KeptBundle } from './keep-bundle.ts'

export interface CaseQuestion {
  agency: string
  /** Of whoever asks, in the person's log. */
  role: 'caseworker' | 'program'
  /** Id of the official, or of the program: for the agency's own eyes. */
  by: string
  person: string
  purpose: string
  caseId: string
}

export interface Source {
  register: string
  /** The papers that the answer stands for. */
  evidence: EvidenceType[]
  /** RFC 3339 */
  answeredAt: string
  /** Id of the look in the person's log, and the number of its entry in the transparency log. */
  look: string
  entry: number
  known: KnownValue[]
}

export interface CaseBundle {
  sources: Source[]
  silent: Silence[]
  /** The last day of the consent that it rests on, YYYY-MM-DD: it is kept as long, or until the person withdraws. Absent where nothing was given. */
  until?: string
  kept?: KeptBundle
  /** Opened again: what its register has put right since it answered, and when. The values are those of then. */
  putRight?: PutRight[]
}

/**
 * @param ended hears when the values have been handed over: a withdrawal waits for it
 * @throws Fault for each reason there is to refuse
 */
export async function askForCase(deps: AskDeps & { clock: Clock }, { by, role, ...of }: CaseQuestion, ended: (flight: string) => void): Promise<CaseBundle> {
  const { pack, clock } = deps
  const { agency, person } = of
  const kept: KeptBundle = { id: newId(), askedAt: momentOf(clock), askedBy: by, role }
  const { known, silent, looks, flight, until } = await gather(deps, {
    recipient: agency, role, person, purposeOf: () => purposeOfCase(pack, of), findLive: (tx, day) => findConsentOfCase(tx, of, day),
    keep: (tx, received) => keepBundle(tx, { ...received, id: kept.id, agency, by, role, at: kept.askedAt }),
  })
  if (flight === undefined) return { sources: [], silent }
  // Once the caller has them; or when there is nothing to have.
  using _landing = { [Symbol.dispose]: () => { setImmediate(ended, flight) } }
  return { sources: await sourcesOf(deps, known, looks), silent, until, kept }
}

type OfCase = Pick<CaseQuestion, 'agency' | 'person' | 'purpose' | 'caseId'>

/** @throws Fault exchange.beyond-purpose for one of another agency */
export function purposeOfCase(pack: Pack, { purpose, agency }: OfCase): Purpose {
  const own = openPurposeOf(pack, purpose)
  if (own.agency !== agency) throw new Fault(exchangeFaults.beyondPurpose)
  return own
}

/** Held until the transaction ends. @throws Fault exchange.no-consent */
export async function findConsentOfCase(tx: Tx<ExchangeTables>, { person, purpose, caseId }: OfCase, day: string): Promise<Live> {
  const found = await tx.selectFrom('consent').select(['id', 'purpose', 'case_id', 'ends_on', 'company_name', sql<string[]>`wording -> 'fields'`.as('fields')])
    .where('person', '=', person).where('purpose', '=', purpose).where('case_id', '=', caseId).where('company', 'is', null)
    .where('agreed', '=', true).where('withdrawn_at', 'is', null).where('ends_on', '>=', day).forShare().executeTakeFirst()
  if (found?.ends_on == null) throw new Fault(exchangeFaults.noConsent)
  return { ...found, ends_on: found.ends_on }
}

/** Source by source, each with the look by which it was received. */
export async function sourcesOf({ access, pack }: Pick<AskDeps, 'access' | 'pack'>, known: readonly KnownValue[], looks: ReadonlyMap<string, string>): Promise<Source[]> {
  const entries = await access.log.places([...looks.values()])
  return [...Map.groupBy(known, ({ register }) => register)].map(([register, values]): Source => {
    const look = looks.get(register)!
    const evidence = new Set(values.map(({ field }) => evidenceOf(pack, `${register}.${field}`).type))
    return { register, evidence: [...evidence], answeredAt: values[0]!.answeredAt, look, entry: entries.get(look)!, known: values }
  })
}
