/** A transaction begins in the packet of its first statement: one round trip less, for every transaction of every room. */
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/**
 * @param pool with `pipeline: true`
 * @param begin the text that opens a transaction: it is sent at once and not waited for. Where it fails, so does the first
 *   statement, with the failure of the beginning: the server runs nothing in a transaction that has failed.
 */
export function beginTogether(pool: pg.Pool, begin: string): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      let together = known.get(client)
      if (!together) known.set(client, (together = togetherClient(client, begin)))
      return together
    },
  } as PostgresPool
}

const begun = { command: 'BEGIN', rows: [], rowCount: 0 }

function togetherClient(client: pg.PoolClient, begin: string): PostgresPoolClient {
  let beginning: Promise<unknown> | undefined
  const query = async (text: string, values: unknown[]) => {
    if (text === begin) {
      beginning = client.query(begin)
      beginning.catch(() => undefined)
      return begun
    }
    const before = beginning
    if (!before) return client.query(text, values)
    beginning = undefined
    const answer = client.query(text, values)
    answer.catch(() => undefined)
    await before
    return answer
  }
  return {
    query, release: (discard?: boolean) => { client.release(discard) },
    get processID() { return (client as unknown as { processID: number }).processID },
  } as unknown as PostgresPoolClient
}
