/** A change whose statements travel in one packet: begin, the room's role, the statements, commit. Each is prepared once a connection. */
import type pg from 'pg'

export interface Command {
  role: string
  statements: { name: string; text: string; values: unknown[] }[]
}

export type Send = (command: Command) => Promise<unknown[]>

/** What pg keeps to itself: the socket, so that many messages leave at once. */
interface Wire { connection: { stream: { cork(): void; uncork(): void } } }

/**
 * @param pool with `pipeline: true`; a command has its connection to itself, so that commits are made durable side by side
 * @returns sends; resolves with the rows of the last statement once the change is durable, and rejects where one is refused: then nothing has changed
 */
export function sendCommands(pool: pg.Pool): Send {
  return async ({ role, statements }) => {
    const client = await pool.connect()
    const { stream } = (client as unknown as Wire).connection
    stream.cork()
    // Where the role is refused the transaction has failed, and no statement runs under another.
    const messages = [`begin; set local role "${role}"`, ...statements, 'commit'].map((message) => client.query<pg.QueryResultRow>(message))
    stream.uncork()
    const outcomes = await Promise.allSettled(messages)
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    // After a failure nobody asks what the connection still remembers: it goes.
    client.release(refused !== undefined)
    if (refused) throw refused.reason
    return (outcomes.at(-2) as PromiseFulfilledResult<pg.QueryResult>).value.rows
  }
}
