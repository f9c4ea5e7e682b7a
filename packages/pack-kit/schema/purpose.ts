import Type, { type Static } from 'typebox'
import { Id, Source, strict, Text } from './common.ts'

/** ISO 8601 in whole days or months. */
export const Period = Type.String({ pattern: '^P[1-9][0-9]{0,2}[DM]$', description: 'ISO 8601: P30D, P6M' })

/** purposes.json: who may receive which fields, what for, under which law. */
export const Purpose = strict({
  id: Id,
  agency: Type.Union([Id, Type.Null()], { description: 'Recipient; null: the person reads their own data, or hands them to a company' }),
  name: Text,
  why: Text,
  ifRefused: Text,
  legalBasis: Source,
  fields: Type.Array(Type.String({ pattern: '^[a-z-]+\\.[A-Za-z]+$', description: 'register.field' })),
  because: Type.Optional(Type.Record(Type.String(), Text, {
    description: 'register.field of those that a question of the register asks about: why the value itself is needed, and no answer will do. People read it before they agree',
  })),
  about: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z-]+\\.[A-Za-z]+$' }), {
    description: 'register.field of the person whom the event happened to, or to whom a letter goes, who cannot be asked: read on the legal basis alone',
  })),
  companies: Type.Optional(Type.Literal(true, { description: 'Companies that registered with the overseer (pack.json) may ask for these fields, each with the authorisation of the person; `agency` is null' })),
  facts: Type.Array(Type.String(), { description: 'Answers of the person that go along' }),
  questionsADay: Type.Optional(Type.Integer({ minimum: 1, description: 'Questions of the recipient about one field of one person in 24 hours; 100 when left out. Of a company: bundles about one person on one day; 10 when left out' })),
  keepMonths: Type.Integer({ minimum: 1 }),
  covert: Type.Optional(strict({
    law: Source,
    sealedFor: Period,
    extendableBy: Period,
  }, { description: 'The law keeps these looks from the person for so long, each named by a warrant: they are sealed in the log, and open by themselves at their date unless a court orders otherwise' })),
  everybody: Type.Optional(Type.Literal(true, { description: 'The law named lets the agency look at everybody at once, without asking each: to find who is owed something and does not have it' })),
})
export type Purpose = Static<typeof Purpose>
