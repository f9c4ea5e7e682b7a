import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'

/** The day on which something was, where the country's law holds, `YYYY-MM-DD`. */
export const legalDay = (pack: Pick<Pack, 'timeZone'>, at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate().toString()
