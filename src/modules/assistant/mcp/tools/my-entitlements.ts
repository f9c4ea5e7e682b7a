/** What one is owed after a life event, from what the registers hold: read for that purpose, logged before anything is told, and kept nowhere. */
import Type from 'typebox'
import { IsoDate, strict } from '../../../../kernel/schema/schema.ts'
import type { Cases } from '../../../cases/index.ts'
import { Entitlement, entitlementOf, EventId, Language, nameIn, orNull } from './shapes.ts'
import { callerOf, defineTool } from './tool.ts'

const Sex = Type.Union([Type.Literal('F'), Type.Literal('M')])

export const myEntitlementsTool = ({ cases, today }: { cases: Cases; today(): string }) => defineTool({
  name: 'my_entitlements',
  title: 'Check what I am owed',
  description: 'What the person who let this program act is owed after a life event, with reasons, amounts, deadlines and the law. It is worked out from what the registers hold about the person, who sees this reading in the access log; the registers\' values themselves are not given. Nothing is applied for.',
  input: strict({
    event: EventId,
    newborns: Type.Optional(Type.Array(strict({ name: Type.String({ maxLength: 60 }), birthDate: IsoDate, sex: Sex }), { maxItems: 6, description: 'Children just born, whom no register knows yet' })),
    language: Language,
  }),
  output: strict({
    on: Type.String({ description: 'Legal day of the figures' }),
    owed: Type.Array(Entitlement), unsettled: Type.Array(Entitlement), notOwed: Type.Array(Entitlement),
    always: Type.Array(strict({ service: Type.String(), name: Type.String() }), { description: 'Belong to the event whatever the facts are' }),
    silent: Type.Array(strict({ register: Type.String(), reason: orNull(Type.String()) }), { description: 'Registers that gave no answer: what rests on them is unsettled' }),
  }),
  async run(call, { event, newborns = [] }) {
    const { wording, origin } = call
    const { pack, text } = wording
    const { assessment, silent } = await cases.owed(callerOf(call).person, event, newborns)
    const named = (list: typeof assessment.owed) => list.flatMap(({ service, finding }) => (finding === null ? [] : [entitlementOf({ wording, origin }, text(service.name), finding)]))
    return {
      about: event,
      told: {
        on: today(), owed: named(assessment.owed), unsettled: named(assessment.unsettled), notOwed: named(assessment.notOwed),
        always: assessment.owed.filter(({ finding }) => finding === null).map(({ service }) => ({ service: service.id, name: text(service.name) })),
        silent: silent.map(({ register, reason }) => ({ register: nameIn(text, pack.registers, register), reason })),
      },
    }
  },
})
