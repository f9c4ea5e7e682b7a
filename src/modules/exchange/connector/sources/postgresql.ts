import pg from 'pg'
import type { Source } from './source.ts'

const { builtins } = pg.types
/** As the server writes them: a day is no moment, and a large number loses no unit on its way. */
const plain = new Set<number>([builtins.DATE, builtins.INT8, builtins.NUMERIC])
const types: pg.CustomTypesConfig = { getTypeParser: ((oid: number, format?: 'text') => (plain.has(oid) ? (text: string) => text : pg.types.getTypeParser(oid, format))) as pg.CustomTypesConfig['getTypeParser'] }

/** @param table a table or a view, with its schema when it is not `public`: `civil.person` */
export function postgresqlSource({ url, table, key }: { url: string; table: string; key: string }): Source {
  const pool = new pg.Pool({ connectionString: url, max: 8, types, statement_timeout: 2_000, connectionTimeoutMillis: 2_000, options: '-c default_transaction_read_only=on' })
  pool.on('error', () => undefined)
  const from = table.split('.').map((part) => pg.escapeIdentifier(part)).join('.')
  return {
    async read(subject, columns) {
      const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
      const { rows } = await pool.query<Record<string, unknown>>(`select ${list} from ${from} where ${pg.escapeIdentifier(key)} = $1 limit 2`, [subject])
      if (rows.length > 1) throw new Error(`${table} has two rows of one person`)
      return rows[0]
    },
    close: () => pool.end(),
  }
}
