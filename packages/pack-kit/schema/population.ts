import Type, { type Static } from 'typebox'
import { Id, IsoDate, strict, Text } from './common.ts'

/** How far a figure may be trusted. */
export const Certainty = Type.Union([Type.Literal('confirmed'), Type.Literal('known'), Type.Literal('plausible')], {
  description: 'confirmed: read at its source; known: remembered from it, not read again; plausible: nobody published it so, and it fits what was' })
export type Certainty = Static<typeof Certainty>

/** What cells are told apart by: a name below, an enum fact such as household.region, whose codes are the keys, or a test, whose keys are no and yes. */
export const numericDimensions = ['age', 'birth-year', 'year', 'household-size', 'income-decile', 'income-quintile'] as const
export const Dimension = Type.String({ pattern: `^(${numericDimensions.join('|')}|[a-z_]+\\.[a-z_]+)$` })

const Cell = strict({
  at: Type.Array(Type.String(), { description: 'A key for each dimension, in their order: a code, or a number, a band 10-19, an open end 70+' }),
  value: Type.Integer({ minimum: 0 }),
  certainty: Type.Optional(Certainty),
})

/** One published table. */
export const Margin = strict({
  id: Id,
  name: Text,
  counts: Type.Union([Type.Literal('people'), Type.Literal('households'), Type.Literal('money-a-household'), Type.Literal('money-in-all')], {
    description: 'What is counted; money is in the smallest unit of the currency: the mean of a household, or the sum of the whole country' }),
  outOf: Type.Optional(Type.Integer({ minimum: 1, description: 'Values are shares of it, such as 10,000; absent: they are numbers' })),
  use: Type.Union([Type.Literal('calibrate'), Type.Literal('compare')], {
    description: 'calibrate: a synthetic population is drawn to fit it; compare: only set beside what comes out, such as official numbers of recipients' }),
  on: IsoDate,
  by: Type.Array(Dimension),
  certainty: Certainty,
  remark: Type.Optional(Text),
  source: strict({ title: Text, publisher: Text, url: Type.Optional(Type.String({ format: 'uri' })), asOf: IsoDate }),
  cells: Type.Array(Cell, { minItems: 1 }),
})
export type Margin = Static<typeof Margin>

/** population.json: published figures on people and households, for a synthetic population and for what it is compared with. */
export const PopulationMargins = strict({ on: IsoDate, margins: Type.Array(Margin, { minItems: 1 }) })
export type PopulationMargins = Static<typeof PopulationMargins>
