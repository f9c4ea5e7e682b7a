/**
 * A backup of the running database without stopping it: PostgreSQL's own low-level interface
 * (pg_backup_start, copy, pg_backup_stop; PostgreSQL manual, "Making a Base Backup Using the Low Level API").
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, carriedVersion } from '../cluster.ts'
import { copyFile, syncFolder } from './copy-files.ts'
import { type BackupFile, filesBelow, type Manifest, manifestName, sumOf } from './manifest.ts'

/** Made anew by every start, or belonging to the running server alone; the folders themselves must exist. */
const emptyFolders = ['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']
const leftOut = /(^|\/)(pgsql_tmp[^/]*|pg_internal\.init(\.\d+)?|postmaster\.(pid|opts)|[^/]+\.conf\.new|backup_label(\.old)?|tablespace_map)(\/|$)/

/**
 * Everything acknowledged before `upTo` of the manifest is inside: the instant at which the copy was complete.
 * @param folder missing or empty; written beside and moved into place when complete
 */
export async function makeBackup(cluster: Cluster, owner: pg.ClientConfig, folder: string): Promise<Manifest> {
  const target = resolve(folder)
  if (existsSync(target) && readdirSync(target).length > 0) throw new Error(`${folder} is not empty. Name a folder that does not exist yet.`)
  const draft = `${target}.partial`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const copied = await copyCluster(client, cluster, join(draft, 'data'))
    const manifest: Manifest = { format: 1, postgres: carriedVersion, ...copied, sha256: sumOf(copied.files) }
    writeFileSync(join(draft, manifestName), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
    syncFolder(draft)
    rmSync(target, { recursive: true, force: true })
    renameSync(draft, target)
    syncFolder(dirname(target))
    return manifest
  } finally {
    await client.end()
    rmSync(draft, { recursive: true, force: true })
  }
}

async function copyCluster(client: pg.Client, cluster: Cluster, to: string) {
  // A slot of this session keeps the log files that the copy needs from being recycled under it.
  await client.query(`select pg_create_physical_replication_slot('maru_backup_' || pg_backend_pid(), true, true)`)
  const begun = await client.query<{ segment: string }>(`select pg_walfile_name(pg_backup_start('maru backup', fast => true)) as segment`)
  const files: BackupFile[] = []
  const control = 'global/pg_control'
  const wanted = filesBelow(cluster.data).filter((path) => path !== control && !leftOut.test(path) && !emptyFolders.includes(path.split('/')[0] ?? ''))
  for (const path of [...wanted, control]) {
    const copied = copyFile(cluster.data, to, path)
    if (copied) files.push(copied)
    await breathe()
  }
  const upTo = new Date().toISOString()
  const ended = await client.query<{ lsn: string; segment: string; label: string }>(
    'select lsn, pg_walfile_name(lsn) as segment, labelfile as label from pg_backup_stop(wait_for_archive => false)')
  const { lsn = '', segment: last = '', label = '' } = ended.rows[0] ?? {}
  const first = begun.rows[0]?.segment ?? ''
  for (const name of readdirSync(join(cluster.data, 'pg_wal')).filter((entry) => /^[0-9A-F]{24}$/.test(entry) && entry >= first && entry <= last).sort()) {
    const copied = copyFile(cluster.data, to, `pg_wal/${name}`)
    if (copied) files.push(copied)
  }
  if (!files.some(({ path }) => path === `pg_wal/${first}`)) throw new Error(`The server removed ${first} while it was needed. Start the backup again.`)
  for (const name of emptyFolders) mkdirSync(join(to, name), { recursive: true, mode: 0o700 })
  const labelFolder = join(to, '..', 'label')
  mkdirSync(labelFolder)
  writeFileSync(join(labelFolder, 'backup_label'), label, { flush: true })
  const labelFile = copyFile(labelFolder, to, 'backup_label')
  if (labelFile) files.push(labelFile)
  rmSync(labelFolder, { recursive: true })
  return { upTo, position: lsn, files }
}
