/** Columns of a population as tables of DuckDB, in the memory of this process: nothing of it can reach a file or the network. */
import { DuckDBDataChunk, DuckDBInstance, DOUBLE, INTEGER, UTINYINT, type DuckDBConnection, type DuckDBType } from '@duckdb/node-api'
import { unknownOf, type ColumnHeader, type Storage, type Values } from '../columns/column-header.ts'
import type { Column, ColumnStore } from '../columns/store.ts'
import { firstDay, lastDay } from '../kernels/day-number.ts'
import { dateOf } from './dates.ts'
import { quoted } from './terms.ts'
import { columnOf } from './write-node.ts'

const typeOf: Record<Storage, DuckDBType> = { u8: UTINYINT, i32: INTEGER, f64: DOUBLE }
/** What DuckDB takes at once. */
const block = 2048

export interface Tables extends AsyncDisposable {
  connection: DuckDBConnection
  /** By `entity.name`. */
  facts: ReadonlySet<string>
  lists: ReadonlySet<string>
}

/** @param megabytes of memory beyond which DuckDB gives up rather than take more */
export async function openTables(store: ColumnStore, megabytes = 4_096): Promise<Tables> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`SET memory_limit = '${megabytes}MB'; SET temp_directory = ''; SET enable_external_access = false; SET lock_configuration = true`)
  const columns = [...store.columns.values()]
  const lists = columns.filter(({ header }) => header.type === 'members').map(({ header }) => header.name)
  await fill(connection, 'household', null, columns.filter(({ header }) => header.type !== 'members' && !lists.includes(header.entity)), store.households)
  for (const list of lists) {
    const { values } = store.columns.get(`household.${list}`)!
    await fill(connection, list, values, columns.filter(({ header }) => header.entity === list), values[store.households]!)
  }
  return {
    connection, lists: new Set(lists), facts: new Set(columns.filter(({ header }) => header.type !== 'members').map(({ header: { entity, name } }) => `${entity}.${name}`)),
    [Symbol.asyncDispose]: () => { connection.closeSync(); instance.closeSync(); return Promise.resolve() },
  }
}

/** Raw cells, and a view that gives them their types: what is not known is NULL, and a row with a cell that does not fit is `broken`. */
async function fill(connection: DuckDBConnection, table: string, first: Values | null, columns: readonly Column[], rows: number) {
  const names = columns.map(({ header: { entity, name } }) => columnOf(`${entity}.${name}`))
  const places = first === null ? '' : ', place INTEGER'
  await connection.run(`CREATE TABLE "${table}_cells" (household INTEGER${places}${columns.map(({ header }, index) => `, ${names[index]!} ${typeOf[header.storage].toString()}`).join('')})`)
  const appender = await connection.createAppender(`${table}_cells`)
  const types = [INTEGER, ...(first === null ? [] : [INTEGER]), ...columns.map(({ header }) => typeOf[header.storage])]
  let household = 0
  for (let from = 0; from < rows; from += block) {
    const to = Math.min(rows, from + block)
    const chunk = DuckDBDataChunk.create(types, to - from)
    const own = Array.from({ length: to - from }, (_, index) => {
      if (first === null) return from + index
      while (first[household + 1]! <= from + index) household += 1
      return household
    })
    chunk.setColumnValues(0, own)
    if (first !== null) chunk.setColumnValues(1, Array.from({ length: to - from }, (_, index) => from + index))
    for (const [index, { values }] of columns.entries()) chunk.setColumnValues(index + (first === null ? 1 : 2), Array.from(values.subarray(from, to)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  const typed = columns.map(({ header }, index) => typedCell(header, names[index]!))
  const broken = typed.map(({ fits }, index) => `(${names[index]!} IS DISTINCT FROM ${unknownCode(columns[index]!.header)} AND NOT (${fits}))`)
  const holes = columns.flatMap(({ header }, index) => (header.holes === 0 ? `${names[index]!} IS NOT DISTINCT FROM ${unknownCode(header)}` : []))
  await connection.run(`CREATE VIEW "${table}" AS SELECT household${first === null ? '' : ', place'}, ${[...broken, ...holes].join(' OR ') || 'FALSE'} AS broken`
    + `${typed.map(({ code, fits }, index) => `, CASE WHEN ${names[index]!} IS DISTINCT FROM ${unknownCode(columns[index]!.header)} AND ${fits} THEN ${code} END AS ${names[index]!}`).join('')} FROM "${table}_cells"`)
}

const unknownCode = ({ storage }: ColumnHeader) => (storage === 'f64' ? "'NaN'::DOUBLE" : `(${unknownOf[storage]})`)

function typedCell({ type, codes = [] }: ColumnHeader, raw: string): { code: string; fits: string } {
  switch (type) {
    case 'bool': return { code: `${raw} = 1`, fits: `${raw} IN (0, 1)` }
    case 'code': return { code: `[${codes.map(quoted).join(', ')}][${raw}::INTEGER + 1]`, fits: `${raw} BETWEEN 0 AND ${codes.length - 1}` }
    case 'date': return { code: dateOf(raw), fits: `${raw} BETWEEN ${firstDay} AND ${lastDay}` }
    case 'int': case 'money': return { code: `${raw}::BIGINT`, fits: `${raw} BETWEEN ${-Number.MAX_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER} AND ${raw} = trunc(${raw})` }
    case 'members': throw new TypeError('rows of another table are no cell')
    default: return type satisfies never
  }
}
