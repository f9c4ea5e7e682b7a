/** Who looks for a person: in their place, by the mandate; or at a counter where they stand, under a purpose of its own and by the visit. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../packages/pack-kit/schema/purpose.ts'
import type { Counter } from '../../kernel/http/acting-for.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { exchangeFaults } from './contract.ts'
import { purposeOf } from './purposes.ts'

/** Who reads for another is in the log by the mandate: its id follows. */
export const representative = 'mandate/'

/** Ids of the mandates under which somebody looked. */
export const mandatesIn = (log: readonly { recipient: string }[]) => [...new Set(log.flatMap(({ recipient }) => (recipient.startsWith(representative) ? [recipient.slice(representative.length)] : [])))]

/** Who looked at a counter, and who stood there in the person's place; null: the person. */
export interface Visit { official: string; present: string | null }

/** The role of who looked at a counter: the id of the visit follows, which says who it was and that the person stood there. */
export const visitor = 'counter/'

export const visitRole = ({ visit }: Pick<Counter, 'visit'>) => `${visitor}${visit}`

/** Ids of the visits in which somebody looked. */
export const visitsIn = (log: readonly { recipient_role: string }[]) => [...new Set(log.flatMap(({ recipient_role: role }) => (role.startsWith(visitor) ? [role.slice(visitor.length)] : [])))]

/** @throws beyondPurpose where the agency has no counter */
export function counterPurpose(pack: Pack, { agency }: Pick<Counter, 'agency'>): Purpose {
  const { counters } = pack
  if (!counters?.agencies.includes(agency)) throw new Fault(exchangeFaults.beyondPurpose)
  return purposeOf(pack, counters.purpose)
}
