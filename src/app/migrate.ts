import type pg from 'pg'
import { migrate } from '../kernel/db/migrate.ts'
import { migrationFolders } from './rooms.ts'

/** The LOGIN role that the platform itself connects with. */
export const appRole = 'maru_app'

/** Brings the whole house up to date, as the owner of the database. */
export const migrateAll = (owner: pg.PoolConfig) => migrate(owner, appRole, migrationFolders)
