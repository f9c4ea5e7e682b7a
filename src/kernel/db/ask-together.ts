/**
 * Questions that arrive in the same turn of the event loop travel together: one connection, one packet. Each has a
 * read-only transaction of its own under its room's role, so that a refused one harms no other.
 */
import type pg from 'pg'

export interface Question {
  role: string
  name: string
  text: string
  values: unknown[]
}

export type Ask = (question: Question) => Promise<unknown[]>

/** What pg keeps to itself: the socket, so that many messages leave at once. */
interface Wire { connection: { stream: { cork(): void; uncork(): void } } }

interface Waiting { question: Question; answer: PromiseWithResolvers<unknown[]> }

/** Beyond this many, the next connection helps. */
const most = 32

/** @param pool with `pipeline: true` */
export function askTogether(pool: pg.Pool): Ask {
  const waiting: Waiting[] = []
  const send = async () => {
    let client: pg.PoolClient
    try {
      client = await pool.connect()
    } catch (cause) {
      for (const { answer } of waiting.splice(0)) answer.reject(cause)
      return
    }
    const together = waiting.splice(0, most)
    if (waiting.length > 0) setImmediate(send)
    const { stream } = (client as unknown as Wire).connection
    stream.cork()
    const sent = together.map(({ question }) => pose(client, question))
    stream.uncork()
    const outcomes = await Promise.allSettled(sent)
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'fulfilled') together[index]!.answer.resolve(outcome.value)
      else together[index]!.answer.reject(outcome.reason)
    })
    // After a failure nobody asks what the connection still remembers: it goes.
    client.release(outcomes.some(({ status }) => status === 'rejected'))
  }
  return (question) => {
    const answer = Promise.withResolvers<unknown[]>()
    if (waiting.push({ question, answer }) === 1) setImmediate(send)
    return answer.promise
  }
}

/** Where the role is refused, the transaction has failed before the question is reached: it cannot run under another. */
async function pose(client: pg.PoolClient, { role, ...statement }: Question): Promise<unknown[]> {
  const messages = await Promise.allSettled([
    client.query(`begin read only; set local role "${role}"`), client.query<pg.QueryResultRow>(statement), client.query('commit'),
  ])
  const refused = messages.find((message) => message.status === 'rejected')
  if (refused) throw refused.reason
  return (messages[1] as PromiseFulfilledResult<pg.QueryResult>).value.rows
}
