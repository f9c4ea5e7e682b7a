/** What a decision rests on, complete enough to reach it again: facts, day, the figures then known, the text by its hash, and the answer. */
import Type, { type Static } from 'typebox'
import { strict } from '../../../kernel/schema/schema.ts'

export const recordType = 'maru-decision+jws'

const day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })
const Value = Type.Union([Type.String(), Type.Integer(), Type.Boolean(), Type.Null()])
const Entry = Type.Record(Type.String(), Value)

export const DecisionRecord = strict({
  version: Type.Literal(1),
  pack: Type.String(),
  /** Who signs: public origin, or the pack where there is none. */
  issuer: Type.String(),
  on: day,
  knownAt: day,
  /** Only what the services read. */
  facts: Type.Record(Type.String(), Type.Union([Entry, Type.Array(Entry)])),
  edition: Type.String({ description: 'SHA-256 over all pages of the law' }),
  texts: Type.Array(strict({ service: Type.String(), file: Type.String(), hash: Type.String({ description: 'SHA-256 of the page' }) })),
  figures: Type.Array(strict({ name: Type.String(), from: day, known: day, file: Type.String(), line: Type.Integer(), value: Type.String({ description: 'As the text has it, as canonical JSON' }) })),
  /** Who sent it in the person's place; absent where the person did. */
  onBehalf: Type.Optional(strict({ by: Type.String(), mandate: Type.String({ description: 'Id of the mandate' }) })),
  /** Officials who wrote it down at a counter, oldest first; absent where nobody did. */
  takenDownBy: Type.Optional(Type.Array(strict({ official: Type.String({ description: 'Their name' }), agency: Type.String() }))),
  /** Findings as canonical JSON: compared byte by byte when the decision is run again. */
  answer: Type.String(),
})
export type DecisionRecord = Static<typeof DecisionRecord>
