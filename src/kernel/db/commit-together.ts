/**
 * Group commit: what all rooms change in one moment goes to the server in one packet, each part under the role of its room, and one commit
 * makes it durable. Whoever asks while one is under way waits for the next, so that they grow with the load.
 */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Statement } from './send-packets.ts'

/** Changes of one kind, and how those of one moment are made together. */
export interface Gathering<Asked, Row, Given> {
  /** At once. */
  most: number
  /** What a change is about: of two about the same the second goes with the next commit, and sees what the first has left. */
  about?: (asked: Asked) => readonly string[]
  /** Locks what everybody waits for: it goes last, so that the lock is short. */
  last?: boolean
  statements(batch: readonly Asked[]): readonly Statement<Row>[]
  /** @param rows of each statement @returns an answer for each of the batch, in its order */
  answers(batch: readonly Asked[], rows: readonly Row[][]): readonly Given[]
}

/** Resolves once the change is durable; rejects where it was refused: then nothing of it has happened. Where the connection was lost nobody knows whether it has. */
export type Change<Asked, Given> = (asked: Asked) => Promise<Given>
export type CommitTogether = <Asked, Row, Given>(role: string, gathering: Gathering<Asked, Row, Given>) => Change<Asked, Given>

/** A batch of one kind on its way. */
interface Part {
  role: string
  last: boolean
  statements: readonly Statement<unknown>[]
  settle(rows: readonly unknown[][]): void
  refuse(cause: unknown): void
  /** Each of its changes for itself. */
  apart(): Part[]
}

/** What waits of one kind; undefined where it could not be written down, and its askers have heard why. */
type Load = () => Part | undefined

/**
 * Milliseconds from one to the next, at least. Where changes come evenly each would otherwise have a packet, a commit and a flush of its own, and
 * these are most of what a small change costs.
 */
const pace = 4

/** Milliseconds for which many wait for a lock that somebody else holds; then each goes on alone, and only who needs the lock waits for it. */
const patience = 200

/** @param pool with `pipeline: true` */
export function commitTogether(pool: pg.Pool): CommitTogether {
  const ready = new Set<Load>()
  let [running, last] = [false, -pace]
  const run = async () => {
    running = true
    for (;;) {
      const early = last + pace - performance.now()
      // Those of the same moment come along.
      await (early > 0 ? pause(early) : turn())
      last = performance.now()
      const parts = [...ready].flatMap((load) => load() ?? []).sort((a, b) => Number(a.last) - Number(b.last) || a.role.localeCompare(b.role))
      if (parts.length > 0) await travel(parts).catch((cause: unknown) => { for (const part of parts) part.refuse(cause) })
      else if (ready.size === 0) break
    }
    running = false
  }
  const travel = async (parts: readonly Part[]) => {
    try {
      const rows = await send(pool, parts, patience)
      parts.forEach((part, at) => { part.settle(rows[at]!) })
    } catch (cause) {
      if (isOutage(cause)) throw cause
      // What was wrong with one is no fault of the others, and no reason for the next to wait.
      for (const one of parts.flatMap((part) => part.apart())) send(pool, [one], 0).then(([rows]) => { one.settle(rows!) }, one.refuse)
    }
  }
  return (role, gathering) => {
    const { ask, load } = gather(role, gathering, ready)
    return (asked) => {
      const given = ask(asked)
      ready.add(load)
      if (!running) void run()
      return given
    }
  }
}

function gather<Asked, Row, Given>(role: string, gathering: Gathering<Asked, Row, Given>, ready: Set<Load>): { ask: Change<Asked, Given>; load: Load } {
  const { most, about, last = false, statements, answers } = gathering
  type Waiting = PromiseWithResolvers<Given> & { asked: Asked }
  const waiting: Waiting[] = []
  const partOf = (batch: readonly Waiting[]): Part => {
    const asked = batch.map((one) => one.asked)
    return {
      role, last, statements: statements(asked),
      settle(rows) {
        try {
          const given = answers(asked, rows as Row[][])
          batch.forEach(({ resolve }, at) => { resolve(given[at]!) })
        } catch (cause) {
          refuse(batch, cause)
        }
      },
      refuse: (cause) => { refuse(batch, cause) },
      apart: () => batch.map((one) => partOf([one])),
    }
  }
  const take = (): Waiting[] => {
    const taken = new Set<string>()
    const stays = waiting.slice(0, most).findIndex(({ asked }) => {
      const names = about?.(asked) ?? []
      const meets = names.some((name) => taken.has(name))
      for (const name of names) taken.add(name)
      return meets
    })
    return waiting.splice(0, stays < 0 ? most : stays)
  }
  const refuse = (batch: readonly Waiting[], cause: unknown) => { for (const { reject } of batch) reject(cause) }
  const load = () => {
    const batch = take()
    if (waiting.length === 0) ready.delete(load)
    try {
      return partOf(batch)
    } catch (cause) {
      refuse(batch, cause)
      return undefined
    }
  }
  const ask = (asked: Asked) => {
    const own = { ...Promise.withResolvers<Given>(), asked }
    waiting.push(own)
    return own.promise
  }
  return { ask, load }
}

/** What pg keeps to itself: the socket, so that many messages leave at once. */
interface Wire { connection: { stream: { cork(): void; uncork(): void } } }

/** Plans are kept: one that reads a table whole, made while it was small, would read it whole when it has grown, with rows locked. */
const beginning = (patience: number) => `begin; set local enable_seqscan = off; set local lock_timeout = ${patience}`

/** @returns the rows of each statement of each part */
async function send(pool: pg.Pool, parts: readonly Part[], patience: number): Promise<unknown[][][]> {
  const client = await pool.connect()
  const { stream } = (client as unknown as Wire).connection
  stream.cork()
  const around = [client.query(beginning(patience))]
  const sent: Promise<pg.QueryResult>[][] = []
  let role: string | undefined
  for (const part of parts) {
    // Where the role is refused the transaction has failed, and no statement runs under another.
    if (part.role !== role) around.push(client.query(`set local role "${role = part.role}"`))
    sent.push(part.statements.map((statement) => client.query(statement)))
  }
  around.push(client.query('commit'))
  stream.uncork()
  const outcomes = await Promise.allSettled([around[0]!, ...around.slice(1, -1), ...sent.flat(), around.at(-1)!])
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')
  // After a failure nobody asks what the connection still remembers: it goes.
  client.release(refused !== undefined)
  if (refused) throw refused.reason
  return Promise.all(sent.map(async (answers) => (await Promise.all(answers)).map(({ rows }) => rows as unknown[])))
}

/** The server or the way to it is away, or has no room (PostgreSQL appendix A): no part is to blame, and trying each again would not help. */
const isOutage = (cause: unknown) => !/^(?!08|53|57|58|XX)[0-9A-Z]{5}$/.test(String((cause as { code?: unknown }).code))
