/** `POST /api/rules/v1/evaluate`: one household, explained. Amounts are integers of the currency's smallest unit. */
import Type, { type Static } from 'typebox'
import { IsoDate, strict, Text } from '../../kernel/schema/schema.ts'

const Value = Type.Union([Type.String({ maxLength: 200 }), Type.Integer(), Type.Boolean(), Type.Null()])
const Attributes = Type.Record(Type.String({ maxLength: 60 }), Value, { maxProperties: 100 })

const Facts = (options: { maxProperties?: number; description: string }) => Type.Record(Type.String({ maxLength: 60 }), Type.Union([Attributes, Type.Array(Attributes, { maxItems: 30 })]), options)

export const EvaluateBody = strict({
  facts: Facts({
    maxProperties: 40, description: 'Entity → attributes, or a list of them, as the pack’s facts.json names them. Null or absent: not known. An absent list is not known, an empty one is nobody.' }),
  on: Type.Union([IsoDate, Type.Null()], { description: 'The legal day; null for today' }),
  knownAt: Type.Optional(Type.Union([IsoDate, Type.Null()], { description: 'Only what was published by this day counts; the legal day when absent' })),
  services: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200, description: 'Only these; all that have a rule when absent' })),
  turns: Type.Optional(Type.Boolean({ description: 'Look for the smallest change that would turn each refusal' })),
  questions: Type.Optional(Type.Integer({ minimum: 0, maximum: 20, description: 'How many of the facts that still matter to name; none when absent' })),
})

const Source = strict({ law: Text, article: Type.String(), asOf: Type.String(), unverified: Type.Boolean() })
const Amount = strict({
  value: Type.Integer(), per: Type.String({ description: 'once, month, year, trip' }), upTo: Type.Boolean(), voucher: Type.Boolean({ description: 'Something to pay with, and no money into an account' }), from: Type.Union([Type.String(), Type.Null()]), until: Type.Union([Type.String(), Type.Null()]),
  of: Type.Union([Type.String(), Type.Null()]), sentence: Type.Union([Text, Type.Null()]),
})
const FactChange = strict({ fact: Type.String(), at: Type.Union([Type.Integer(), Type.Null()]), from: Value, to: Value })
const Turn = strict({
  outcome: Type.String({ description: 'owed; unknown where other facts are open still' }),
  facts: Type.Array(FactChange),
  on: Type.Union([Type.String(), Type.Null()], { description: 'The day from which it turns by itself' }),
})
const Finding = strict({
  service: Type.String(), outcome: Type.String({ description: 'owed, not-owed, unknown' }), amounts: Type.Array(Amount), law: Source,
  reasons: Type.Array(strict({ holds: Type.Union([Type.Boolean(), Type.Null()]), sentence: Text, source: Source })),
  deadline: Type.Union([strict({ date: Type.String(), sentence: Text }), Type.Null()]),
  missing: Type.Array(Type.String()), gaps: Type.Array(strict({ figure: Type.String(), begins: Type.String(), file: Type.String(), line: Type.Integer() }), { description: 'Figures that the law does not give for this day or case' }), instead: Type.Union([Type.String(), Type.Null()]), rule: strict({ file: Type.String(), hash: Type.String() }), turns: Type.Array(Turn),
})

const BackPay = strict({
  service: Type.String(), sum: Type.Integer({ description: 'Of money' }), vouchers: Type.Integer({ description: 'Of what comes to pay with, and is not paid into an account' }), published: Type.String(), from: Type.String({ description: 'The law was published later than it began to count' }),
  months: Type.Array(strict({
    month: Type.String({ description: '2026-01' }), of: Type.Union([Type.String(), Type.Null()]), voucher: Type.Boolean(), due: Type.Integer({ description: 'By the law as known now' }),
    before: Type.Integer({ description: 'Due already, by the law as it was known in the month' }), owed: Type.Integer(),
  })),
})

export const EvaluateReply = strict({
  edition: Type.String({ description: 'SHA-256 over all pages of the law' }), on: Type.String(), knownAt: Type.String(), findings: Type.Array(Finding), backPay: Type.Array(BackPay, { description: 'What is owed for months past by a law that counts back' }),
  lists: Type.Array(Type.String(), { description: 'Lists of which it is not known who is in them' }),
  listQuestions: Type.Array(strict({ list: Type.String(), services: Type.Array(Type.String()), decides: strict({
    service: Type.String(), households: Type.Array(Facts({ description: 'A whole household that agrees with what is known' }), { description: 'Two that differ in one entry of the list: the service says something else of each' }),
  }) }), { description: 'The same lists, each with why it is asked for' }),
  questions: Type.Array(strict({ fact: Type.String(), at: Type.Union([Type.Integer(), Type.Null()]), services: Type.Array(Type.String()), decides: strict({
    service: Type.String(), values: Type.Array(Value, { description: 'Two answers' }), facts: Facts({ description: 'A whole household that agrees with what is known: with the one answer the service says something else than with the other' }),
  }) })),
})
export type EvaluateBody = Static<typeof EvaluateBody>
export type EvaluateReply = Static<typeof EvaluateReply>
