/** Facts from a Parquet file into columns, each in the smallest storage that holds it; what does not fit is told by its row. */
import { makeValues, storageFor, unknownOf, type ColumnHeader, type Values } from '../columns/column-header.ts'
import type { Column } from '../columns/store.ts'
import { measure } from '../columns/write-column.ts'
import type { Report } from '../population/answer-aside.ts'
import type { BrokenCell } from '../population/household-facts.ts'
import { askTexts, type Duck } from '../sql/open-duck.ts'
import { identifier } from '../sql/terms.ts'
import { cellIn, type ParquetCell } from './parquet-cell.ts'
import { readParquet, type ParquetFile } from './parquet-file.ts'

/** @param table whose rows are wanted, by `row` of the file and `place` */
export async function readTable(duck: Duck, { entity, path }: ParquetFile, cells: readonly ParquetCell[], table: string): Promise<{ rows: number; columns: Column[]; reports: Report[] }> {
  const { connection } = duck
  const [counted] = (await connection.runAndReadAll(`SELECT count(*), count(*) FILTER (WHERE row <> place) FROM ${identifier(table)}`)).getRowsJS()
  const [rows, moved] = counted!.map(Number) as [number, number]
  if (cells.length === 0) return { rows, columns: [], reports: [] }
  const whole = (await connection.runAndReadAll(`SELECT count(*) FROM ${readParquet(path)}`)).getRowsJS()[0]
  // A file in which everybody stands at their place is read as it is.
  const isInOrder = moved === 0 && Number(whole?.[0]) === rows
  const from = isInOrder ? `${readParquet(path)} AS p` : `${readParquet(path)} AS p JOIN ${identifier(table)} AS t ON t.row = p.file_row_number`
  const stats = (await connection.runAndReadAll(`SELECT ${cells.map(({ fits, number, words, type }) => {
    const value = type === 'int' || type === 'money' ? `(CASE WHEN ${fits} THEN ${number} END)::DOUBLE` : '0'
    return `min(${value}), max(${value}), count(*) FILTER (WHERE ${words} IS NOT NULL AND NOT ${fits})`
  }).join(', ')} FROM ${from}`)).getRowsJS()[0]!
  const columns = cells.map(({ fact, type, codes }, index): Column => {
    const [min, max] = [Number(stats[index * 3] ?? 0), Number(stats[index * 3 + 1] ?? 0)]
    const storage = type === 'date' ? 'i32' : type === 'bool' ? 'u8' : type === 'code' ? storageFor(0, codes!.length - 1) : storageFor(min, max)
    const header: ColumnHeader = { entity: fact.slice(0, fact.indexOf('.')), name: fact.slice(fact.indexOf('.') + 1), type, storage, rows, min: 0, max: 0, holes: 0, ...(codes ? { codes } : {}) }
    return { header, values: makeValues(storage, rows) }
  })
  await fillColumns(duck, `SELECT ${cells.map((cell, index) => cellIn(cell, columns[index]!.header.storage)).join(', ')} FROM ${from}${isInOrder ? '' : ' ORDER BY t.place'}`, columns.map(({ values }) => values))
  const reports: (Report & { cell: BrokenCell })[] = []
  for (const [index, cell] of cells.entries()) if (Number(stats[index * 3 + 2]) > 0) reports.push(...await tellMisfits(duck, entity, cell, path, table))
  return { rows, reports: reports.toSorted((a, b) => a.cell.row - b.cell.row), columns: columns.map(({ header, values }) => ({ header: { ...header, ...measure(values, unknownOf[header.storage]) }, values })) }
}

async function fillColumns({ connection }: Duck, sql: string, columns: readonly Values[]) {
  const result = await connection.stream(sql)
  let from = 0
  for await (const chunk of result) {
    for (const [index, values] of columns.entries()) values.set(chunk.getColumnValues(index) as number[], from)
    from += chunk.rowCount
  }
}

async function tellMisfits(duck: Duck, entity: string, { fact, fits, words, problem }: ParquetCell, path: string, table: string): Promise<(Report & { cell: BrokenCell })[]> {
  const found = await askTexts(duck, `SELECT t.h, p.file_row_number, ${words} FROM ${readParquet(path)} AS p JOIN ${identifier(table)} AS t ON t.row = p.file_row_number
    WHERE ${words} IS NOT NULL AND NOT ${fits} ORDER BY p.file_row_number`)
  return found.map(([household, row, value]) =>
    ({ household: Number(household), cell: { entity, column: fact.slice(fact.indexOf('.') + 1), row: Number(row), value: value ?? '', problem } }))
}
