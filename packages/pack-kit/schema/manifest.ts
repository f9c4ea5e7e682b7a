import Type, { type Static } from 'typebox'
import { IsoDate, Id, Source, strict, Text } from './common.ts'

export const Language = strict({
  tag: Type.String({ pattern: '^[a-z]{2,3}(-[a-z]+)?$', description: 'Name of the language inside the pack, such as `ko-easy`' }),
  name: Type.String({ description: 'In its own words' }),
  dir: Type.Union([Type.Literal('ltr'), Type.Literal('rtl')]),
  html: Type.String({ description: 'BCP 47 tag for `lang` and for numbers and dates, such as `ko`' }),
})
export type Language = Static<typeof Language>

/** What whoever is refused may do, by the country's own law of administrative procedure. */
const within = strict({ days: Type.Integer({ minimum: 1, description: 'Days after the decision; a closed last day moves on' }), source: Source })
const decision = strict({ days: Type.Integer({ minimum: 1 }), clock: Type.Union([Type.Literal('office-days'), Type.Literal('calendar-days')]), source: Source })
export const Objection = strict({ within, decision, elsewhere: Text })
export type Objection = Static<typeof Objection>

/** Until when people pay back what an agency has paid and did not owe. */
export const Reclaim = strict({
  days: Type.Integer({ minimum: 1, description: 'Days after it is asked back; a closed last day moves on' }), source: Source,
  objection: Type.Optional(strict({ within, decision }, { description: 'Where another law than that of refusals says until when one objects to it, and until when that is decided' })),
  whileObjected: Type.Optional(strict({ claim: Type.Union([Type.Literal('stands'), Type.Literal('rests')], { description: 'Whether it is owed while an objection to it is decided; one that rests is owed within its days from the decision' }), source: Source })),
})
export type Reclaim = Static<typeof Reclaim>

/** What becomes of a part that is another agency's to decide. */
export const Referral = strict({
  clock: Type.Union([Type.Literal('continues'), Type.Literal('restarts')], { description: 'What the legal clock does when the other agency gets it' }),
  source: Source,
})
export type Referral = Static<typeof Referral>

/** From which birthday people act for themselves; before it whoever represents them by law does. */
export const Majority = strict({ age: Type.Integer({ minimum: 1 }), who: Text, source: Source })
export type Majority = Static<typeof Majority>

export const DataRight = strict({
  days: Type.Integer({ minimum: 1, description: 'Until a reasoned answer' }), clock: Type.Union([Type.Literal('office-days'), Type.Literal('calendar-days')]), source: Source,
})
export type DataRight = Static<typeof DataRight>

/** What people may ask about their own data, by the country's law of data protection. */
export const DataRights = strict({
  access: Id,
  question: DataRight,
  correction: DataRight,
  deletion: DataRight,
})
export type DataRights = Static<typeof DataRights>

/** For how long the law wants something kept; then it ends by itself. */
export const Kept = strict({ years: Type.Integer({ minimum: 1, maximum: 100 }), source: Source })
export type Kept = Static<typeof Kept>

export const Retention = strict({
  /** Looks at people's data, each from its day on. */
  accessLog: Kept,
  /** What people agreed to or refused, each from the day on which it ended. */
  consents: Kept,
})
export type Retention = Static<typeof Retention>

const field = Type.String({ pattern: '^[a-z-]+\\.[A-Za-z]+$', description: 'register.field' })

/** By letter to the registered address somebody gets a first passkey, of less assurance than from an office. */
export const LetterRule = strict({
  purpose: Id,
  name: field,
  birthDate: field,
  address: field,
  deathDate: field,
  fromAge: Type.Integer({ minimum: 1, maximum: 100, description: 'Years: from this birthday on a letter goes out' }),
  days: Type.Integer({ minimum: 7, maximum: 30, description: 'For which its code is good' }),
  source: Source,
})
export type LetterRule = Static<typeof LetterRule>

/** Where somebody is let in who has no passkey yet, or none any more. */
export const Registration = strict({
  agencies: Type.Array(Id, { minItems: 1, uniqueItems: true, description: 'At whose offices people show who they are' }),
  documents: Type.Array(strict({ id: Id, name: Text }), { minItems: 1, description: 'What shows it' }),
  source: Source,
  letter: Type.Optional(LetterRule),
})
export type Registration = Static<typeof Registration>

/** Where officials take an application down for somebody who stands in front of them. */
export const Counters = strict({
  agencies: Type.Array(Id, { minItems: 1, uniqueItems: true, description: 'That have counters; what shows who somebody is are the documents of `registration`' }),
  purpose: Id,
  name: Type.String({ pattern: '^[a-z-]+\\.[A-Za-z]+$', description: 'register.field that keeps the name which stands in the document' }),
  source: Source,
})
export type Counters = Static<typeof Counters>

/** pack.json */
export const Manifest = strict({
  id: Id,
  name: Text,
  currency: strict({
    code: Type.String({ pattern: '^[A-Z]{3}$' }),
    minorUnit: Type.Integer({ minimum: 0, maximum: 4, description: 'Decimals: won 0, euro 2' }),
  }),
  languages: Type.Array(Language, { minItems: 1 }),
  defaultLanguage: Type.String(),
  timeZone: Type.String({ description: 'IANA name; legal days are reckoned in it' }),
  personIdPattern: Type.String({ description: 'Regular expression of a person id' }),
  helpLine: strict({ phone: Type.String(), hours: Text }),
  objection: Type.Optional(Objection),
  referral: Type.Optional(Referral),
  reclaim: Type.Optional(Reclaim),
  dataRights: Type.Optional(DataRights),
  retention: Retention,
  majority: Type.Optional(Majority),
  /** Companies may register to receive, with a person's authorisation, what the purposes for companies name. */
  companies: Type.Optional(strict({ overseer: Id })),
  /** Whose officials keep the lists of foreign issuers that the country believes. */
  trust: Type.Optional(strict({ agency: Id })),
  /** The purpose under which people have the questions of what they are owed answered by the registers. */
  entitlements: Type.Optional(Id),
  /** The purpose under which everybody's registers are asked for what they have to do by a day. */
  due: Type.Optional(Id),
  /** The purpose under which parents read which of their children something is due for; without it no name is said. */
  dueNames: Type.Optional(Id),
  registration: Type.Optional(Registration),
  counters: Type.Optional(Counters),
  theme: strict({ emblem: Type.Boolean({ description: 'Official masthead and emblem; off in a demonstration' }) }),
})
export type Manifest = Static<typeof Manifest>

export const Agency = strict({
  id: Id,
  name: Text,
  shortName: Text,
  contact: strict({ phone: Type.String() }),
  abolished: Type.Optional(strict({ on: IsoDate, successor: Id, source: Source }, { description: 'From this day on everything of its is its successor’s' })),
})
export type Agency = Static<typeof Agency>

export const Holiday = strict({ date: IsoDate, name: Text })
export type Holiday = Static<typeof Holiday>
