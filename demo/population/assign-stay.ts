/** Since when households live where they do, and what was recognised as the income of those who asked for help that depends on it. */
import type { Household } from './make-population.ts'
import type { PeopleFile } from './people-file.ts'
import type { Random } from './random.ts'

/** Twenty years. */
const longest = 7_300

/** The last to draw: what it draws changes nothing else. */
export function assignStay(homes: Iterable<Household>, { asOf, recognised }: PeopleFile, random: Random) {
  const today = Temporal.PlainDate.from(asOf)
  for (const home of homes) {
    home.since = today.subtract({ days: Math.floor(longest * random.next() ** 2) }).toString()
    if (recognised && home.receives.some((received) => recognised.inquired.includes(received.split('/')[0]!))) home.recognisedShare = shareOf(home, recognised)
  }
}

/** Income, and property above what is left to everybody turned into income, against the median for so many people. */
function shareOf({ members, monthlyIncome }: Household, { medians, leftAlone, perTenThousand }: NonNullable<PeopleFile['recognised']>): number {
  const property = members.reduce((sum, { means }) => sum + means.housingProperty + means.generalProperty + means.financialProperty - means.debts, 0)
  const turned = Math.trunc((Math.max(0, property - leftAlone) * perTenThousand) / 10_000)
  return Math.ceil(((monthlyIncome + turned) * 100) / medians[Math.min(members.length, medians.length) - 1]!)
}
