import Type, { type Static } from 'typebox'
import { Id, Source, strict, Text } from './common.ts'

export const FieldType = Type.Union([
  Type.Literal('text'), Type.Literal('date'), Type.Literal('int'), Type.Literal('money'), Type.Literal('bool'), Type.Literal('enum'),
  Type.Literal('person'), Type.Literal('people'), Type.Literal('ids'),
])

const years = {
  yearsAtLeast: Type.Optional(Type.Integer({ minimum: 0, description: 'Of a date: so many whole years lie between it and the day of the answer' })),
  yearsAtMost: Type.Optional(Type.Integer({ minimum: 0, description: 'Of a date: no more whole years' })),
}

/** Which entries of a list are meant. */
export const OfEntry = strict({
  attribute: Type.String({ description: 'Of an entry, such as birthDate' }),
  is: Type.Optional(Type.Union([Type.String(), Type.Boolean(), Type.Integer()])),
  ...years,
})
export type OfEntry = Static<typeof OfEntry>

/** A question that the register answers by yes or no, or by how many, so that the value itself stays with it. */
export const FieldAnswer = strict({
  field: Type.String({ description: 'Of the same register: what is answered about' }),
  ...years,
  atLeast: Type.Optional(Type.Integer({ description: 'Of a number or money; of a list: of how many stand on it' })),
  atMost: Type.Optional(Type.Integer({ description: 'Of a number or money; of a list: of how many stand on it' })),
  oneOf: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true, description: 'Of an enum: its code is one of these; of ids: one of these stands on it, such as a service that is received' })),
  held: Type.Optional(Type.Literal(true, { description: 'Of an optional field: the register holds something' })),
  thisYear: Type.Optional(Type.Literal(true, { description: 'Of a date: it lies in the year of the answer; no where the register holds none' })),
  count: Type.Optional(Type.Literal(true, { description: 'Of a list: how many stand on it; the answer is an int' })),
  where: Type.Optional(Type.Array(OfEntry, { minItems: 1, description: 'Of a list of people: only those are counted of whom all of this holds' })),
})
export type FieldAnswer = Static<typeof FieldAnswer>

const values = Type.Optional(Type.Record(Type.String(), Text, { description: 'Codes of an enum, in words' }))

/** What is said of each person on a list, where it is a code. */
export const PersonAttribute = Type.Union([
  Type.String({ pattern: '^[a-z-]+\\.[A-Za-z]+$', description: 'register.field: it is called, and its codes are said, as that field’s' }),
  strict({ label: Text, values }),
])
export type PersonAttribute = Static<typeof PersonAttribute>

export const RegisterField = strict({
  label: Text,
  type: FieldType,
  values,
  attributes: Type.Optional(Type.Record(Type.String(), PersonAttribute, { description: 'Of a person or people: which of what is said of each are codes, and their words' })),
  optional: Type.Optional(Type.Boolean({ description: 'The register may hold nothing: null is an answer' })),
  answers: Type.Optional(FieldAnswer),
  received: Type.Optional(Type.Literal(true, { description: 'Of ids: services that the person’s household receives, as `service`, or `service/person` for one of its members' })),
})
export type RegisterField = Static<typeof RegisterField>

/** What the register's answer proves (CCCEV EvidenceType), by the name of the paper that people were sent for before. */
export const EvidenceType = strict({
  id: Id,
  name: Text,
  fields: Type.Array(Type.String(), { minItems: 1, uniqueItems: true, description: 'Of this register: each belongs to one evidence type' }),
})
export type EvidenceType = Static<typeof EvidenceType>

/** registers.json: who keeps which data on people. */
export const Register = strict({
  id: Id,
  name: Text,
  agency: Id,
  fields: Type.Record(Type.String(), RegisterField),
  evidence: Type.Array(EvidenceType, { minItems: 1 }),
  changes: Type.Optional(Type.Array(Type.String(), { description: 'Fields that a decided case may change here' })),
  births: Type.Optional(Type.Boolean({ description: 'Births are written into this register' })),
  residents: Type.Optional(Type.Boolean({ description: 'Members of households are kept here' })),
  source: Source,
})
export type Register = Static<typeof Register>
