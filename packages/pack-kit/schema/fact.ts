import Type, { type Static } from 'typebox'
import { Id, strict, Text } from './common.ts'

/** facts.json: what rules may speak of, and where it comes from. */
export const Fact = strict({
  fact: Type.String({ pattern: '^[a-z_]+\\.[a-z_]+$', description: 'entity.attribute' }),
  label: Text,
  /** As a person is asked for it; pages that ask of several say of whom before it. */
  question: Type.Optional(Text),
  type: Type.Union([Type.Literal('int'), Type.Literal('money'), Type.Literal('date'), Type.Literal('bool'), Type.Literal('enum'), Type.Literal('text')]),
  values: Type.Optional(Type.Record(Type.String(), Text)),
  single: Type.Optional(Type.Array(Type.String(), { description: 'Of the fact that says who a person is in the household: the codes that one member has at most' })),
  fixed: Type.Optional(Type.Boolean({ description: 'Nobody can change it, such as a sex: a refusal is never explained by it being otherwise. Dates are never changed; time passes instead' })),
  income: Type.Optional(Type.Union([Type.Literal('month'), Type.Literal('year')], { description: 'What somebody of the household earns, by how often: along it the check looks for income cliffs' })),
  /** Of a list, at one of its facts: what one of its entries is called, such as a newborn child. */
  entry: Type.Optional(Text),
  /** Beside `entry`: the question of how many there are. */
  count: Type.Optional(Text),
  counts: Type.Optional(strict({ list: Type.String(), without: Type.Array(Type.String()) }, {
    description: 'Of a number: it is how many are on a list, less those on others. Who has said who they are is not asked for it, and whoever has said it is not asked how many they are' })),
  list: Type.Optional(Type.Boolean({ description: 'One of many: children, newborns' })),
  from: Type.Optional(strict({
    register: Id,
    subject: Type.Union([Type.Literal('applicant'), Type.Literal('mother')]),
    field: Type.String(),
    take: Type.Union([Type.Literal('value'), Type.Literal('count'), Type.Literal('list'), Type.Literal('missing')], {
      description: 'value as it is; count of a list; the list itself; true when the register holds nothing' }),
    attribute: Type.Optional(Type.String({ description: 'For a list: the attribute of its entries' })),
  })),
  correctable: Type.Optional(Type.Boolean({ description: 'The person may say otherwise; officials see both' })),
})
export type Fact = Static<typeof Fact>
