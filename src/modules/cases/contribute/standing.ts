import type { Selectable } from 'kysely'
import { type Clock, momentOf } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { CasesTables, ContributionStatus } from '../tables.ts'

export type ContributionRow = Selectable<CasesTables['contribution']>

export interface ContributionDeps {
  db: RoomDatabase<CasesTables>
  editions: Editions
  clock: Clock
  /** Marks the codes. */
  key: Buffer
}

export interface Named { person: string; name: string }

/** What nobody has settled in its time is over, whether the job has come by or not. */
export const statusOf = ({ status, ends_at }: Pick<ContributionRow, 'status' | 'ends_at'>, clock: Clock): ContributionStatus =>
  ((status === 'asked' || status === 'opened') && ends_at <= momentOf(clock) ? 'expired' : status)
