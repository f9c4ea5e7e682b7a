/** What an agency writes with a decision on a service: the pack's text, the case's values in their places. A service without one has the house's own words. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { LetterOutcome } from '../../../../packages/pack-kit/schema/service.ts'
import { createTranslator } from '../../../kernel/i18n/translator.ts'
import { objectionUntil } from './object-to-line.ts'

export interface LetterAbout {
  service: string
  outcome: LetterOutcome
  receipt: string
  decidedAt: Date
  /** Why it was refused, in the official's words. */
  reason: string | null
}

/** In which language it is written. @property date writes a day, `YYYY-MM-DD` */
export interface Letterhead { language: { tag: string; html: string }; date(day: string): string }

/** @returns paragraphs; undefined: the service has no letter for this outcome */
export function letterOf(pack: Pack, { language: { tag, html }, date }: Letterhead, { service: id, outcome, receipt, decidedAt, reason }: LetterAbout): string[] | undefined {
  const service = pack.services.find((one) => one.id === id)
  const text = service?.letters?.[outcome]?.[tag]
  if (service === undefined || text === undefined) return undefined
  const day = Temporal.Instant.fromEpochMilliseconds(decidedAt.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate().toString()
  const until = outcome === 'refused' ? objectionUntil(pack, decidedAt) : undefined
  const write = createTranslator(html, { letter: text }, () => undefined)
  const written = write('letter', {
    service: service.name[tag] ?? id, agency: pack.agencies.find((one) => one.id === service.agency)?.name[tag] ?? service.agency, receipt, date: date(day),
    ...(outcome === 'refused' ? { reason: reason ?? '', until: until === undefined ? '' : date(until) } : {}),
  })
  return written.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}
