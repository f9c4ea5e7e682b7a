/** A Parquet file of people, and how DuckDB reads it. */

export interface ParquetFile {
  /** `household`, `person` or another list. */
  entity: string
  file: string
  path: string
  /** DuckDB's type of each column. */
  columns: ReadonlyMap<string, string>
}

/** Beyond it DuckDB gives up rather than take more. */
export const megabytes = 6_144

export const readParquet = (path: string) => `read_parquet('${path.replaceAll("'", "''")}', file_row_number = true)`
