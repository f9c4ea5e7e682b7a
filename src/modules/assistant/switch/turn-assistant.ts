import type { Database } from '../../../kernel/db/database.ts'
import type { AssistantTables } from '../tables.ts'
import { keepSwitch } from './keep-switch.ts'

/** The switch from the command line; it holds in every process with the next message. @throws reasonMissing */
export const turnAssistant = (database: Database, isOff: boolean, reason: string): Promise<void> =>
  keepSwitch(database.room<AssistantTables>('assistant'), () => new Date()).turn('operator', isOff, reason)
