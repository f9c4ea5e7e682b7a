/**
 * Has the published checkpoints of a log stamped while it grows. Every process does it, and the row of the authority says whose turn it is.
 * An authority that gives nothing of use is told about and asked again; the log goes on without it.
 */
import { sql } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import type { RoomDatabase, Tx } from '../../db/database.ts'
import type { Log } from '../../log/log.ts'
import { parseCheckpoint } from '../note/checkpoint.ts'
import { inTurn } from '../store/in-turn.ts'
import type { LogIdentity, LogTables } from '../store/tables.ts'
import { askAuthority } from './ask-authority.ts'
import type { StampAuthority } from './authority.ts'

export interface StampDeps {
  db: RoomDatabase<LogTables>
  log: LogIdentity
  authorities: readonly StampAuthority[]
  logger: Log
}

export interface Stamping {
  /** Every authority whose turn it is has been asked. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** How often a process looks whether there is something to stamp, in milliseconds. */
const lookEvery = 2_000

export function startStamping(deps: StampDeps): Stamping {
  const { log, authorities, logger } = deps
  const stopping = new AbortController()
  const round = inTurn(async () => {
    await Promise.all(authorities.map((authority) => stampNewest(deps, authority).catch((cause: unknown) => { logger.error({ log: log.origin, authority: authority.name, err: cause }, 'time-stamps') })))
  })
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await round()
      await pause(lookEvery, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined)
    }
  }
  const watching = authorities.length > 0 ? watch() : Promise.resolve()
  return {
    settle: round,
    async stop() {
      stopping.abort()
      await watching
    },
  }
}

async function stampNewest(deps: StampDeps, authority: StampAuthority) {
  const { db, log, logger } = deps
  const newest = await db.transaction((tx) => claimNewest(tx, log, authority))
  if (!newest) return
  const failed = async (cause: Error) => {
    const isNew = await db.transaction((tx) => noteFailure(tx, log, authority, cause.message))
    if (isNew) logger.warn({ log: log.origin, authority: authority.name, cause: cause.message }, 'no time-stamps from this authority')
  }
  const stamp = await askAuthority(authority, parseCheckpoint(newest.note).note.text).catch(async (cause: unknown) => { await failed(cause as Error) })
  if (!stamp) return
  const wasFailing = await db.transaction(async (tx) => {
    await tx.insertInto('log_stamp').values({ log: log.id, authority: authority.name, size: newest.size, note: newest.note, token: stamp.token, stamped_at: stamp.at }).onConflict((conflict) => conflict.doNothing()).execute()
    const before = await tx.selectFrom('log_stamping').select('failing_since').where('log', '=', log.id).where('authority', '=', authority.name).forUpdate().executeTakeFirst()
    await tx.updateTable('log_stamping').set({ failing_since: null, cause: null }).where('log', '=', log.id).where('authority', '=', authority.name).execute()
    return before?.failing_since != null
  })
  if (wasFailing) logger.info({ log: log.origin, authority: authority.name }, 'time-stamps are back')
}

/** The newest published checkpoint, where this authority has not stamped it and its turn has come: the turn is then this caller's alone. */
async function claimNewest(tx: Tx<LogTables>, log: LogIdentity, { name, every }: StampAuthority) {
  const newest = await tx.selectFrom('log_checkpoint').select(['size', 'note']).where('log', '=', log.id).where('witnessed_at', 'is not', null).orderBy('size', 'desc').limit(1).executeTakeFirst()
  const last = await tx.selectFrom('log_stamp').select('size').where('log', '=', log.id).where('authority', '=', name).orderBy('size', 'desc').limit(1).executeTakeFirst()
  if (!newest || newest.size <= (last?.size ?? 0)) return undefined
  const { rows } = await sql`insert into kernel.log_stamping (log, authority, tried_at) values (${log.id}, ${name}, now())
    on conflict (log, authority) do update set tried_at = now() where kernel.log_stamping.tried_at <= now() - make_interval(secs => ${every}) returning log`.execute(tx)
  return rows.length > 0 ? newest : undefined
}

/** @returns whether it is the first since the last success */
async function noteFailure(tx: Tx<LogTables>, log: LogIdentity, { name }: StampAuthority, cause: string): Promise<boolean> {
  const row = await tx.selectFrom('log_stamping').select('failing_since').where('log', '=', log.id).where('authority', '=', name).forUpdate().executeTakeFirst()
  await tx.updateTable('log_stamping').set({ failing_since: row?.failing_since ?? new Date(), cause: cause.slice(0, 500) }).where('log', '=', log.id).where('authority', '=', name).execute()
  return row?.failing_since == null
}
