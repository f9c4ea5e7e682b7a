/** Who belongs to which household: rows of Parquet files get a household's number and a place, in the order of the files. */
import { ColumnFault, makeValues } from '../columns/column-header.ts'
import type { Column } from '../columns/store.ts'
import type { RowReport } from '../population/people.ts'
import { askTexts, type Duck } from '../sql/open-duck.ts'
import { identifier } from '../sql/terms.ts'
import { readParquet, type ParquetFile } from './parquet-file.ts'

/** The table `households`: number, row of the file, name. @returns rows that are nobody's or a household's second */
export async function numberHouseholds(duck: Duck, { file, path }: ParquetFile): Promise<RowReport[]> {
  await duck.connection.run(`CREATE TABLE households AS SELECT (row_number() OVER (ORDER BY row) - 1)::INTEGER AS place, (row_number() OVER (ORDER BY row) - 1)::INTEGER AS h, row, name
    FROM (SELECT household AS name, min(file_row_number) AS row FROM ${readParquet(path)} WHERE household IS NOT NULL GROUP BY household)`)
  const wrong = await askTexts(duck, `SELECT p.file_row_number, p.household::VARCHAR, h.row FROM ${readParquet(path)} AS p LEFT JOIN households AS h ON h.name = p.household
    WHERE h.row IS NULL OR h.row <> p.file_row_number ORDER BY p.file_row_number`)
  return wrong.map(([row, name, first]) =>
    ({ file, row: Number(row), problem: name === null ? 'does not say which household it is' : `is household ${name} again, which stands in row ${first}: the first counts` }))
}

/** The table `<list> rows`: household's number, place, row of the file. @returns its name, the column of members, and rows that belong to no household */
export async function attachRows(duck: Duck, { entity, file, path, columns }: ParquetFile, households: number): Promise<{ table: string; members: Column; reports: RowReport[] }> {
  const table = `${entity} rows`
  const { connection } = duck
  const [own] = await askTexts(duck, "SELECT data_type FROM duckdb_columns() WHERE table_name = 'households' AND column_name = 'name'")
  const type = columns.get('household')!
  if (own?.[0] !== type) throw new ColumnFault(`${file}: the column household is ${type}, and household.parquet has ${own?.[0]}: they are never equal.`)
  await connection.run(`CREATE TABLE ${identifier(table)} AS SELECT h, (row_number() OVER (ORDER BY h, row) - 1)::INTEGER AS place, row
    FROM (SELECT h.h, p.file_row_number AS row FROM ${readParquet(path)} AS p JOIN households AS h ON h.name = p.household)`)
  const wrong = await askTexts(duck, `SELECT p.file_row_number, p.household::VARCHAR FROM ${readParquet(path)} AS p ANTI JOIN households AS h ON h.name = p.household ORDER BY p.file_row_number`)
  const values = makeValues('i32', households + 1)
  const result = await connection.stream(`SELECT h, count(*)::INTEGER FROM ${identifier(table)} GROUP BY h`)
  for await (const rows of result) for (const [household, count] of rows.getRows()) values[Number(household) + 1] = Number(count)
  for (let household = 0; household < households; household += 1) values[household + 1]! += values[household]!
  const rows = values[households]!
  return {
    table, members: { header: { entity: 'household', name: entity, type: 'members', storage: 'i32', rows: households + 1, min: 0, max: rows, holes: 0 }, values },
    reports: wrong.map(([row, name]) => ({ file, row: Number(row), problem: name === null ? 'does not say to which household it belongs' : `belongs to household ${name}, which household.parquet does not have` })),
  }
}
