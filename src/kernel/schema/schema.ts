/** TypeBox, strict: an object lists all its keys, and an unknown one is an error, never dropped. */
import Type, { type TObject, type TProperties, type TSchemaOptions } from 'typebox'

export const strict = <Properties extends TProperties>(properties: Properties, options: TSchemaOptions = {}): TObject<Properties> =>
  Type.Object(properties, { additionalProperties: false, ...options }) as TObject<Properties>

export const IsoDate = Type.String({ format: 'date', description: 'A calendar day, YYYY-MM-DD' })
export const Instant = Type.String({ format: 'date-time', description: 'A moment, RFC 3339 with offset' })
export const Uuid = Type.String({ format: 'uuid' })
/** A text in every language of the pack, by language tag. */
export const Text = Type.Record(Type.String(), Type.String(), { description: 'A text in every language of the pack, by language tag' })
export type Text = Record<string, string>
