/** Somebody stands at an agency's counter, and an official takes their application down: known by a code from their draft or by a document, page by page, until it is confirmed. */
import type { Selectable } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { type Clock, momentOf } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Exchange } from '../../exchange/index.ts'
import type { Mandates } from '../../identity/index.ts'
import { casesFaults } from '../contract.ts'
import type { CasesTables } from '../tables.ts'

export type VisitRow = Selectable<CasesTables['visit']>

export type VisitEnd = NonNullable<VisitRow['ended_because']>

export interface VisitDeps {
  db: RoomDatabase<CasesTables>
  pack: Pack
  editions: Editions
  clock: Clock
  exchange: Exchange
  mandates: Pick<Mandates, 'use' | 'stand' | 'list' | 'derive'>
  /** Marks the codes. */
  key: Buffer
}

/** Milliseconds: it goes on for so long after each page that is kept, and at most so long in all. */
export const [idle, longest] = [20 * 60_000, 2 * 3_600_000]

export const endsAfter = (begun: Date, now: Date) => new Date(Math.min(now.getTime() + idle, begun.getTime() + longest))

/** How it has ended, whether that has been written down or its time is simply over. @returns undefined while it goes on */
export const endOf = ({ ended_because, ends_at }: Pick<VisitRow, 'ended_because' | 'ends_at'>, clock: Clock): VisitEnd | undefined => ended_because ?? (ends_at <= momentOf(clock) ? 'over' : undefined)

/** @throws noCounter where the pack names none at this agency */
export function demandCounter({ pack }: { pack: Pack }, { agency }: Pick<Official, 'agency'>) {
  const { counters, registration } = pack
  if (!counters?.agencies.includes(agency) || !registration) throw new Fault(casesFaults.noCounter)
  return { ...counters, documents: registration.documents }
}

/** Who is said to have taken an application down. */
export interface TakenDown { official: string; agency: string; at: Date }
