/**
 * What an official, or a program of the agency, asks now for a case: from every register of the purpose at once, as far as the person agreed, as
 * one bundle in which each source says itself: the register, the evidence that it stands for, when it was true, and its entry in the log.
 */
import { sql } from 'kysely'
import type { EvidenceType } from '../../../../packages/pack-kit/schema/register.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { AskDeps } from '../ask.ts'
import { exchangeFaults, type KnownValue, type Silence } from '../contract.ts'
import { evidenceOf } from '../evidence-types/find-evidence.ts'
import { openPurposeOf } from '../purposes.ts'
import { gather } from './gather.ts'

export interface CaseQuestion {
  agency: string
  /** Of whoever asks, in the person's log. */
  role: 'caseworker' | 'program'
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
}

/**
 * @param ended hears when the values have been handed over: a withdrawal waits for it
 * @throws Fault for each reason there is to refuse
 */
export async function askForCase(deps: AskDeps & { clock: Clock }, { agency, role, person, purpose, caseId }: CaseQuestion, ended: (flight: string) => void): Promise<CaseBundle> {
  const { pack, access } = deps
  const { known, silent, looks, flight } = await gather(deps, {
    recipient: agency, role, person,
    purposeOf() {
      const own = openPurposeOf(pack, purpose)
      if (own.agency !== agency) throw new Fault(exchangeFaults.beyondPurpose)
      return own
    },
    async findLive(tx, day) {
      const found = await tx.selectFrom('consent').select(['id', 'purpose', 'case_id', 'ends_on', 'company_name', sql<string[]>`wording -> 'fields'`.as('fields')])
        .where('person', '=', person).where('purpose', '=', purpose).where('case_id', '=', caseId).where('company', 'is', null)
        .where('agreed', '=', true).where('withdrawn_at', 'is', null).where('ends_on', '>=', day).forShare().executeTakeFirst()
      if (found?.ends_on == null) throw new Fault(exchangeFaults.noConsent)
      return { ...found, ends_on: found.ends_on }
    },
  })
  if (flight === undefined) return { sources: [], silent }
  // Once the caller has them; or when there is nothing to have.
  using _landing = { [Symbol.dispose]: () => { setImmediate(ended, flight) } }
  const entries = await access.log.places([...looks.values()])
  const sources = [...Map.groupBy(known, ({ register }) => register)].map(([register, values]): Source => {
    const look = looks.get(register)!
    const evidence = new Set(values.map(({ field }) => evidenceOf(pack, `${register}.${field}`).type))
    return { register, evidence: [...evidence], answeredAt: values[0]!.answeredAt, look, entry: entries.get(look)!, known: values }
  })
  return { sources, silent }
}
