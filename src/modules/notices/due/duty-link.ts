/** Where a duty is done: on a page of the portal, or with somebody else. */
import type { Duty } from '../../../../packages/pack-kit/schema/duty.ts'

/** @returns an address with its origin, or a path of the portal */
export const dutyLink = ({ do: done }: Pick<Duty, 'do'>): string => ('url' in done ? done.url : 'event' in done ? `/life-events/${done.event}` : `/services/${done.service}`)
