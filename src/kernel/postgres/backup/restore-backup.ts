/** Puts a backup into an empty data folder and lets the server replay its log once, so that the next start is an ordinary one. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, giveTo } from '../account.ts'
import type { Binaries } from '../binaries.ts'
import { type Cluster, carriedVersion, writeSettings } from '../cluster.ts'
import { startPostmaster, stopPostmaster } from '../postmaster.ts'
import { copyFile, syncFolder } from './copy-files.ts'
import { type Manifest, verifyBackup } from './manifest.ts'

interface Place {
  account: Account
  binaries: Binaries
  cluster: Cluster
}

/** @throws Error with the reason when the backup is damaged or the data folder is not empty; nothing is changed then */
export async function restoreBackup({ account, binaries, cluster }: Place, folder: string): Promise<Manifest> {
  if (existsSync(cluster.data)) throw new Error(`${cluster.data} holds a database already. Restore into an empty data folder: MARU_DATA=<folder>`)
  const manifest = await verifyBackup(folder)
  if (manifest.postgres !== carriedVersion) throw new Error(`The backup was made by PostgreSQL ${manifest.postgres}, and this release brings ${carriedVersion}. Restore it with the release that made it.`)
  const draft = join(cluster.home, 'data.restored')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  // Folders first: the server wants some of them even when they are empty.
  for (const entry of readdirSync(join(folder, 'data'), { withFileTypes: true })) if (entry.isDirectory()) mkdirSync(join(draft, entry.name), { mode: 0o700 })
  for (const { path, sha256 } of manifest.files) {
    if (copyFile(join(folder, 'data'), draft, path)?.sha256 !== sha256) throw new Error(`The backup changed while it was read: ${path}.`)
  }
  for (const name of ['pg_wal/archive_status', 'pg_wal/summaries', 'pg_tblspc', 'pg_commit_ts', 'pg_twophase', 'pg_stat', 'pg_logical/snapshots', 'pg_logical/mappings']) {
    mkdirSync(join(draft, name), { recursive: true, mode: 0o700 })
  }
  giveTo(account, draft, 'all')
  syncFolder(draft)
  renameSync(draft, cluster.data)
  writeSettings(cluster, account)
  await stopPostmaster(await startPostmaster(cluster, binaries, account))
  return manifest
}
