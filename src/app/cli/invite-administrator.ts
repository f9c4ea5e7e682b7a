import { parseArgs } from 'node:util'
import { readConfig } from '../../kernel/config/read-config.ts'
import { migrateAll } from '../migrate.ts'
import { inviteAdministrator } from '../operator-acts.ts'
import { print, UsageError } from './command.ts'
import { withDatabase } from './with-database.ts'

/** The first person of an agency: whoever holds the link registers a passkey and is its administrator. */
export async function invite(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: { agency: { type: 'string' }, name: { type: 'string' } } })
  const { agency, name } = values
  if (!agency || !name) throw new UsageError('Say whom: --agency <id> --name <name>.')
  const config = readConfig(process.env, 'command')
  const { link, expires } = await withDatabase(config, 'admin invite', async (database) => {
    await migrateAll(database.owner, database.appRole)
    return inviteAdministrator({ config, database: database.app }, { agency, name })
  })
  print(link)
  print(`Give it to ${name} alone. It works once, until ${expires}.`)
  return 0
}
