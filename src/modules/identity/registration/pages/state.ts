import type { View } from '../../../../web/view.ts'
import type { ShownRegistration } from '../registration.ts'

/** How far a sheet has come, and who ended it. */
export function stateOf({ t, dateTime }: View, { person, state, ends_at, settled_at, settled_by }: ShownRegistration): string {
  const who = (settled_by ?? 'house').split(':', 1)[0]!
  const by = who === 'person' && settled_by !== `person:${person}` ? 'word' : who
  return t(`registration.state.${state}`, { date: dateTime(settled_at ?? ends_at), by })
}
