/**
 * A life event as the GovStack building blocks see it: an e-service of one or several registrations, with one form. They name a service by a
 * UUID; ours is named by a word, so the UUID is made of the word and stays (RFC 9562 §5.5).
 */
import { createHash } from 'node:crypto'
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Wording } from '../../../web/wordings.ts'
import { casesFaults } from '../contract.ts'

/** Of addresses: RFC 9562 §6.6. */
const addresses = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')

export function serviceId(pack: Pick<Pack, 'id'>, event: string): string {
  const bytes = createHash('sha1').update(addresses).update(`urn:maru:${pack.id}:life-event:${event}`).digest().subarray(0, 16)
  bytes[6] = 0x50 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const openEvents = ({ lifeEvents }: Pack) => lifeEvents.filter(({ open }) => open)

/** @param id the UUID, or the pack's word. @throws noSuchEvent */
export function eventOf(pack: Pack, id: string): LifeEvent {
  const event = openEvents(pack).find((one) => one.id === id || serviceId(pack, one.id) === id)
  if (!event) throw new Fault(casesFaults.noSuchEvent)
  return event
}

export const servicesOf = (wording: Wording, version: string, name?: string) => openEvents(wording.pack)
  .filter((event) => name === undefined || wording.text(event.name).toLocaleLowerCase(wording.language.html).includes(name.toLocaleLowerCase(wording.language.html))).map((event) => serviceOf(wording, event, version))

export const serviceOf = ({ pack, text }: Wording, event: LifeEvent, version: string) => ({
  id: serviceId(pack, event.id), name: text(event.name), version, type: 'Public' as const, isExecutable: true, isClosed: true, description: text(event.summary),
  serviceBody: [{ code: 'life-event', value: event.id }, ...event.services.map((service) => ({ code: 'registration', value: service }))],
})

export const nameOf = ({ pack, text }: Wording, event: string) => text(pack.lifeEvents.find(({ id }) => id === event)?.name ?? {}) || event

export const formOf = ({ text }: Wording, { id, name, summary }: LifeEvent, version: string) => ({ eFormId: id, name: text(name), description: text(summary), version, latest: true })
