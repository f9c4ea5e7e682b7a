/** Results as Parquet: a file for the households and one for each list, each row named as the files of the people name it. */
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Column, ColumnStore } from '../columns/store.ts'
import type { People } from '../population/people.ts'
import { fillTable } from '../sql/fill-table.ts'
import { openDuck } from '../sql/open-duck.ts'
import { identifier } from '../sql/terms.ts'
import { megabytes } from './parquet-file.ts'

/** Of people from column files a row says its household's number and its own. A file appears under its name when it is whole. */
export async function writeParquet(out: string, results: readonly Column[], store: ColumnStore, { duck: own, keysOf }: Pick<People, 'duck' | 'keysOf'> = {}): Promise<void> {
  const duck = own ?? await openDuck(megabytes, 'files')
  try {
    for (const [entity, columns] of Map.groupBy(results, ({ header }) => header.entity)) {
      const first = store.columns.get(`household.${entity}`)?.values ?? null
      const table = `${entity} results`
      await fillTable(duck, table, { first, rows: first === null ? store.households : first[store.households]!, columns: new Map(columns.map((column) => [column.header.name, column])) })
      const place = first === null ? 'household' : 'place'
      const keys = keysOf?.(entity)
      const names = keys ? keys.names.map((name) => `k.${identifier(name)}`) : first === null ? ['r.household'] : ['r.household', 'r.place AS row']
      const rows = `${identifier(table)} AS r${keys ? ` JOIN (${keys.sql}) AS k ON k.place = r.${place}` : ''}`
      const file = join(out, `${entity}.parquet`)
      const selected = [...names, ...columns.map(({ header }) => `r.${identifier(header.name)}`)].join(', ')
      await duck.connection.run(`COPY (SELECT ${selected} FROM ${rows} ORDER BY r.${place}) TO '${`${file}.part`.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`)
      await duck.connection.run(`DROP VIEW ${identifier(table)}; DROP TABLE ${identifier(`${table} cells`)}`)
      renameSync(`${file}.part`, file)
    }
  } finally {
    if (!own) await duck[Symbol.asyncDispose]()
  }
}
