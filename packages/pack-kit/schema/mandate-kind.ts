import Type, { type Static } from 'typebox'
import { Id, Source, strict, Text } from './common.ts'

/** What one may do for another. Whatever is not named here nobody does for anybody. */
export const mandateActs = ['apply', 'applications', 'data', 'notices', 'documents'] as const

/** The register that says it by itself: the entries of a list kept on the one who acts. */
export const FromRegister = strict({
  purpose: Id,
  register: Type.String(),
  list: Type.String({ description: 'Field with those who are represented' }),
  standing: Type.Optional(strict({ field: Type.String(), value: Type.String({ description: 'What the field must say for the right to stand' }) })),
  dead: Type.Optional(Type.String({ description: 'Field with those who have died' })),
})

/** The register that says whether somebody lives. */
export const Living = strict({
  purpose: Id,
  register: Type.String(),
  field: Type.String({ description: 'The day of death; empty while the person lives' }),
})

/** mandates.json: the ways in which one person acts for another, or for a company. */
export const MandateKind = strict({
  id: Id,
  name: Text,
  /** Said of the one who acts, in the sentence “… acts for … as …”. */
  as: Text,
  comes: Type.Union([Type.Literal('register'), Type.Literal('grant'), Type.Literal('paper')], { description: 'By itself from a register, from the person’s own grant, or from a paper that an official has seen' }),
  of: Type.Union([Type.Literal('person'), Type.Literal('company')]),
  acts: Type.Array(Type.Enum([...mandateActs]), { minItems: 1, uniqueItems: true, description: 'The most that it can cover' }),
  from: Type.Optional(FromRegister),
  living: Living,
  recordedAt: Type.Optional(Type.Array(Id, { minItems: 1, description: 'Agencies whose officials record it' })),
  untilAge: Type.Optional(Type.Integer({ minimum: 1, maximum: 120, description: 'It ends at the start of this birthday of the represented' })),
  tellFromAge: Type.Optional(Type.Integer({ minimum: 0, maximum: 120, description: 'A child is told of uses from this birthday on' })),
  mostDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, description: 'Days that it holds at most' })),
  uses: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Applications that may be sent under it, at most' })),
  revocable: Type.Optional(Type.Boolean({ description: 'Who is represented may end it, though no grant of theirs made it' })),
  source: Source,
})
export type MandateKind = Static<typeof MandateKind>
