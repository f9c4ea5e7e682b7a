/** The same entries as a calendar file (RFC 5545): whole days, each with its law and where one reads on. */
import ical from 'ical-generator'
import type { Wording } from '../../../web/wordings.ts'
import { type Entry, horizon } from './entries.ts'

/** @param origin of the portal, `https://…` */
export function writeIcal({ t, text, pack }: Wording, entries: readonly Entry[], origin: string): string {
  const calendar = ical({ name: t('cases.calendar.title', { months: horizon }), prodId: { company: 'Maru', product: pack.id } })
  for (const entry of entries) {
    const law = entry.law === null ? '' : `${text(entry.law.law)} ${entry.law.article}`
    // A day has no time zone: midnight of UTC, written as a date.
    calendar.createEvent({
      id: `${entry.id}@${new URL(origin).host}`, start: new Date(`${entry.day}T00:00:00Z`), allDay: true, url: `${origin}${entry.href}`,
      summary: entryInWords({ t, text }, entry), ...(law === '' ? {} : { description: law }),
    })
  }
  return calendar.toString()
}

export const entryInWords = ({ t, text }: Pick<Wording, 't' | 'text'>, { kind, name }: Entry) => t(`cases.calendar.kind.${kind}`, { name: text(name) })
