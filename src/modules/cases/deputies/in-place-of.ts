/** Whose hand an act is: an official's own, and that of somebody who is away and whose deputy they are on this day. */
import { sql } from 'kysely'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { CasesTables } from '../tables.ts'

/** @property today `YYYY-MM-DD`, by the house's clock */
export interface Acting extends Pick<Official, 'agency' | 'official'> { today: string }

export const actingOn = ({ agency, official }: Official, clock: Clock): Acting => ({ agency, official, today: clock.today().toString() })

/** Those in whose place one acts: an array in SQL, empty for most. */
export const standsInFor = ({ agency, official, today }: Acting) => sql<string[]>`array(
  select away.official from cases.deputy away where away.agency = ${agency} and away.deputy = ${official} and ${today}::date between away.from_day and away.until_day and away.ended_at is null)`

/** For whom an act on a part is done. @returns null: for nobody but oneself */
export const inPlaceOf = (holder: string | null, standsIn: readonly string[]) => (holder !== null && standsIn.includes(holder) ? holder : null)

/** How an audited act says it. */
export const actedFor = (official: string | null) => (official === null ? {} : { for: official })

/** Whether somebody who has acted is the one who acts now, or one whose deputy that is: they count as one where the law wants two. */
export const isSameHand = (acted: readonly (string | null)[], official: string, standsIn: readonly string[]) =>
  acted.some((who) => who !== null && (who === official || standsIn.includes(who)))

export async function readStandsIn(tx: Tx<CasesTables>, acting: Acting): Promise<string[]> {
  const { rows: [row] } = await sql<{ for: string[] }>`select ${standsInFor(acting)} as for`.execute(tx)
  return row?.for ?? []
}
