import { readConfig } from '../../kernel/config/read-config.ts'
import { makeBackup } from '../../kernel/postgres/backup/make-backup.ts'
import { isMade } from '../../kernel/postgres/cluster.ts'
import { locateCluster } from '../../kernel/postgres/place-cluster.ts'
import { complain, print } from './command.ts'
import { oneWord } from './parse-words.ts'
import { withDatabase } from './with-database.ts'

/** Copies the database while the platform works; where it does not run, the database is started for the copy alone. */
export async function backup(words: string[]): Promise<number> {
  const folder = oneWord(words, 'folder')
  const config = readConfig(process.env, 'command')
  refuseOwnServer(config.databaseUrl, 'pg_basebackup or pg_dump')
  const { cluster } = locateCluster(config.data, complain)
  if (!isMade(cluster)) throw new Error(`${config.data} holds no database. Name the data folder: MARU_DATA=<folder>`)
  const began = performance.now()
  const manifest = await withDatabase(config, 'backup', ({ owner }) => makeBackup(cluster, owner, folder))
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  print(`✓ ${folder}: ${manifest.files.length} files, ${(bytes / 1e6).toFixed(0)} MB, ${((performance.now() - began) / 1000).toFixed(1)} s`)
  print(`Everything acknowledged before ${manifest.upTo} is inside. Keep the secrets apart: they are not in it.`)
  return 0
}

export function refuseOwnServer(databaseUrl: string | undefined, tools: string) {
  if (databaseUrl) throw new Error(`MARU_DATABASE_URL names a server of your own: use its tools (${tools}). See "Backup" in docs/guides/operate.md.`)
}
