import { readConfig } from '../../kernel/config/read-config.ts'
import { restoreBackup } from '../../kernel/postgres/backup/restore-backup.ts'
import { locateCluster } from '../../kernel/postgres/place-cluster.ts'
import { holdFolder } from '../../kernel/supervisor/hold-folder.ts'
import { refuseOwnServer } from './backup.ts'
import { complain, print } from './command.ts'
import { oneWord } from './parse-words.ts'

/** Every file is checked before the first one is written. */
export async function restore(words: string[]): Promise<number> {
  const folder = oneWord(words, 'folder')
  const config = readConfig(process.env, 'command')
  refuseOwnServer(config.databaseUrl, 'pg_restore or a copied base backup')
  using _held = holdFolder(config.data, 'maru restore')
  const manifest = await restoreBackup(locateCluster(config.data, complain), folder)
  print(`✓ ${config.data} holds the database of ${manifest.upTo}. Put your secrets back beside it, then start.`)
  return 0
}
