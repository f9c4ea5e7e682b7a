import Type, { type Static } from 'typebox'
import { Id, strict, Text } from './common.ts'

/** What someone may want of the assistant: to be helped, or one of the things that stand on a service's page. */
export const intents = [
  'greeting', 'thanks', 'machine', 'human', 'cancel', 'start', 'notices', 'applications', 'owed',
  'summary', 'amount', 'audience', 'how', 'cost', 'time', 'deadline', 'agency', 'complaint', 'law', 'outside',
] as const
export type Intent = (typeof intents)[number]

const Utterances = Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1 }), { description: 'Language tag → what people say' })

/** assistant.json: how people of this country ask, and whom they call when it cannot wait. */
export const Assistant = strict({
  urgent: Type.Array(strict({
    id: Id,
    phone: Type.String(),
    name: Text,
    says: Text,
    /** Words that stand together in a message, in any order; `*` ends the beginning of a word. */
    words: Utterances,
  })),
  examples: Type.Record(Type.String(), Utterances, { description: 'Intent → what people say for it' }),
  services: Type.Record(Type.String(), Utterances, { description: 'Service → other words for it' }),
  events: Type.Optional(Type.Record(Type.String(), Utterances, { description: 'Life event → what those say to whom it happened' })),
})
export type Assistant = Static<typeof Assistant>
