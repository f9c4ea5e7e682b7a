import { createPool } from 'mariadb'
import type { Source } from './source.ts'

/** @param table a table or a view, with its database when it is not the address's own: `civil.person` */
export function mariadbSource({ url, table, key }: { url: string; table: string; key: string }): Source {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const socketPath = searchParams.get('socket')
  const pool = createPool({
    ...(socketPath === null ? { host: hostname, port: Number(port || 3306) } : { socketPath }),
    user: decodeURIComponent(username), password: decodeURIComponent(password), database: decodeURIComponent(pathname.slice(1)),
    connectionLimit: 8, minimumIdle: 0, connectTimeout: 2_000, acquireTimeout: 2_000,
    // The limit of two seconds is not left to `queryTimeout`: where a connection breaks while that is being set, the library (3.5)
    // rejects a promise that nobody holds, and the process ends.
    initSql: ['set session transaction read only', 'set session max_statement_time = 2'],
    // As the server writes them: a day is no moment, and a large number loses no unit on its way.
    dateStrings: true, bigIntAsNumber: false, decimalAsNumber: false,
  })
  const quote = (name: string) => `\`${name.replaceAll('`', '``')}\``
  const from = table.split('.').map(quote).join('.')
  return {
    async read(subject, columns) {
      const rows = await pool.query<Record<string, unknown>[]>(`select ${columns.map(quote).join(', ')} from ${from} where ${quote(key)} = ? limit 2`, [subject])
      if (rows.length > 1) throw new Error(`${table} has two rows of one person`)
      return rows[0]
    },
    close: () => pool.end(),
  }
}
