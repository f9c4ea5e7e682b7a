import { readConfig } from '../../kernel/config/read-config.ts'
import { migrateAll } from '../migrate.ts'
import { importGov24 } from '../operator-acts.ts'
import { complain, print } from './command.ts'
import { oneWord } from './parse-words.ts'
import { withDatabase } from './with-database.ts'

/** Loading the same file again changes nothing; every skipped or doubtful field is told. */
export async function importCatalogue(words: string[]): Promise<number> {
  const source = oneWord(words, 'file or address')
  const config = readConfig(process.env, 'command')
  const { added, changed, unchanged, remarks } = await withDatabase(config, 'catalogue import', async (database) => {
    await migrateAll(database.owner, database.appRole)
    return importGov24({ config, database: database.app }, source)
  })
  for (const { service, field, remark } of remarks) complain(`${service}  ${field}: ${remark}`)
  print(`✓ ${source}: ${added} services added, ${changed} changed, ${unchanged} as before, ${remarks.length} remarks`)
  return 0
}
