import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'

/** Under which a person reads their own data for a life event: the one of its purposes that is no agency's. */
export function purposeOf(event: string, { lifeEvents, purposes: all }: Pack): string {
  const purposes = lifeEvents.find(({ id }) => id === event)?.purposes ?? []
  const own = all.find(({ id, agency }) => agency === null && purposes.includes(id))
  if (!own) throw new Error(`life event ${event} has no purpose for reading one's own data`)
  return own.id
}
