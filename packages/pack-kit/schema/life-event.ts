import Type, { type Static } from 'typebox'
import { Id, Source, strict, Text } from './common.ts'

const answerChecks = {
  notFuture: Type.Optional(Type.Boolean()),
  notPast: Type.Optional(Type.Boolean({ description: 'A day that is chosen: today at the earliest' })),
  maxAheadDays: Type.Optional(Type.Integer({ minimum: 1, description: 'The latest date taken online, in days after today' })),
  maxAgeDays: Type.Optional(Type.Integer({ minimum: 1, description: 'The oldest date taken online, in days before today' })),
  pattern: Type.Optional(Type.String()),
  maxLength: Type.Optional(Type.Integer({ minimum: 1 })),
}

/** Language → other words by which people say it. */
const PlainWords = Type.Record(Type.String(), Type.Array(Type.String({ minLength: 1 })))

/**
 * A question that no register can answer, or none of this person: one whose fact a register may hold is asked where it holds nothing. `words`: by which people name what is asked, beside its label; `says`: what answers a
 * yes-no question without a yes or no, as "rented" does whether a home is leased.
 */
export const Question = strict({
  fact: Type.String({ description: 'The fact that the answer gives' }),
  type: Type.Union([Type.Literal('text'), Type.Literal('date'), Type.Literal('choice'), Type.Literal('yes-no')]),
  label: Text,
  hint: Type.Optional(Text),
  choices: Type.Optional(Type.Array(strict({ value: Type.String(), label: Text, words: Type.Optional(PlainWords) }), { minItems: 2 })),
  words: Type.Optional(PlainWords),
  says: Type.Optional(strict({ yes: Type.Optional(PlainWords), no: Type.Optional(PlainWords) })),
  name: Type.Optional(Type.Union([Type.Literal('family'), Type.Literal('given'), Type.Literal('family-given'), Type.Literal('given-family')], { description: 'A text that is a person’s name, or that part of it; the whole one in the order in which the country writes it' })),
  onlyIf: Type.Optional(strict({ fact: Type.String(), is: Type.String() }, { description: 'Asked only where an earlier page gave this answer, or unless a register says otherwise; yes and no for true and false' })),
  unless: Type.Optional(strict({ fact: Type.String(), is: Type.String() }, { description: 'Not asked of whom a register says this; yes and no for true and false' })),
  /** Of the life event’s contributions: somebody else may be asked to answer this. */
  contribution: Type.Optional(Id),
  ...answerChecks,
})
export type Question = Static<typeof Question>

/** One page of the application. */
export const Step = strict({
  id: Id,
  title: Text,
  lead: Type.Optional(Text),
  repeat: Type.Optional(strict({ entity: Type.Literal('newborn'), max: Type.Integer({ minimum: 1, maximum: 8 }) })),
  questions: Type.Array(Question, { minItems: 1 }),
})
export type Step = Static<typeof Step>

const count = Type.Optional(Type.Integer({ minimum: 1 }))

/** A period that the law sets to those to whom it happened (in Korea by 민법 §155–161). */
export const LegalClock = strict({
  id: Id,
  name: Text,
  from: Text,
  period: Type.Object({ days: count, months: count, years: count }, { additionalProperties: false, minProperties: 1, maxProperties: 1 }),
  before: Type.Optional(Type.Boolean({ description: 'Runs back from the day, such as a due date: the first day of something, that no holiday moves' })),
  firstDayCounts: Type.Optional(Type.Boolean({ description: 'The day itself is day one; otherwise the next' })),
  endOfMonth: Type.Optional(Type.Boolean({ description: 'Runs from the end of the month in which it happened' })),
  endsOnClosedDay: Type.Optional(Type.Boolean({ description: 'No Saturday or holiday moves its end' })),
  settled: Type.Optional(Type.Boolean({ description: 'Met by sending the application: nothing is left to do' })),
  fact: Type.Optional(Type.String({ description: 'The fact of an application that says the day on which it happened' })),
  source: Source,
})
export type LegalClock = Static<typeof LegalClock>

/** Somebody who may apply, and by which way: here, or in person only. */
export const Applicant = strict({ who: Text, how: Text, source: Source })
export type Applicant = Static<typeof Applicant>

/** Whom it happened to, where that is not the applicant: an entry of a list that a register keeps on the applicant, such as a parent who died. */
export const Subject = strict({
  entity: Type.String({ pattern: '^[a-z_]+$', description: 'Its attributes are facts of this entity' }),
  register: Id,
  field: Type.String({ description: 'A list of people; each entry names its personId' }),
  title: Text,
  none: Text,
})
export type Subject = Static<typeof Subject>

/** Questions that the applicant may ask somebody else to answer, such as the other parent; they sign in as themselves and see nothing else of the application. */
export const Contribution = strict({
  id: Id,
  title: Text,
  who: Text,
  lead: Text,
}, { description: '`title`: what is filled in; `who`: who is asked, usually; `lead`: what whoever is asked reads above the questions' })
export type Contribution = Static<typeof Contribution>

/** life-events/<id>.json (CPSV-AP LifeEvent). */
export const LifeEvent = strict({
  id: Id,
  order: Type.Integer({ description: 'Place on the home page' }),
  name: Text,
  summary: Text,
  listed: Type.Optional(Type.Literal(false, { description: 'Not on the home page: it is found where it is due, by searching and by asking' })),
  open: Type.Boolean({ description: 'Can be handled here from beginning to end' }),
  meanwhile: Type.Optional(Text),
  minutes: Type.Integer({ minimum: 0 }),
  services: Type.Array(Id),
  purposes: Type.Array(Id),
  applicants: Type.Optional(Type.Array(Applicant)),
  subject: Type.Optional(Subject),
  clocks: Type.Optional(Type.Array(LegalClock)),
  contributions: Type.Optional(Type.Array(Contribution)),
  steps: Type.Array(Step),
})
export type LifeEvent = Static<typeof LifeEvent>
