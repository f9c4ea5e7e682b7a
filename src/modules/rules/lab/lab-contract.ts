/** `POST /api/rules/v1/simulate`: counts of drawn people (each stands for `weight`); amounts in the smallest unit of the currency. */
import Type from 'typebox'
import { IsoDate, strict } from '../../../kernel/schema/schema.ts'

export const SimulateBody = strict({
  people: Type.Integer({ minimum: 100, maximum: 50_000, description: 'How many synthetic people to draw' }),
  seed: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'The same seed draws the same people; 1 when absent' })),
  on: Type.Optional(Type.Union([IsoDate, Type.Null()], { description: 'The legal day; null or absent for today' })),
  knownAt: Type.Optional(Type.Union([IsoDate, Type.Null()], { description: 'Only what was published by this day counts; the legal day when absent' })),
  reform: Type.Optional(Type.String({ maxLength: 60_000, description: 'A page in the rule language; its texts take the place of those of the same name' })),
  against: Type.Optional(Type.Union([IsoDate, Type.Null()], { description: 'A reform that is law by now: what it replaces counts before it as it was known on this day' })),
})

const Whole = Type.Union([Type.Integer(), Type.Null()], { description: 'Null beyond 2^53 − 1' })
const Totals = strict({
  edition: Type.String(), benefits: Whole,
  services: Type.Array(strict({ service: Type.String(), counted: Type.String(), granted: Type.Integer(), unknown: Type.Integer(), paid: Type.Record(Type.String(), Whole, { description: 'By how often: once, month, year, trip; of vouchers month.voucher and so on, which are no money' }) })),
})
const Group = strict({
  key: Type.String(), households: Type.Integer(), gain: Type.Integer(), lose: Type.Integer(), meanChange: Type.Integer({ description: 'A household and a year' }),
  poverty: Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'People below half of the median, in per cent: before and after' }),
})

export const SimulateReply = strict({
  people: Type.Integer(), households: Type.Integer(), seed: Type.Integer(), on: Type.String(), knownAt: Type.String(), weight: Type.Number(), broken: Type.Integer(),
  calibration: Type.Array(strict({ margin: Type.String(), use: Type.String(), error: Type.Number(), unit: Type.String({ description: 'points (of shares) or percent (of means)' }) })),
  against: Type.Optional(Type.String()), before: Totals, after: Type.Optional(Totals),
  backPay: Type.Optional(strict({ months: Type.Array(Type.String()), services: Type.Array(strict({ service: Type.String(), sum: Whole, vouchers: Whole })), sum: Whole, vouchers: Whole }, { description: 'Paid once for months past, where a text counts back: less what was due before' })),
  comparison: strict({
    all: Group, unknown: Type.Integer(), by: strict({ decile: Type.Array(Group), age: Type.Array(Group), region: Type.Array(Group), kind: Type.Array(Group) }),
  }),
})
