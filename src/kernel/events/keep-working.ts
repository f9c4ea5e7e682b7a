/**
 * A worker that outlives its database, and takes up what dead ones had begun. The library ends a worker that cannot
 * report a job, and lets a dead worker keep its jobs for four hours. So a shift lives as long as one connection: that
 * holds an advisory lock in the worker's name, which ends with it however it ends, and jobs without such a holder are free.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, run, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '../log/log.ts'
import { giveBackOnce } from './give-back-once.ts'

/** Any number that no other pair of advisory locks in the database begins with. */
const lockSpace = 723_614
/** How often a living worker looks for jobs of dead ones, in milliseconds. */
const round = 10_000
/** What a shift may still take to end, in milliseconds: when it is told to, and when its database was lost. */
const inOrder = 20_000
const afterLoss = 1_000
/** The wait before the next shift, in milliseconds, when one could not begin; the last repeats. */
const pauses = [100, 200, 400, 500]

/** @returns once the worker is at work. @throws Error when the database cannot be reached at the start */
export async function keepWorking(pool: pg.Pool, tasks: TaskList, log: Log): Promise<{ stop(): Promise<void> }> {
  const stop = Promise.withResolvers<'stop'>()
  let shift = await beginShift(pool, tasks, log)
  const working = work()

  async function work() {
    while (await Promise.race([shift.over, stop.promise]) !== 'stop') {
      // Its reports find no database: a worker that waits for them would never end, and no other begin.
      await shift.end(afterLoss)
      const next = await nextShift()
      if (!next) return
      shift = next
      log.warn('the job worker is at work again')
    }
    await shift.end(inOrder)
  }

  async function nextShift() {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await beginShift(pool, tasks, log)
      } catch (cause) {
        log.warn({ attempt, cause: (cause as Error).message }, 'the job worker waits for the database')
        if (await Promise.race([pause(pauses[Math.min(attempt, pauses.length - 1)]), stop.promise]) === 'stop') return undefined
      }
    }
  }

  return {
    stop() {
      stop.resolve('stop')
      return working
    },
  }
}

async function beginShift(pool: pg.Pool, tasks: TaskList, log: Log) {
  const holder = await pool.connect()
  const over = Promise.withResolvers<void>()
  holder.once('end', over.resolve).once('error', () => { over.resolve() })
  try {
    await takeBack(holder, log)
    let held: Promise<void> | undefined
    const runner = await run({
      pgPool: giveBackOnce(pool), taskList: tasks, concurrency: 3, pollInterval: 1000, noHandleSignals: true, noPreparedStatements: true, logger: workerLogger(log),
      preset: {
        // Reported in batches: a report that fails then ends the worker, and not the whole process by an unhandled rejection.
        worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        // Awaited by the library before a worker takes its first job.
        plugins: [{ name: 'hold-name', version: '1.0.0', worker: { hooks: { startWorker: (_context, { worker }) => held ??= hold(holder, worker.workerPool.id).catch(over.resolve) } } }],
      },
    })
    runner.promise.then(over.resolve, (cause: unknown) => {
      log.error({ err: cause }, 'the job worker ended')
      over.resolve()
    })
    const rounds = setInterval(() => { takeBack(holder, log).catch((cause: unknown) => { log.warn({ err: cause }, 'nobody looked for jobs of dead workers') }) }, round)
    return {
      over: over.promise,
      /** @param patience milliseconds for what is being done; then it is left, for the next shift to take up again */
      async end(patience: number) {
        clearInterval(rounds)
        const ended = Promise.allSettled([runner.stop(), runner.promise])
        if (await Promise.race([ended, pause(patience, 'still at work', { ref: false })]) === 'still at work') {
          log.warn({ patience }, 'the job worker is left behind')
          runner.kill().catch(() => undefined)
        }
        holder.release(true)
      },
    }
  } catch (cause) {
    holder.release(true)
    throw cause
  }
}

/** Shared, so that two names of one hash do not wait for each other. */
const hold = async (holder: pg.ClientBase, worker: string) => void await holder.query('select pg_advisory_lock_shared($1, hashtext($2))', [lockSpace, worker])

async function takeBack(holder: pg.ClientBase, log: Log) {
  const { rows } = await holder.query<{ dead: string[] }>(`
    select array_agg(dead.name) as dead, graphile_worker.force_unlock_workers(array_agg(dead.name)) from (
      select distinct jobs.locked_by as name from graphile_worker.jobs where jobs.locked_by is not null and not exists (
        select from pg_locks where locktype = 'advisory' and granted and objsubid = 2 and classid = $1 and objid = hashtext(jobs.locked_by)::oid
          and database = (select oid from pg_database where datname = current_database()))) as dead
    having count(*) > 0`, [lockSpace])
  if (rows[0]) log.warn({ workers: rows[0].dead }, 'jobs of dead workers taken up again')
  // A later job with its key took its place while it ran: the library has it never begin again, and only its worker would have taken it away.
  // A batch, whose payload is a list, never had a key.
  await holder.query(`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker._private_jobs
    where key is null and locked_at is null and attempts >= max_attempts and json_typeof(payload) = 'object' having count(*) > 0`)
}

function workerLogger(log: Log) {
  return new Logger(() => (level, message, { error, job, ...rest }) => {
    // What a job is about may be a person: its payload stays out of the log.
    const { id, task_identifier: task, attempts } = (job ?? {}) as { id?: string; task_identifier?: string; attempts?: number }
    const meta = { ...rest, ...(job === undefined ? {} : { job: { id, task, attempts } }) }
    if (level === 'error') log.error({ meta, err: error }, message)
    else if (level === 'warning') log.warn({ meta, err: error }, message)
    // The library tells a worker that finds no job for want of a right or a server in its lowest voice.
    else if (message.startsWith('Failed to acquire job')) log.error({ meta }, message)
    else log.debug({ meta }, message)
  })
}
