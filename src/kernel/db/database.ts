/**
 * The one way to PostgreSQL. Every transaction begins in the role of the room that opens it, so
 * that reaching into another room's schema is refused by the server (42501), not by a review.
 */
import { type Compilable, CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver, type QueryExecutorProvider, type Transaction } from 'kysely'
import type { PostgresDialectConfig } from 'kysely'
import pg from 'pg'
import { askTogether, type Ask } from './ask-together.ts'
import { beginTogether } from './begin-together.ts'
import { type Change, commitTogether, type CommitTogether, type Gathering } from './commit-together.ts'
import { prepareQuestion } from './prepare-question.ts'
import { type Send, sendCommands } from './send-command.ts'
import { type InPackets, type Packets, sendPackets, type Statement } from './send-packets.ts'

/** Rows of a room are reached through a transaction; the type demands it. */
export type Tx<Tables> = Transaction<Tables>

export interface RoomDatabase<Tables> {
  readonly room: string
  /** Runs `work` in one transaction under the room's role; commits when it resolves, rolls back when it throws. */
  transaction<Result>(work: (tx: Tx<Tables>) => Promise<Result>): Promise<Result>
  /**
   * Prepares a question for pages that are asked for often. Each asking is one round trip, shared with others of the same
   * moment, under the room's role, in a transaction that can change nothing. Name the columns: `select *` breaks when a later migration adds one.
   */
  question<Values extends object, Row>(build: (db: Kysely<Tables>, values: Values) => Compilable<Row>): (values: Values) => Promise<Row[]>
  /**
   * Prepares a change that is made often: its statements run one after another in one transaction under the room's role, in one round
   * trip. Each sees what the others left before it began: lock in the first, and the next reads what nobody else is changing.
   * @returns the rows of the last, when the change is durable
   */
  command<Values extends object, Row>(...build: Build<Tables, Values>[]): (values: Values) => Promise<Row[]>
  /** Prepares a statement for `change`. */
  statement<Values extends object, Row>(build: Build<Tables, Values>): (values: Values) => Statement<Row>
  /**
   * A change that is made often, in which what is written depends on what was read: one transaction under the room's role, a round trip
   * for each packet of statements. It is made by `commit` alone.
   */
  change<Result>(work: (packets: Packets) => Promise<Result>): Promise<Result>
  /** Prepares a change of which many come in one moment: it shares its packet and its commit with those of all rooms, and its statements with its like. */
  together<Asked, Row, Given>(gathering: Gathering<Asked, Row, Given>): Change<Asked, Given>
}

/** A query, or plain `sql`. */
type Build<Tables, Values> = (db: Kysely<Tables>, values: Values) => { compile(by: QueryExecutorProvider): CompiledQuery }

export interface Database {
  readonly pool: pg.Pool
  /** @param duty in a role of its own, for what the room itself may not (`MigrationFolder.duties`) */
  room<Tables>(name: string, duty?: string): RoomDatabase<Tables>
  close(): Promise<void>
}

/** The NOLOGIN role that owns nothing but may use the room's schema. */
export const roleOf = (room: string, duty?: string) => (duty === undefined ? `maru_${room}` : `maru_${room}_${duty}`)

export function openDatabase(options: pg.PoolConfig, onError: (cause: Error) => void): Database {
  const pool = new pg.Pool({ max: 12, idleTimeoutMillis: 30_000, types, ...options, pipeline: true })
  // Apart, so that a page never waits for a transaction that is at work.
  const reading = new pg.Pool({ ...options, max: 3, idleTimeoutMillis: 30_000, types, pipeline: true })
  let closing = false
  // A pool has ended before its sockets have: what the server says to them then is no loss.
  const lose = (cause: Error) => { if (!closing) onError(cause) }
  for (const each of [pool, reading]) {
    each.on('error', lose)
    each.on('connect', (connection) => connection.on('error', lose))
  }
  const ask = askTogether(reading)
  const send = sendCommands(pool)
  const inPackets = sendPackets(pool)
  const together = commitTogether(pool)
  return {
    pool,
    room: (name, duty) => openRoom({ pool, ask, send, inPackets, together }, name, duty),
    async close() {
      closing = true
      await Promise.all([pool.end(), reading.end()])
    },
  }
}

interface Ways { pool: pg.Pool; ask: Ask; send: Send; inPackets: InPackets; together: CommitTogether }

function openRoom<Tables>({ pool, ask, send, inPackets, together }: Ways, room: string, duty?: string): RoomDatabase<Tables> {
  const role = roleOf(room, duty)
  if (!/^[a-z_]+$/.test(role)) throw new Error(`not the name of a room: ${room}`)
  const kysely = new Kysely<Tables>({ dialect: new RoleDialect(pool, `begin; set local role "${role}"`) })
  return {
    room,
    transaction: (work) => kysely.transaction().execute((tx) => work(tx.withSchema(room) as Tx<Tables>)),
    question<Values extends object, Row>(build: (db: Kysely<Tables>, values: Values) => Compilable<Row>) {
      const { name, text, bind } = prepareQuestion<Values>((values) => build(kysely.withSchema(room), values).compile())
      return (values: Values) => ask({ role, name, text, values: bind(values) }) as Promise<Row[]>
    },
    command<Values extends object, Row>(...builds: Build<Tables, Values>[]) {
      const statements = builds.map((build) => prepareQuestion<Values>((values) => build(kysely.withSchema(room), values).compile(kysely)))
      return (values: Values) => send({
        role, statements: statements.map(({ name, text, bind }) => ({ name, text, values: bind(values) })),
      }) as Promise<Row[]>
    },
    statement<Values extends object, Row>(build: Build<Tables, Values>) {
      const { name, text, bind } = prepareQuestion<Values>((values) => build(kysely.withSchema(room), values).compile(kysely))
      return (values: Values): Statement<Row> => ({ name, text, values: bind(values) })
    },
    change: (work) => inPackets(role, work),
    together: (gathering) => together(role, gathering),
  }
}

/** `begin` and `set local role` travel together: there is no way to open a transaction without the role. */
class RoleDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #begin: string
  constructor(pool: pg.Pool, begin: string) {
    const config = { pool: beginTogether(pool, begin) }
    super(config)
    this.#config = config
    this.#begin = begin
  }
  override createDriver() {
    return new RoleDriver(this.#config, this.#begin)
  }
}

class RoleDriver extends PostgresDriver {
  readonly #begin: CompiledQuery
  constructor(config: PostgresDialectConfig, begin: string) {
    super(config)
    this.#begin = CompiledQuery.raw(begin)
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
