import type { Pack } from '../../packages/pack-kit/schema/pack.ts'

/** Where the parts of a birth go: each agency with one of its services that no certificate follows. */
export function placesOf(pack: Pack) {
  const birth = pack.lifeEvents.find(({ id }) => id === 'birth')!
  return pack.purposes.flatMap(({ id, agency }) => {
    const service = pack.services.find((candidate) => candidate.agency === agency && birth.services.includes(candidate.id) && !candidate.certificate && candidate.effect === undefined)
    return agency !== null && birth.purposes.includes(id) && service ? [{ agency, purpose: id, service: service.id }] : []
  })
}
