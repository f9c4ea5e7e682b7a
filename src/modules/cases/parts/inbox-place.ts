/** Where a page of the inbox ends, as it stands in an address: `open.2026-12-01.<part>`. */
import Type from 'typebox'
import type { InboxPlace } from '../queries.ts'

export const placePattern = Type.String({ pattern: '^(open|waiting)\\.[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

export const placeInAddress = ({ waits, due, part }: InboxPlace) => `${waits ? 'waiting' : 'open'}.${due}.${part}`

/** @param text of that pattern */
export function readPlace(text: string): InboxPlace {
  const [state, due, part] = text.split('.') as [string, string, string]
  // A day that no month has, typed by hand, is the last that the month has.
  const [year, month, day] = due.split('-').map(Number) as [number, number, number]
  return { waits: state === 'waiting', due: Temporal.PlainDate.from({ year, month, day }).toString(), part }
}
