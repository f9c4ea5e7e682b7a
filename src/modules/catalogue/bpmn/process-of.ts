/** What a pack says of a life event or of a service, as a process that other systems read. */
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { Wording } from '../../../web/wordings.ts'
import { planLifeEvent } from './plan-life-event.ts'
import { writeBpmn } from './write-bpmn.ts'

/** BPMN 2.0 in the wording's language, with every service of the event. */
export async function processOfEvent(wording: Wording, event: LifeEvent): Promise<string> {
  const services = event.services.flatMap((id) => wording.pack.services.filter((service) => service.id === id))
  return writeBpmn(planLifeEvent(wording, event, services, wording.text(event.name)))
}

/** BPMN 2.0 of one service alone, with the form of its life event. */
export async function processOfService(wording: Wording, service: PublicService, event: LifeEvent): Promise<string> {
  return writeBpmn(planLifeEvent(wording, event, [service], wording.text(service.name)))
}
