/** What a mandate allows at a moment: pure, and closed wherever something is not known. */
import type { Selectable } from 'kysely'
import type { Mandate } from '../../../kernel/http/principal.ts'
import type { IdentityTables } from '../tables.ts'

export type MandateRow = Selectable<IdentityTables['mandate']>

/** Why a mandate has ended, or cannot be used. */
export const endings = ['majority', 'expired', 'used', 'revoked', 'returned', 'court', 'death', 'register', 'refused'] as const
export type Ending = (typeof endings)[number]

/** @param today the legal day. @returns how it has ended by that day; undefined while it stands or waits */
export function endingOf(row: Pick<MandateRow, 'status' | 'ended_because' | 'majority_on' | 'until_on'>, today: string): Ending | undefined {
  if (row.status === 'ended') return row.ended_because as Ending
  if (row.majority_on !== null && today >= row.majority_on) return 'majority'
  if (row.until_on !== null && today > row.until_on) return 'expired'
  return undefined
}

/** What whoever holds a mandate may do with the mandate itself: carry it in a wallet, and show it. */
export const ownActs = ['carry', 'show'] as const

export type Refusal = Ending | 'not-yours' | 'offered' | 'early' | 'beyond'

/**
 * Whether this person may do this under this mandate on this day.
 * @param finishes the act belongs to a matter that a use was spent on: it may be finished when all uses are
 * @returns why not; undefined where they may
 */
export function refusalOf(row: MandateRow | undefined, { actor, act, today, finishes = false }: { actor: string; act: string; today: string; finishes?: boolean }): Refusal | undefined {
  if (!row || row.actor !== actor) return 'not-yours'
  const ending = endingOf(row, today)
  if (ending !== undefined && !(ending === 'used' && finishes)) return ending
  if (row.status === 'offered') return 'offered'
  if (today < row.from_on) return 'early'
  return [...row.acts, ...ownActs].includes(act) ? undefined : 'beyond'
}

/** As it goes with a session and with what is done under it. @param today the legal day */
export function mandateOf(row: Pick<MandateRow, 'id' | 'kind' | 'acts' | 'actor_name' | 'subject_name' | 'status' | 'ended_because' | 'majority_on' | 'until_on'> & { actor: string }, today: string): Mandate {
  const over = endingOf(row, today)
  return { id: row.id, kind: row.kind, acts: row.acts, actor: row.actor, actorName: row.actor_name, subjectName: row.subject_name, ...(over === undefined ? {} : { over }) }
}
