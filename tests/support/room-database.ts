/** A fresh database with every room's tables, for tests through a room's door. Migrated once a process, then copied. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appRole } from '../../src/kernel/postgres/cluster.ts'
import { type Database, openDatabase } from '../../src/kernel/db/database.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { testCluster } from '../../src/kernel/postgres/test-cluster.ts'
import { migrationFolders } from '../../src/app/rooms.ts'
import pg from 'pg'

export interface RoomDatabase {
  database: Database
  /** As the owner, to look behind the curtain. */
  owner: pg.PoolConfig
  app: pg.PoolConfig
  /** One statement as the owner. */
  ask<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

let template: Promise<string> | undefined

async function makeTemplate(): Promise<string> {
  const cluster = await testCluster()
  const name = `template_${process.pid}`
  await cluster.createDatabase(name)
  await migrate(cluster.ownerUrl(name), appRole, migrationFolders.filter(({ folder }) => existsSync(folder)))
  return name
}

export async function roomDatabase(): Promise<RoomDatabase> {
  const cluster = await testCluster()
  const name = `room_${randomBytes(6).toString('hex')}`
  await cluster.createDatabase(name, await (template ??= makeTemplate()))
  const app = cluster.appUrl(name)
  const database = openDatabase({ ...app, max: 6 }, () => undefined)
  return {
    database, app, owner: cluster.ownerUrl(name),
    async ask<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      const client = new pg.Client(cluster.ownerUrl(name))
      await client.connect()
      try {
        return (await client.query<Row>(text, values)).rows
      } finally {
        await client.end()
      }
    },
    async close() {
      await database.close()
      await cluster.dropDatabase(name)
    },
  }
}
