/**
 * People in Parquet files: `household.parquet` with the household's facts, `person.parquet` and one file for each other list, whose column
 * `household` says to whom a row belongs (docs/reference/column-files.md). What does not fit is told by row; nobody is dropped for it.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ColumnFault } from '../columns/column-header.ts'
import { openStore, type Column } from '../columns/store.ts'
import type { ValueType } from '../ir/ir.ts'
import type { Report } from '../population/answer-aside.ts'
import type { People, RowReport } from '../population/people.ts'
import { askTexts, openDuck, type Duck } from '../sql/open-duck.ts'
import { identifier } from '../sql/terms.ts'
import { attachRows, numberHouseholds } from './belong-together.ts'
import { parquetCell } from './parquet-cell.ts'
import { megabytes, readParquet, type ParquetFile } from './parquet-file.ts'
import { readTable } from './read-table.ts'

/** @throws ColumnFault */
export async function openParquet(folder: string): Promise<People> {
  const duck = await openDuck(megabytes, 'files')
  try {
    const files = await listFiles(folder, duck)
    const home = files.find(({ entity }) => entity === 'household')
    if (!home) throw new ColumnFault(`${join(folder, 'household.parquet')} is not there: it holds a row for each household`)
    const lists = files.filter((file) => file !== home)
    const names = new Map(files.flatMap((file) => [...file.columns.keys()].filter((column) => !keys(file.entity).includes(column)).map((column) => [factOf(file.entity, column), { file, column }] as const)))
    return {
      format: 'parquet', columns: new Set(names.keys()), lists: new Set(lists.map(({ entity }) => entity)), duck,
      load: (types) => load(duck, home, lists, names, types),
      namesOf: (households) => namesOf(duck, households),
      keysOf: (entity) => keysOf(files.find((file) => file.entity === entity)!),
      [Symbol.asyncDispose]: () => duck[Symbol.asyncDispose](),
    }
  } catch (cause) {
    await duck[Symbol.asyncDispose]()
    throw cause
  }
}

/** Columns that say who it is, and are no facts: the household, and the person or entry itself. */
export const keys = (entity: string) => ['household', ...(entity === 'household' ? [] : [entity])]

/** In the household's table a whole name is a fact of the application; who receives a service is the household's own. */
const factOf = (entity: string, column: string) => (entity === 'household' && column.includes('.') && !column.endsWith('.received') ? column : `${entity}.${column}`)

async function listFiles(folder: string, duck: Duck): Promise<ParquetFile[]> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.parquet')).sort() : []
  const files: ParquetFile[] = []
  for (const file of names) {
    const path = join(folder, file)
    const described = await askTexts(duck, `DESCRIBE SELECT * FROM read_parquet('${path.replaceAll("'", "''")}')`).catch((cause: unknown) => { throw new ColumnFault(`${path} is no Parquet file, or is damaged`, { cause }) })
    const columns = new Map(described.map(([name, type]) => [name!, type!]))
    if (!columns.has('household')) throw new ColumnFault(`${path} has no column household: nobody knows to whom its rows belong`)
    files.push({ entity: file.slice(0, -'.parquet'.length), file, path, columns })
  }
  return files
}

async function load(duck: Duck, home: ParquetFile, lists: readonly ParquetFile[], names: ReadonlyMap<string, { file: ParquetFile; column: string }>, types: ReadonlyMap<string, ValueType>) {
  const cellsOf = (file: ParquetFile) => [...types].flatMap(([fact, type]) => {
    const found = names.get(fact)
    return found?.file === file ? [parquetCell(file.file, found.column, fact, type, file.columns.get(found.column)!)] : []
  })
  const reports: (Report | RowReport)[] = await numberHouseholds(duck, home)
  const { rows: households, columns: own, reports: wrong } = await readTable(duck, home, cellsOf(home), 'households')
  reports.push(...wrong)
  const columns: Column[] = [...own]
  for (const file of lists) {
    const attached = await attachRows(duck, file, households)
    const read = await readTable(duck, file, cellsOf(file), attached.table)
    columns.push(attached.members, ...read.columns)
    reports.push(...attached.reports, ...read.reports)
  }
  return { store: openStore(columns, households), reports }
}

/** The rows of a table by their place, as the files name them. */
function keysOf({ entity, path, columns }: ParquetFile): { sql: string; names: string[] } {
  if (entity === 'household') return { sql: 'SELECT place, name AS household FROM households', names: ['household'] }
  const own = columns.has(entity) ? [entity] : []
  const rows = `${identifier(`${entity} rows`)} AS t JOIN households AS h ON h.h = t.h`
  const read = own.length === 0 ? '' : ` JOIN ${readParquet(path)} AS p ON p.file_row_number = t.row`
  return { sql: `SELECT t.place, h.name AS household, t.row${own.map((name) => `, p.${identifier(name)}`).join('')} FROM ${rows}${read}`, names: ['household', 'row', ...own] }
}

async function namesOf(duck: Duck, households: readonly number[]): Promise<(number | string)[]> {
  if (households.length === 0) return []
  const found = await askTexts(duck, `SELECT h, name::VARCHAR FROM households WHERE h IN (${[...new Set(households)].join(', ')})`)
  const names = new Map(found.map(([h, name]) => [Number(h), name!]))
  return households.map((household) => names.get(household) ?? household)
}
