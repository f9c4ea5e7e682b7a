import Type, { type Static } from 'typebox'
import { Id, strict, Text } from './common.ts'

/** What someone may want of the assistant: to be helped, or one of the things that stand on a service's page. */
export const intents = [
  'greeting', 'thanks', 'machine', 'human', 'cancel', 'start', 'notices', 'applications', 'owed',
  'summary', 'amount', 'audience', 'how', 'cost', 'time', 'deadline', 'agency', 'complaint', 'law', 'outside',
] as const
export type Intent = (typeof intents)[number]

const Utterances = Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1 }), { description: 'Language tag → what people say' })

/** What is asked and has no fact: whether what the registers say is right, whether there is another child; and whom it is about, which can be put right. */
export const withoutFact = { asked: ['known', 'more'], corrected: ['subject'] } as const

const AnswersTo = (description: string) => Type.Record(Type.String(), Utterances, { description })

/**
 * What people answer while a form is filled in by talking. From these is learnt how others say it, so they should differ much: short and long, plain and
 * roundabout, the common ways as well as the rare ones. In braces stands what is told: "her name is {Ada Park}".
 */
export const Answers = strict({
  yes: AnswersTo('Fact of a yes-no question, `known` or `more` → what those say who mean yes'),
  no: AnswersTo('The same → what those say who mean no'),
  tells: Type.Optional(AnswersTo('Fact of another question → how its answer is told')),
  corrects: Type.Optional(AnswersTo('Fact of another question, or `subject` → how an earlier answer is put right')),
  asides: Type.Optional(Utterances),
})
export type Answers = Static<typeof Answers>

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
  moods: Type.Optional(strict({ glad: Type.Array(Id), sad: Type.Array(Id) }, { description: 'Life events that are surely good news to whoever tells of them, and surely bad: whoever speaks of something glad is offered none that is sad' })),
  certificates: Type.Optional(Type.Record(Type.String(), Utterances, { description: 'Credential → other words for it' })),
  duties: Type.Optional(Type.Record(Type.String(), Utterances, { description: 'Duty → other words for it, by which people ask when it is due' })),
  answers: Type.Optional(Answers),
})
export type Assistant = Static<typeof Assistant>
