/** What a superuser of the database can do to the access log, one thing at a time, and what has to be told about it. */
import type { RoomDatabase } from './room-database.ts'

export const tamperings = ['edit an entry', 'edit a tile', 'delete an entry', 'exchange two entries', 'cut off the end', 'put back an old backup', 'continue another branch', 'edit a row', 'delete a row', 'edit a row and its entry'] as const
export type Tampering = (typeof tamperings)[number]

export interface Tampered {
  /** The first entry that is no longer what it was, when the tampering touches one. */
  first: number | undefined
}

type Ask = RoomDatabase['ask']

const tables = ['log', 'log_pending', 'log_entry', 'log_tree', 'log_tile', 'log_checkpoint'] as const

/** As `pg_dump` and `pg_restore` of these tables would, and quicker. */
export async function saveState(ask: Ask, name: string) {
  await ask(`drop schema if exists ${name} cascade; create schema ${name}; ${tables.map((table) => `create table ${name}.${table} as select * from kernel.${table}`).join(';')}; create table ${name}.access_log as select * from exchange.access_log`)
}

export async function putBack(ask: Ask, name: string) {
  const columns = await ask<{ table: string; list: string }>(`select table_name as table, string_agg(quote_ident(column_name), ', ') as list from information_schema.columns where table_schema = '${name}' group by 1`)
  const of = (table: string) => columns.find((row) => row.table === table)!.list
  const put = (schema: string, table: string) => `insert into ${schema}.${table} (${of(table)}) overriding system value select ${of(table)} from ${name}.${table}`
  await ask(`begin; set local session_replication_role = replica; delete from exchange.access_log; ${tables.map((table) => `delete from kernel.${table}`).join(';')}; ${tables.map((table) => put('kernel', table)).join(';')}; ${put('exchange', 'access_log')}; commit`)
}

/**
 * @param size entries under the last checkpoint
 * @param draw a whole number below its argument
 * @param backup name of a state saved earlier, shorter than this one
 */
export async function tamper(ask: Ask, kind: Tampering, { size, draw, backup, backupSize }: { size: number; draw(below: number): number; backup: string; backupSize: number }): Promise<Tampered> {
  const places = (await ask<{ index: number }>(`select index::int from kernel.log_entry where get_byte(entry, 0) = 1 and index < ${size} order by 1`)).map(({ index }) => index)
  const at = places[draw(places.length - 2)]!
  const next = places[places.indexOf(at) + 1 + draw(places.length - places.indexOf(at) - 1)]!
  const idAt = `(select id from kernel.log_entry where index = ${at})`
  switch (kind) {
    case 'edit an entry':
      await ask(`update kernel.log_entry set entry = set_byte(entry, ${1 + draw(32)}, (get_byte(entry, 5) + 1) % 256) where index = ${at}`)
      await ask(`update kernel.log_entry set entry = set_byte(entry, 1, (get_byte(entry, 1) + 1) % 256) where index = ${at}`)
      return { first: at }
    case 'edit a tile': {
      const byte = (at % 256) * 32 + draw(32)
      await ask(`update kernel.log_tile set hashes = set_byte(hashes, ${byte}, (get_byte(hashes, ${byte}) + 1) % 256) where level = 0 and index = ${Math.floor(at / 256)}`)
      return { first: at }
    }
    case 'delete an entry':
      await ask(`delete from kernel.log_entry where index = ${at}`)
      return { first: at }
    case 'exchange two entries':
      await ask(`update kernel.log_entry set index = -1 where index = ${at}; update kernel.log_entry set index = ${at} where index = ${next}; update kernel.log_entry set index = ${next} where index = -1`)
      return { first: at }
    case 'cut off the end': {
      const left = backupSize + draw(size - backupSize)
      await ask(`delete from kernel.log_entry where index >= ${left}; update kernel.log set size = ${left}; update kernel.log_tree set size = ${left}; delete from kernel.log_checkpoint where size > ${left}`)
      return { first: left }
    }
    case 'put back an old backup':
      await putBack(ask, backup)
      return { first: backupSize }
    case 'continue another branch':
      await putBack(ask, backup)
      await ask(`insert into kernel.log_pending (log, id, entry) select id, gen_random_uuid(), '\\x01' || sha256(random()::text::bytea) from kernel.log, generate_series(1, ${size - backupSize + 3})`)
      return { first: backupSize }
    case 'edit a row':
      await ask(`update exchange.access_log set recipient = recipient || 'x' where id = ${idAt}`)
      return { first: at }
    case 'delete a row':
      await ask(`delete from exchange.access_log where id = ${idAt}`)
      return { first: at }
    case 'edit a row and its entry':
      // The entry is made to fit the row again: it no longer fits the tree.
      await ask(`update exchange.access_log set recipient = recipient || 'x', salt = sha256(salt) where id = ${idAt}; update kernel.log_entry set entry = '\\x01' || sha256(entry) where index = ${at}`)
      return { first: at }
    default: return kind satisfies never
  }
}
