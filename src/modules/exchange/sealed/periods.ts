/** From when to when a look stays sealed, by the pack's law. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { exchangeFaults } from '../contract.ts'
import { purposeOf } from '../purposes.ts'

export type CovertPurpose = Purpose & { agency: string; covert: NonNullable<Purpose['covert']> }

const isCovert = (purpose: Purpose): purpose is CovertPurpose => purpose.agency !== null && purpose.covert !== undefined

export const covertPurposes = (pack: Pack, agency?: string): CovertPurpose[] => pack.purposes.filter(isCovert).filter((purpose) => agency === undefined || purpose.agency === agency)

/** @throws exchange.beyond-purpose for a purpose that the pack does not call covert, or of another agency: nothing else is ever sealed */
export function covertPurpose(pack: Pack, id: string, agency: string): CovertPurpose {
  const purpose = purposeOf(pack, id)
  if (!isCovert(purpose) || purpose.agency !== agency) throw new Fault(exchangeFaults.beyondPurpose)
  return purpose
}

const later = (day: Temporal.PlainDate, period: string) => day.add(Temporal.Duration.from(period)).toString()

export const opensOn = ({ covert }: CovertPurpose, today: Temporal.PlainDate) => later(today, covert.sealedFor)

/** By which day a look of today opens at the latest, whatever its purpose: told in public, it tells no purposes apart. */
export const latestOn = (pack: Pack, today: Temporal.PlainDate) => covertPurposes(pack).map((purpose) => opensOn(purpose, today)).sort().at(-1)!

/** The last day that a court may order. */
export const longestSeal = ({ covert }: CovertPurpose, opens: string) => later(Temporal.PlainDate.from(opens), covert.extendableBy)
