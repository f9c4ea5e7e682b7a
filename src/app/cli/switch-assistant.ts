import { parseArgs } from 'node:util'
import { readConfig } from '../../kernel/config/read-config.ts'
import { migrateAll } from '../migrate.ts'
import { switchAssistant as turn } from '../operator-acts.ts'
import { print, UsageError } from './command.ts'
import { withDatabase } from './with-database.ts'

/** @param isOff every channel says so with its next answer, and names the other ways */
export async function switchAssistant(words: string[], isOff: boolean): Promise<number> {
  const { reason = '' } = parseArgs({ args: words, options: { reason: { type: 'string' } } }).values
  if (reason.trim() === '') throw new UsageError('Say why: --reason <words>.')
  const config = readConfig(process.env, 'command')
  await withDatabase(config, 'assistant switch', async (database) => {
    await migrateAll(database.owner, database.appRole)
    await turn({ config, database: database.app }, isOff, reason)
  })
  print(isOff ? 'The assistant is switched off: search, services and the queue of people who answer stay open.' : 'The assistant is switched on: conversations go on where they stood.')
  return 0
}
