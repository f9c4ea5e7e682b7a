import Type, { type Static } from 'typebox'
import { IsoDate, Id, strict, Text } from './common.ts'

export const Language = strict({
  tag: Type.String({ pattern: '^[a-z]{2,3}(-[a-z]+)?$', description: 'Name of the language inside the pack, such as `ko-easy`' }),
  name: Type.String({ description: 'In its own words' }),
  dir: Type.Union([Type.Literal('ltr'), Type.Literal('rtl')]),
  html: Type.String({ description: 'BCP 47 tag for `lang` and for numbers and dates, such as `ko`' }),
})
export type Language = Static<typeof Language>

/** pack.json */
export const Manifest = strict({
  id: Id,
  name: Text,
  currency: strict({
    code: Type.String({ pattern: '^[A-Z]{3}$' }),
    minorUnit: Type.Integer({ minimum: 0, maximum: 4, description: 'Decimals: won 0, euro 2' }),
  }),
  languages: Type.Array(Language, { minItems: 1 }),
  defaultLanguage: Type.String(),
  timeZone: Type.String({ description: 'IANA name; legal days are reckoned in it' }),
  personIdPattern: Type.String({ description: 'Regular expression of a person id' }),
  helpLine: strict({ phone: Type.String(), hours: Text }),
  theme: strict({ emblem: Type.Boolean({ description: 'Official masthead and emblem; off in a demonstration' }) }),
})
export type Manifest = Static<typeof Manifest>

export const Agency = strict({
  id: Id,
  name: Text,
  shortName: Text,
  contact: strict({ phone: Type.String() }),
})
export type Agency = Static<typeof Agency>

export const Holiday = strict({ date: IsoDate, name: Text })
export type Holiday = Static<typeof Holiday>
