/**
 * The one way to PostgreSQL. Every transaction begins in the role of the room that opens it, so
 * that reaching into another room's schema is refused by the server (42501), not by a review.
 */
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver, type Transaction } from 'kysely'
import type { PostgresDialectConfig } from 'kysely'
import pg from 'pg'

/** Rows of a room are reached through a transaction; the type demands it. */
export type Tx<Tables> = Transaction<Tables>

export interface RoomDatabase<Tables> {
  readonly room: string
  /** Runs `work` in one transaction under the room's role; commits when it resolves, rolls back when it throws. */
  transaction<Result>(work: (tx: Tx<Tables>) => Promise<Result>): Promise<Result>
}

export interface Database {
  readonly pool: pg.Pool
  room<Tables>(name: string): RoomDatabase<Tables>
  close(): Promise<void>
}

/** The NOLOGIN role that owns nothing but may use the room's schema. */
export const roleOf = (room: string) => `maru_${room}`

export function openDatabase(options: pg.PoolConfig, onError: (cause: Error) => void): Database {
  const pool = new pg.Pool({ max: 12, idleTimeoutMillis: 30_000, types, ...options })
  pool.on('error', onError)
  pool.on('connect', (connection) => connection.on('error', onError))
  return {
    pool,
    room: (name) => openRoom(pool, name),
    close: () => pool.end(),
  }
}

function openRoom<Tables>(pool: pg.Pool, room: string): RoomDatabase<Tables> {
  if (!/^[a-z]+$/.test(room)) throw new Error(`not the name of a room: ${room}`)
  const kysely = new Kysely<Tables>({ dialect: new RoleDialect({ pool: pool as never }, roleOf(room)) })
  return {
    room,
    transaction: (work) => kysely.transaction().execute((tx) => work(tx.withSchema(room) as Tx<Tables>)),
  }
}

class RoleDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #role: string
  constructor(config: PostgresDialectConfig, role: string) {
    super(config)
    this.#config = config
    this.#role = role
  }
  override createDriver() {
    return new RoleDriver(this.#config, this.#role)
  }
}

/** `begin` and `set local role` travel together: one round trip, and no way to open a transaction without the role. */
class RoleDriver extends PostgresDriver {
  readonly #begin: CompiledQuery
  constructor(config: PostgresDialectConfig, role: string) {
    super(config)
    this.#begin = CompiledQuery.raw(`begin; set local role "${role}"`)
  }
  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(this.#begin)
  }
}

const { builtins } = pg.types

/** bigint as a number (refused where it would lose a unit), date as `YYYY-MM-DD`: never through `Date`. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, exactNumber],
  [builtins.DATE, (text) => text],
])

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

function exactNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint outside the exact range: ${text}`)
  return value
}
