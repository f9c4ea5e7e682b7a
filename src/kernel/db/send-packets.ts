/** A change in which what is written depends on what was read: its statements travel many in a packet, and the commit with the last. Each is prepared once a connection. */
import type pg from 'pg'

/** Prepared: the text has this name at every connection. */
export interface Statement<Row> {
  name: string
  text: string
  values: unknown[]
  /** Of what it gives; for the types alone. */
  readonly row?: Row
}

type Statements<Rows extends unknown[]> = { [At in keyof Rows]: Statement<Rows[At]> }
type Answers<Rows extends unknown[]> = { [At in keyof Rows]: Rows[At][] }

/** One round trip: the statements run one after another, and each sees what others have committed before it began. @returns the rows of each */
export type SendPacket = <Rows extends unknown[]>(...statements: Statements<Rows>) => Promise<Answers<Rows>>

export interface Packets {
  send: SendPacket
  /** The last packet; when it resolves the change is durable. */
  commit: SendPacket
}

export type InPackets = <Result>(role: string, work: (packets: Packets) => Promise<Result>) => Promise<Result>

/** What pg keeps to itself: the socket, so that many messages leave at once. */
interface Wire { connection: { stream: { cork(): void; uncork(): void } } }

/**
 * @param pool with `pipeline: true`
 * @returns runs `work` in one transaction under the role. Unless it commits, nothing has changed.
 */
export function sendPackets(pool: pg.Pool): InPackets {
  return async (role, work) => {
    const client = await pool.connect()
    const { stream } = (client as unknown as Wire).connection
    // Where the role is refused the transaction has failed, and no statement runs under another. Plans are kept: one that reads a table
    // whole, made while it was small, would read it whole when it has grown, with rows locked.
    let before = [`begin; set local role "${role}"; set local enable_seqscan = off`]
    let committed = false
    const pass = async (statements: readonly Statement<unknown>[], after: readonly string[]) => {
      if (committed) throw new Error('this change is committed: nothing can be added to it')
      const first = before.length
      stream.cork()
      const messages = [...before, ...statements, ...after].map((message) => client.query<pg.QueryResultRow>(message))
      before = []
      stream.uncork()
      const outcomes = await Promise.allSettled(messages)
      const refused = outcomes.find((outcome) => outcome.status === 'rejected')
      if (refused) throw refused.reason
      return outcomes.slice(first, first + statements.length).map((outcome) => (outcome as PromiseFulfilledResult<pg.QueryResult>).value.rows) as never
    }
    try {
      const result = await work({
        send: (...statements) => pass(statements, []),
        async commit(...statements) {
          const rows = await pass(statements, ['commit'])
          committed = true
          return rows
        },
      })
      // A connection whose transaction is not over goes, and its transaction with it.
      client.release(!committed)
      return result
    } catch (cause) {
      client.release(true)
      throw cause
    }
  }
}
