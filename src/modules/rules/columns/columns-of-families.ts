/** Families as columns: one attribute of everybody beside another. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import { makeValues, storageFor, unknownOf, type ColumnHeader, type ColumnType } from './column-header.ts'
import { openStore, type Column, type ColumnStore } from './store.ts'
import { measure } from './write-column.ts'
import type { FactSet, FactValue } from '../contract.ts'
import { valueOfFact } from '../evaluate/value.ts'
import { listsOf } from '../evaluate/lists-of.ts'
import { vocabularyOf } from '../language/types.ts'

export function columnsOf(families: readonly FactSet[], facts: readonly Fact[]): ColumnStore {
  const lists = listsOf([...facts])
  const vocabulary = vocabularyOf(facts)
  const members = lists.map((list): Column => {
    const values = makeValues('i32', families.length + 1)
    for (const [index, family] of families.entries()) values[index + 1] = values[index]! + entriesOf(family, list).length
    return { header: { ...headerOf('household', list, 'members', values), type: 'members' }, values }
  })
  return openStore([...members, ...facts.filter(({ type }) => type !== 'text').map(({ fact }) => {
    const [entity, name] = fact.split('.') as [string, string]
    const type = vocabulary.typeOf(entity, name)!
    const raw = families.flatMap((family) => (lists.includes(entity) ? entriesOf(family, entity) : [family[entity] as Record<string, FactValue> | undefined])).map((record) => valueOfFact(record?.[name], type))
    const codes = typeof type === 'object' ? [...type.codes] : undefined
    const numbers = raw.map((value) => (value === null ? null : codes ? codes.indexOf(value as string) : Number(value)))
    const known = numbers.filter((value) => value !== null)
    const storage = storageFor(Math.min(0, ...known), Math.max(0, ...known))
    const values = makeValues(storage, numbers.length)
    for (const [row, value] of numbers.entries()) values[row] = value ?? unknownOf[storage]
    return { header: { ...headerOf(entity, name, codes ? 'code' : type as ColumnType, values), ...(codes ? { codes } : {}) }, values }
  })])
}

const entriesOf = (family: FactSet, list: string) => (family[list] ?? []) as Record<string, FactValue>[]

function headerOf(entity: string, name: string, type: ColumnType, values: Column['values']): ColumnHeader {
  const storage = values instanceof Uint8Array ? 'u8' : values instanceof Int32Array ? 'i32' : 'f64'
  return { entity, name, type, storage, rows: values.length, ...measure(values, unknownOf[storage]) }
}
