/** Columns of one entity as a table of DuckDB: raw cells, and a view that gives them their types. */
import { unknownOf, type ColumnHeader, type Storage, type Values } from '../columns/column-header.ts'
import type { Column } from '../columns/store.ts'
import { firstDay, lastDay } from '../kernels/day-number.ts'
import { dateOf } from './dates.ts'
import type { Duck, DuckApi } from './open-duck.ts'
import { identifier, quoted } from './terms.ts'

/** What DuckDB takes at once. */
const block = 2048
const typeOf = ({ UTINYINT, INTEGER, DOUBLE }: DuckApi, storage: Storage) => ({ u8: UTINYINT, i32: INTEGER, f64: DOUBLE })[storage]

export interface Rows {
  /** First row of each household, and one more; null: the rows are the households. */
  first: Values | null
  rows: number
  /** By the name that each has in the table. */
  columns: ReadonlyMap<string, Column>
}

/** The view has `household`, of a list `place`, `broken` (a cell does not fit its type), and every column; what is not known is NULL. */
export async function fillTable({ api, connection }: Duck, table: string, { first, rows, columns }: Rows): Promise<void> {
  const cells = [...columns].map(([name, column]) => ({ raw: identifier(name), ...column }))
  const keys = ['household INTEGER', ...(first === null ? [] : ['place INTEGER'])]
  await connection.run(`CREATE TABLE ${identifier(`${table} cells`)} (${[...keys, ...cells.map(({ raw, header }) => `${raw} ${typeOf(api, header.storage).toString()}`)].join(', ')})`)
  const appender = await connection.createAppender(`${table} cells`)
  const types = [...keys.map(() => api.INTEGER), ...cells.map(({ header }) => typeOf(api, header.storage))]
  let household = 0
  for (let from = 0; from < rows; from += block) {
    const to = Math.min(rows, from + block)
    const chunk = api.DuckDBDataChunk.create(types, to - from)
    const places = Array.from({ length: to - from }, (_, index) => from + index)
    if (first === null) chunk.setColumnValues(0, places)
    else {
      chunk.setColumnValues(0, places.map((place) => { while (first[household + 1]! <= place) household += 1; return household }))
      chunk.setColumnValues(1, places)
    }
    for (const [index, { values }] of cells.entries()) chunk.setColumnValues(keys.length + index, Array.from(values.subarray(from, to)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  const typed = cells.map(({ raw, header }) => ({ raw, ...typedCell(header, raw) }))
  const broken = typed.map(({ isBroken }) => isBroken)
  const selected = [...keys.map((key) => key.split(' ')[0]!), `${broken.join(' OR ') || 'FALSE'} AS broken`, ...typed.map(({ raw, code, fits }) => `CASE WHEN ${fits} THEN ${code} END AS ${raw}`)]
  await connection.run(`CREATE VIEW ${identifier(table)} AS SELECT ${selected.join(', ')} FROM ${identifier(`${table} cells`)}`)
}

/** An empty cell is broken where the header says that there is none. */
function typedCell({ type, codes = [], storage, holes }: ColumnHeader, raw: string): { code: string; fits: string; isBroken: string } {
  const isEmpty = `${raw} IS NOT DISTINCT FROM ${storage === 'f64' ? "'NaN'::DOUBLE" : `(${unknownOf[storage]})`}`
  const cell = (code: string, range: string) => ({ code, fits: `(NOT ${isEmpty} AND ${range})`, isBroken: holes === 0 ? `(${isEmpty} OR NOT (${range}))` : `(NOT ${isEmpty} AND NOT (${range}))` })
  switch (type) {
    case 'bool': return cell(`${raw} = 1`, `${raw} IN (0, 1)`)
    case 'code': return cell(`[${codes.map(quoted).join(', ')}][${raw}::INTEGER + 1]`, `${raw} BETWEEN 0 AND ${codes.length - 1}`)
    case 'date': return cell(dateOf(raw), `${raw} BETWEEN ${firstDay} AND ${lastDay}`)
    case 'int': case 'money': return cell(`${raw}::BIGINT`, `${raw} BETWEEN ${-Number.MAX_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER} AND ${raw} = trunc(${raw})`)
    case 'members': throw new TypeError('rows of another table are no cell')
    default: return type satisfies never
  }
}
