/**
 * Work and timers on graphile-worker, in the same database as the state they belong to:
 * enqueued with the change or not at all, retried with growing pauses until done.
 */
import type { TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Static, TSchema } from 'typebox'
import type { Tx } from '../db/database.ts'
import type { Log } from '../log/log.ts'
import type { Events } from './events.ts'
import { keepWorking } from './keep-working.ts'

export interface JobType<Payload extends TSchema> {
  name: string
  payload: Payload
}

export const defineJob = <Payload extends TSchema>(name: string, payload: Payload): JobType<Payload> => ({ name, payload })

/**
 * @param options.key a later job with the same key replaces one that has not started
 * @param options.first somebody waits for it: it goes before whatever else is due
 */
export async function enqueue<Tables, Payload extends TSchema>(
  tx: Tx<Tables>, job: JobType<Payload>, payload: Static<Payload>, options: { runAt?: Date; key?: string; first?: boolean } = {}) {
  await sql`select kernel.enqueue(${job.name}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}, ${options.key ?? null}, ${options.first ? -10 : 0})`.execute(tx)
}

export interface Jobs {
  define<Payload extends TSchema>(job: JobType<Payload>, work: (payload: Static<Payload>) => Promise<void>): void
  /** For what `kernel.enqueue_batches` has put together: many payloads at once, and only those that failed come again. */
  defineBatch<Payload extends TSchema>(job: JobType<Payload>, work: (payloads: Static<Payload>[]) => Promise<PromiseSettledResult<void>[]>): void
  start(): Promise<void>
  stop(): Promise<void>
}

export function createJobs(pool: pg.Pool, events: Events, log: Log): Jobs {
  const tasks: TaskList = { 'kernel.deliver': (payload) => deliver(pool, events, (payload as { event: string }).event) }
  let working: Awaited<ReturnType<typeof keepWorking>> | undefined
  const add = (name: string, task: NonNullable<TaskList[string]>) => {
    if (tasks[name]) throw new Error(`two jobs named ${name}`)
    tasks[name] = task
  }
  return {
    define: (job, work) => { add(job.name, (payload) => work(payload as never)) },
    defineBatch: (job, work) => {
      add(job.name, async (payloads) => (await work(payloads as never)).map((outcome) => (outcome.status === 'rejected' ? Promise.reject(outcome.reason as Error) : Promise.resolve())))
    },
    async start() {
      working = await keepWorking(pool, tasks, log)
    },
    async stop() {
      await working?.stop()
    },
  }
}

/** Every reaction gets its try, whatever the others do; the job fails, and comes back, while one of them has not succeeded. */
async function deliver(pool: pg.Pool, events: Events, id: string) {
  const { rows } = await pool.query<{ name: string; version: number; payload: unknown; happened_at: Date }>(
    'select name, version, payload, happened_at from kernel.read_event($1)', [id])
  const event = rows[0]
  if (!event) return
  const failures: unknown[] = []
  for (const reaction of events.reactionsTo(event.name, event.version)) {
    try {
      await reaction.run(event.payload, { eventId: id, happenedAt: event.happened_at })
    } catch (cause) {
      failures.push(cause)
    }
  }
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} reactions to ${event.name} failed`)
}
