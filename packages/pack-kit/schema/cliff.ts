import Type, { type Static } from 'typebox'
import { Id, Source, strict, Text } from './common.ts'

/** cliffs.json: income cliffs that the law means, or has. One that is not named here fails the check. */
export const Cliff = strict({
  service: Id,
  fact: Type.String({ description: 'The income along which it falls' }),
  upTo: Type.Integer({ minimum: 1, description: 'The most that one more of income loses in a year, in the currency’s smallest unit' }),
  why: Text,
  source: Source,
})
export type Cliff = Static<typeof Cliff>
