/** What an answer leads on to: the event it was asked to start, or the one open event that alone has the service it told of. Nothing is started by it. */
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Answer } from '../contract.ts'

export function eventToStart(pack: Pack, { act, kind, trace: { topic } }: Answer): LifeEvent | undefined {
  if (act !== null) return pack.lifeEvents.find(({ id, open }) => open && id === act.event)
  if (kind !== 'answered' || topic === null) return undefined
  const [event, ...others] = pack.lifeEvents.filter(({ open, services }) => open && services.includes(topic))
  return others.length > 0 ? undefined : event
}
