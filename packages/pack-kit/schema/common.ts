/** Shapes that every file of a pack shares. */
import Type, { type Static } from 'typebox'
import { IsoDate, strict, Text } from '../../../src/kernel/schema/schema.ts'

export { IsoDate, strict, Text }

export const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$', description: 'Lower case, words joined by hyphens; stable for ever' })

/** The law that a statement rests on. */
export const Source = strict({
  law: Text,
  article: Type.String({ description: 'Article, as it is cited: §44(1)' }),
  url: Type.Optional(Type.String({ format: 'uri' })),
  asOf: IsoDate,
  unverified: Type.Optional(Type.Boolean({ description: "Nobody has checked this against the law's text yet" })),
})
export type Source = Static<typeof Source>
