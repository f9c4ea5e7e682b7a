/** What crosses the programs room's door: what is told, its faults, its job. */
import { defineJob } from '../../kernel/events/jobs.ts'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'

/** What a program is told of its agency's parts, and of its machines; `program.trial` is for trying. */
export const told = ['part.arrived', 'part.asked', 'part.answered', 'part.decided', 'part.referred', 'part.withdrawn', 'device.held', 'program.trial'] as const
export type Told = (typeof told)[number]

/** Thin on purpose: nothing of a person leaves this way. What is to be known is read over the API, and stands in the access log. */
export interface Message { type: Told; timestamp: string; data: { agency: string; part?: string; receipt?: string; device?: string; name?: string } }

export const SendDeliveries = defineJob('programs.send-deliveries', strict({ subscription: Uuid }))

export const programsFaults = defineFaults('programs', {
  noSuchProgram: 404,
  nameMissing: 422,
  addressUnusable: 422,
  noAddress: 409,
})
