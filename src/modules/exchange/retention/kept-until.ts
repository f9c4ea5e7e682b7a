/** Until when a record is kept, by the pack's law: the last day, `YYYY-MM-DD`. On the day after it, it ends. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { ExchangeTables } from '../tables.ts'
import type { Selectable } from 'kysely'

const dayOf = ({ timeZone }: Pack, at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()

export const lookKeptUntil = (pack: Pack, at: Date) => dayOf(pack, at).add({ years: pack.retention.accessLog.years }).toString()

/** From the day on which it ended: by the person's word, by itself, or, where it was refused, on the day of the answer. */
export function consentKeptUntil(pack: Pack, { agreed, given_at: givenAt, withdrawn_at: withdrawnAt, ends_on: endsOn }: Pick<Selectable<ExchangeTables['consent']>, 'agreed' | 'given_at' | 'withdrawn_at' | 'ends_on'>): string {
  const ended = withdrawnAt !== null ? dayOf(pack, withdrawnAt) : agreed && endsOn !== null ? Temporal.PlainDate.from(endsOn) : dayOf(pack, givenAt)
  return ended.add({ years: pack.retention.consents.years }).toString()
}

/** What was before this moment is over. @param today the legal day */
export const overBefore = ({ timeZone }: Pack, { years }: { years: number }, today: Temporal.PlainDate) => new Date(today.subtract({ years }).toZonedDateTime(timeZone).epochMilliseconds)
