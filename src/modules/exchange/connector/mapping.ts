/** The file in which an agency says where its fields come from, and what it gives for which purpose: its own word, not the platform's. */
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { Source } from '../../../../packages/pack-kit/schema/common.ts'
import { Period } from '../../../../packages/pack-kit/schema/purpose.ts'
import { RegisterField } from '../../../../packages/pack-kit/schema/register.ts'
import { strict } from '../../../kernel/schema/schema.ts'

const Name = Type.String({ minLength: 1, maxLength: 200 })

export const SourceSettings = Type.Union([
  strict({ kind: Type.Literal('csv'), file: Name, key: Name, separator: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })) }),
  strict({ kind: Type.Literal('excel'), file: Name, key: Name, sheet: Type.Optional(Name) }),
  strict({ kind: Type.Literal('postgresql'), url: Name, table: Name, key: Name }),
  strict({ kind: Type.Literal('mariadb'), url: Name, table: Name, key: Name }),
  strict({
    kind: Type.Literal('rest'), url: Type.String({ pattern: '\\{subject\\}', description: 'Address with {subject} in it, and {fields} where the service takes names of fields' }),
    headersFile: Type.Optional(Type.String({ description: 'JSON object of headers, such as a token' })),
  }),
])
export type SourceSettings = Static<typeof SourceSettings>

export const MappedField = strict({
  from: Type.String({ description: 'Column, or path in a JSON answer: `person.names.0`. Of a yes or no nothing is read from it: the field that it is about says where' }),
  definition: RegisterField,
  codes: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'What the source writes → the code of the field' })),
  date: Type.Optional(Type.Union([Type.Literal('yyyyMMdd'), Type.Literal('dd.MM.yyyy'), Type.Literal('dd/MM/yyyy'), Type.Literal('MM/dd/yyyy')], { description: 'How the source writes days; ISO 8601 when left out' })),
})
export type MappedField = Static<typeof MappedField>

export const Mapping = strict({
  register: Name,
  source: SourceSettings,
  fields: Type.Record(Type.String(), MappedField),
  purposes: Type.Record(Type.String(), strict({
    requester: Name, fields: Type.Array(Name),
    covert: Type.Optional(strict({ law: Source, sealedFor: Period }, { description: 'Asked by a sealed look alone, which opens to the person after this time at the latest; a purpose without it is never asked so' })),
  }), { description: 'What is given to whom, for what; nothing else is' }),
})
export type Mapping = Static<typeof Mapping>

/** @throws Error with every mistake, a line each */
export function readMapping(text: string): Mapping {
  const value: unknown = JSON.parse(text)
  if (!Value.Check(Mapping, value)) throw new Error([...Value.Errors(Mapping, value)].slice(0, 20).map(({ instancePath, message }) => `${instancePath || '/'}: ${message}`).join('\n'))
  const unknown = Object.entries(value.purposes).flatMap(([purpose, { fields }]) => fields.filter((field) => !(field in value.fields)).map((field) => `/purposes/${purpose}: there is no field "${field}"`))
  unknown.push(...Object.entries(value.fields).flatMap(([name, { definition: { answers } }]) => (answers && !Object.hasOwn(value.fields, answers.field) ? [`/fields/${name}: there is no field "${answers.field}" to answer about`] : [])))
  if (unknown.length > 0) throw new Error(unknown.join('\n'))
  return value
}
