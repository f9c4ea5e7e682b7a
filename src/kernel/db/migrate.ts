/**
 * Plain SQL, numbered per room, forward only. One advisory lock, a checksum for each applied file:
 * a changed file that was already applied stops the start instead of drifting.
 */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { roleOf } from './database.ts'

export interface MigrationFolder {
  room: string
  folder: string
  /** Roles beside the room's own, for what the room itself may not; each may do only what a migration grants it. */
  duties?: readonly string[]
}

interface Migration {
  room: string
  number: number
  name: string
  sql: string
  checksum: string
}

/** Any 64-bit number that nothing else in the database locks on. */
const lock = 7_236_141_002

/**
 * Brings the database up to the given folders, in their order (kernel first).
 * @param owner connection of the owner of the database; the application itself never holds it
 * @param appRole the LOGIN role that the platform connects with; it may take the rooms' roles, and has no other right
 */
export async function migrate(owner: pg.PoolConfig, appRole: string, folders: MigrationFolder[]): Promise<{ applied: number }> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await client.query(`create schema if not exists kernel`)
    await client.query(`create table if not exists kernel.migration (
      room text not null, number int not null, name text not null, checksum text not null,
      applied_at timestamptz not null default now(), primary key (room, number))`)
    await createRole(client, 'maru_room')
    await migrateJobs(owner, client, appRole)
    const { rows } = await client.query<{ room: string; number: number; name: string; checksum: string }>('select room, number, name, checksum from kernel.migration')
    const done = new Map(rows.map((row) => [`${row.room}/${row.number}`, row.checksum]))
    const known = folders.map(({ room, folder, duties = [] }) => ({ room, duties, migrations: readMigrations(room, folder) }))
    for (const { room, migrations } of known) {
      const ahead = rows.find((row) => row.room === room && row.number > migrations.length)
      if (ahead) throw new Error(`this database was brought up to ${room}/${ahead.name} by a newer release. Start that release, or restore a backup made before it`)
    }
    let applied = 0
    for (const { room, duties, migrations } of known) {
      await prepareRoom(client, room, appRole)
      for (const duty of duties) await prepareRole(client, room, roleOf(room, duty), appRole)
      for (const migration of migrations) {
        const before = done.get(`${room}/${migration.number}`)
        if (before === migration.checksum) continue
        if (before !== undefined) throw new Error(`${room}/${migration.name} was applied with another text; migrations go forward only: add a new file`)
        await apply(client, migration)
        applied += 1
      }
    }
    // The one thing the worker's own login may ask of the kernel: the event that a job names.
    await client.query(`grant usage on schema kernel to ${appRole}`)
    await client.query(`grant execute on function kernel.read_event(uuid) to ${appRole}`)
    return { applied }
  } finally {
    await client.end()
  }
}

export function readMigrations(room: string, folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql')).sort()
  return names.map((name, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1])
    if (number !== index + 1) throw new Error(`${room}/${name}: migrations are numbered 0001, 0002, … without a gap`)
    const sql = readFileSync(join(folder, name), 'utf8')
    return { room, number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

async function prepareRoom(client: pg.Client, room: string, appRole: string) {
  const role = roleOf(room)
  await client.query(`create schema if not exists ${room}`)
  await prepareRole(client, room, role, appRole)
  await client.query(`alter default privileges in schema ${room} grant select, insert, update, delete on tables to ${role}`)
  await client.query(`alter default privileges in schema ${room} grant usage on sequences to ${role}`)
}

async function prepareRole(client: pg.Client, room: string, role: string, appRole: string) {
  await createRole(client, role)
  await client.query(`grant maru_room to ${role}`)
  await client.query(`grant ${role} to ${appRole}${await membership(client)}`)
  await client.query(`grant usage on schema ${room} to ${role}`)
}

/** PostgreSQL 15 knows `inherit` only as an attribute of the member role, which is created NOINHERIT. */
async function membership(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`)
  return (rows[0]?.version ?? 0) >= 160000 ? ' with inherit false, set true' : ''
}

/** Roles belong to the server, not to the database: another database of it may have made them already. */
async function createRole(client: pg.Client, role: string) {
  await client.query(`do $$ begin
    create role ${role} nologin;
    exception when duplicate_object or unique_violation then null; end $$`)
}

async function apply(client: pg.Client, migration: Migration) {
  await client.query('begin')
  try {
    await client.query(`set local search_path to ${migration.room}`)
    await client.query(migration.sql)
    await client.query('insert into kernel.migration (room, number, name, checksum) values ($1, $2, $3, $4)',
      [migration.room, migration.number, migration.name, migration.checksum])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`${migration.room}/${migration.name}: ${(cause as Error).message}`, { cause })
  }
}

async function migrateJobs(owner: pg.PoolConfig, client: pg.Client, appRole: string) {
  const pool = new pg.Pool({ ...owner, max: 1 })
  // A lost connection shows as the failure of the query that runs; the handlers only keep it from being thrown twice.
  pool.on('error', () => undefined)
  pool.on('connect', (connection) => connection.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool, noPreparedStatements: true })
  } finally {
    await pool.end()
  }
  await client.query(`grant usage on schema graphile_worker to ${appRole};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${appRole};
    grant usage on all sequences in schema graphile_worker to ${appRole};
    grant execute on all functions in schema graphile_worker to ${appRole}`)
  // The library's tables have row security on and no policy: only their owner would see a row.
  await client.query(`do $$ declare t record; begin
    for t in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
      execute format('drop policy if exists maru_app on graphile_worker.%I', t.tablename);
      execute format('create policy maru_app on graphile_worker.%I to ${appRole} using (true) with check (true)', t.tablename);
    end loop; end $$`)
}
