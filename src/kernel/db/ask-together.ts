/**
 * Questions that arrive in the same turn of the event loop travel together: one connection, one packet, and for each room
 * one read-only transaction under its role. Where one is refused, those of its transaction are asked again, each in its own.
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

interface Waiting extends PromiseWithResolvers<unknown[]> {
  question: Question
  /** Shares its transaction with nobody. */
  alone: boolean
}

/** Beyond this many, the next connection helps. */
const most = 32

/** @param pool with `pipeline: true` */
export function askTogether(pool: pg.Pool): Ask {
  const waiting: Waiting[] = []
  const enqueue = (asked: Waiting) => { if (waiting.push(asked) === 1) setImmediate(send) }
  const send = async () => {
    let client: pg.PoolClient
    try {
      client = await pool.connect()
    } catch (cause) {
      for (const { reject } of waiting.splice(0)) reject(cause)
      return
    }
    const transactions = groupByRole(waiting.splice(0, most))
    if (waiting.length > 0) setImmediate(send)
    const { stream } = (client as unknown as Wire).connection
    stream.cork()
    const sent = transactions.map((asked) => pose(client, asked))
    stream.uncork()
    const causes = await Promise.all(sent)
    // After a failure nobody asks what the connection still remembers: it goes.
    client.release(causes.some((cause) => cause !== undefined))
    transactions.forEach((asked, at) => { if (causes[at] !== undefined) refuse(asked, causes[at], enqueue) })
  }
  return (question) => {
    const asked = { ...Promise.withResolvers<unknown[]>(), question, alone: false }
    enqueue(asked)
    return asked.promise
  }
}

function groupByRole(together: Waiting[]): Waiting[][] {
  const shared = new Map<string, Waiting[]>()
  const transactions: Waiting[][] = []
  for (const asked of together) {
    const others = asked.alone ? undefined : shared.get(asked.question.role)
    if (others) {
      others.push(asked)
      continue
    }
    const own = [asked]
    transactions.push(own)
    if (!asked.alone) shared.set(asked.question.role, own)
  }
  return transactions
}

/**
 * Answers each when the whole transaction has ended well. Where the role is refused, the transaction has failed before a
 * question is reached: none can run under another.
 * @returns the first failure
 */
async function pose(client: pg.PoolClient, asked: Waiting[]): Promise<unknown> {
  const messages: Promise<pg.QueryResult>[] = [client.query(`begin read only; set local role "${asked[0]!.question.role}"`)]
  for (const { question: { name, text, values } } of asked) messages.push(client.query({ name, text, values }))
  messages.push(client.query('commit'))
  try {
    const results = await Promise.all(messages)
    asked.forEach(({ resolve }, at) => { resolve(results[at + 1]!.rows) })
    return undefined
  } catch (cause) {
    // The rest still arrives, and fails in its turn: the connection may go only then.
    await Promise.allSettled(messages)
    return cause
  }
}

function refuse(asked: Waiting[], cause: unknown, again: (asked: Waiting) => void) {
  for (const one of asked) {
    if (asked.length === 1) one.reject(cause)
    else again({ ...one, alone: true })
  }
}
