import Type, { type Static } from 'typebox'
import { Id, IsoDate, Source, strict, Text } from './common.ts'

/** reforms/<id>.json: a reform that stands ready in the policy lab; its text is the page reforms/<id>.md beside it. */
export const Reform = strict({
  id: Id,
  title: Text,
  summary: Text,
  on: IsoDate,
  knownAt: Type.Optional({ ...IsoDate, description: 'Only what was published by this day counts; absent: by the legal day' }),
  against: Type.Optional({ ...IsoDate, description: 'A reform that is law by now: it is set against the texts it replaces as they were known on this day' }),
  source: Source,
})
export type Reform = Static<typeof Reform>
