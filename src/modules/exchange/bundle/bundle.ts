/** What a person lets a company have, from every register at once. */
import { sql } from 'kysely'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { AskDeps } from '../ask.ts'
import { exchangeFaults } from '../contract.ts'
import { companyPurpose } from './authorise.ts'
import { gather, type Gathered } from './gather.ts'

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

/** @throws Fault for each reason there is to refuse */
export function bundle(deps: AskDeps & { clock: Clock }, { company, person, consent, fields, dayLimit }: BundleRequest): Promise<Gathered> {
  return gather(deps, {
    recipient: company, role: 'company', person, fields, dayLimit, purposeOf: ({ purpose }) => companyPurpose(deps.pack, purpose),
    async findLive(tx, day) {
      const found = await tx.selectFrom('consent').select(['id', 'purpose', 'case_id', 'ends_on', 'company_name', sql<string[]>`wording -> 'fields'`.as('fields')])
        .where('id', '=', consent).where('person', '=', person).where('company', '=', company)
        .where('agreed', '=', true).where('withdrawn_at', 'is', null).where('ends_on', '>=', day).forShare().executeTakeFirst()
      if (found?.ends_on == null || found.company_name === null) throw new Fault(exchangeFaults.noConsent)
      return { ...found, ends_on: found.ends_on }
    },
  })
}
