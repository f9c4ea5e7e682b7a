/** A PostgreSQL server of the operator's own, in place of the one the platform brings along. */
import pg from 'pg'
import type { Postgres } from './open-postgres.ts'

const oldest = 150000

/**
 * @param url what the platform works with; its login needs no right but to connect
 * @param ownerUrl owns the database and may create roles; only migrations use it
 */
export async function useServer(url: string, ownerUrl = url): Promise<Postgres> {
  const appRole = await checkLogin('MARU_DATABASE_URL', url)
  if (ownerUrl !== url) await checkLogin('MARU_DATABASE_OWNER_URL', ownerUrl)
  return {
    app: { connectionString: url }, owner: { connectionString: ownerUrl }, appRole, origin: 'yours',
    pid: () => 0, onRestart: () => undefined, stop: async () => undefined,
  }
}

/** @returns the name of the role behind the address. The address holds a password and is in no sentence. */
async function checkLogin(name: string, connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ role: string; version: number }>(
      `select current_user as role, current_setting('server_version_num')::int as version`)
    const { role = '', version = 0 } = rows[0] ?? {}
    if (version < oldest) throw new Error(`is PostgreSQL ${Math.floor(version / 10_000)}, and Maru needs 15 or newer`)
    return role
  } catch (cause) {
    throw new Error(`The server of ${name} cannot be used: ${(cause as Error).message}.`, { cause })
  } finally {
    await client.end().catch(() => undefined)
  }
}
