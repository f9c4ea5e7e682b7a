import Type, { type Static } from 'typebox'
import { Source, strict } from './common.ts'

/** notices.json: what the law wants people to be told, so that they cannot switch it off. */
export const MandatoryNotice = strict({
  kind: Type.String({ pattern: '^[a-z][a-z-]*$', description: 'Kind of notice, such as `decided`' }),
  source: Source,
})
export type MandatoryNotice = Static<typeof MandatoryNotice>
