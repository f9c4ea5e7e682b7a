import type pg from 'pg'
import { migrate } from '../kernel/db/migrate.ts'
import { appRole } from '../kernel/postgres/cluster.ts'
import { migrationFolders } from './rooms.ts'

/** Brings the whole house up to date, as the owner of the database. */
export const migrateAll = (owner: pg.PoolConfig, role = appRole) => migrate(owner, role, migrationFolders)
