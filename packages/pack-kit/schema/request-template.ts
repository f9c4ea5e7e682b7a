import Type, { type Static } from 'typebox'
import { Id, Source, strict, Text } from './common.ts'

export const Ask = strict({
  credential: Id,
  claims: Type.Array(Type.String(), { description: 'Names of claims; none: that the person holds the credential is enough' }),
  format: Type.Optional(Type.Union([Type.Literal('dc+sd-jwt'), Type.Literal('mso_mdoc')], { description: 'The one format that the verifier reads; absent: whichever the wallet has' })),
})

/** requests.json: who may ask people to show what of their wallet, what for, under which law. */
export const RequestTemplate = strict({
  id: Id,
  agency: Type.String({ description: 'Who asks, or who has admitted those who ask' }),
  name: Text,
  why: Text,
  legalBasis: Source,
  asks: Type.Array(Ask, { minItems: 1, maxItems: 8 }),
  keepDays: Type.Integer({ minimum: 0, maximum: 3650, description: 'Days that the answer is kept; 0: not at all' }),
  signIn: Type.Optional(Type.Union([Type.Boolean(), Type.Literal('console')], { description: 'true: the portal signs residents in by it; console: the console signs officials in' })),
})
export type RequestTemplate = Static<typeof RequestTemplate>
