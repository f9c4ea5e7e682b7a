/** What the room keeps about programs that act for people. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables } from '../tables.ts'
import { type Acts, createActs } from './acts/acts.ts'
import { type Confirmations, createConfirmations } from './confirm/confirmations.ts'

export interface Agents { acts: Acts; confirmations: Confirmations }

export const createAgents = (db: RoomDatabase<AssistantTables>, now: () => Date): Agents => ({ acts: createActs(db, now), confirmations: createConfirmations(db, now) })
