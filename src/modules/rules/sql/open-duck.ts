/** DuckDB in this process, loaded only when something is asked of it: its engine is larger than the rest of the platform. */
import type { DuckDBConnection } from '@duckdb/node-api'

export type DuckApi = typeof import('@duckdb/node-api')
export interface Duck extends AsyncDisposable {
  api: DuckApi
  connection: DuckDBConnection
}

/**
 * @param megabytes of memory beyond which DuckDB gives up rather than take more
 * @param files whether it may read and write files; without, nothing that it holds can reach a file or the network
 */
export async function openDuck(megabytes: number, files: 'files' | 'no files'): Promise<Duck> {
  const api = await import('@duckdb/node-api')
  const instance = await api.DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const settings = [`memory_limit = '${megabytes}MB'`, "temp_directory = ''", 'autoinstall_known_extensions = false', 'autoload_known_extensions = false', ...(files === 'files' ? [] : ['enable_external_access = false']), 'lock_configuration = true']
  await connection.run(settings.map((setting) => `SET ${setting}`).join('; '))
  return { api, connection, [Symbol.asyncDispose]: () => { connection.closeSync(); instance.closeSync(); return Promise.resolve() } }
}

/** Rows as DuckDB writes them; NULL is null. */
export async function askTexts({ connection }: Pick<Duck, 'connection'>, sql: string): Promise<(string | null)[][]> {
  const rows = (await connection.runAndReadAll(sql)).getRowsJson() as (string | number | boolean | null)[][]
  return rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))))
}
