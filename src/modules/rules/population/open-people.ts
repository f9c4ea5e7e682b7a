/** Opens a folder of people: column files, or Parquet files. */
import { readdirSync } from 'node:fs'
import { ColumnFault } from '../columns/column-header.ts'
import { listColumns } from '../columns/read-column.ts'
import { loadStore } from '../columns/store.ts'
import type { Ir, ValueType } from '../ir/ir.ts'
import type { People } from './people.ts'

/** @throws ColumnFault */
export async function openPeople(folder: string): Promise<People> {
  const endings = new Set(readdirSync(folder).map((name) => name.slice(name.lastIndexOf('.'))))
  if (endings.has('.parquet') && endings.has('.column')) throw new ColumnFault(`${folder} holds Parquet files and column files: nobody knows which count`)
  if (endings.has('.parquet')) return (await import('../parquet/open-parquet.ts')).openParquet(folder)
  const files = listColumns(folder)
  return {
    format: 'columns', columns: new Set(files.keys()), lists: new Set([...files.values()].filter(({ header }) => header.type === 'members').map(({ header }) => header.name)),
    load: (types) => Promise.resolve({ store: loadStore(folder, new Set(types.keys())), reports: [] }),
    namesOf: (households) => Promise.resolve([...households]),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

/** The types of facts, and of definitions that somebody may give. */
export function typesOf({ inputs, variables }: Ir, facts: ReadonlySet<string>): Map<string, ValueType> {
  const types = new Map<string, ValueType>([...variables.map(({ entity, name, type }) => [`${entity}.${name}`, type] as const), ...inputs.map(({ fact, type }) => [fact, type] as const)])
  return new Map([...types].filter(([fact, type]) => facts.has(fact) && type !== 'text'))
}
