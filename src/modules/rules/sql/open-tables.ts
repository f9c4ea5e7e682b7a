/** Columns of a population as tables of DuckDB, in the memory of this process. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ColumnStore } from '../columns/store.ts'
import { fillTable } from './fill-table.ts'
import { openDuck } from './open-duck.ts'
import { nameInTable } from './write-node.ts'

export interface Tables extends AsyncDisposable {
  connection: DuckDBConnection
  /** By `entity.name`. */
  facts: ReadonlySet<string>
  lists: ReadonlySet<string>
}

/** @param megabytes of memory beyond which DuckDB gives up rather than take more */
export async function openTables(store: ColumnStore, megabytes = 4_096): Promise<Tables> {
  const duck = await openDuck(megabytes, 'no files')
  const columns = [...store.columns.values()]
  const lists = new Set(columns.filter(({ header }) => header.type === 'members').map(({ header }) => header.name))
  const facts = columns.filter(({ header }) => header.type !== 'members')
  const named = (of: typeof facts) => new Map(of.map((column) => [nameInTable(`${column.header.entity}.${column.header.name}`, lists), column]))
  await fillTable(duck, 'household', { first: null, rows: store.households, columns: named(facts.filter(({ header }) => !lists.has(header.entity))) })
  for (const list of lists) {
    const { values } = store.columns.get(`household.${list}`)!
    await fillTable(duck, list, { first: values, rows: values[store.households]!, columns: named(facts.filter(({ header }) => header.entity === list)) })
  }
  return {
    connection: duck.connection, lists, facts: new Set(facts.map(({ header: { entity, name } }) => `${entity}.${name}`)),
    [Symbol.asyncDispose]: () => duck[Symbol.asyncDispose](),
  }
}
