/** A PostgreSQL cluster on disk: where it lies, how it is made, how it is set. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Account, giveTo, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'

/** Owns the database and the roles; used for migrations, backups and nothing else. */
export const ownerRole = 'maru_owner'
/** What the platform connects as: a login without any right of its own. */
export const appRole = 'maru_app'
export const databaseName = 'maru'

export interface Cluster {
  /** holds all of the below; mode 0700, of the account */
  home: string
  data: string
  socketFolder: string
  logFile: string
}

/** `sun_path` of unix(7) holds 108 bytes with its closing zero. */
const longestSocketPath = 107

export function clusterAt(home: string, account: Account): Cluster {
  const near = join(home, 'run')
  const fits = Buffer.byteLength(join(near, '.s.PGSQL.5432')) <= longestSocketPath
  return { home, data: join(home, 'data'), socketFolder: fits ? near : shortFolder(home, account), logFile: join(home, 'server.log') }
}

function shortFolder(home: string, account: Account): string {
  const base = account.dropped ? '/tmp' : process.env['XDG_RUNTIME_DIR'] ?? '/tmp'
  return join(base, `maru-${account.uid}-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`)
}

/** Makes the folders; a socket folder that someone else put into /tmp is refused. */
export function prepareFolders(cluster: Cluster, account: Account) {
  for (const folder of [cluster.home, cluster.socketFolder]) {
    const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined
    if (isNew) giveTo(account, folder)
    const found = lstatSync(folder)
    if (!found.isDirectory() || found.uid !== account.uid) throw new Error(`${folder} does not belong to ${account.name}. Remove it and start again.`)
  }
}

export const isMade = (cluster: Cluster) => existsSync(join(cluster.data, 'PG_VERSION'))

/**
 * Makes the cluster beside its place and moves it there when complete: a killed start leaves no half of one.
 * Checksums on every page; the built-in C.UTF-8 sorts the same on every machine.
 */
export async function makeCluster(cluster: Cluster, binaries: Binaries, account: Account, options: string[] = builtinLocale) {
  const draft = join(cluster.home, 'data.new')
  rmSync(draft, { recursive: true, force: true })
  const folders = ['-D', draft, '-L', shareFolder(binaries)]
  await promisify(execFile)(binaries.initdb,
    [...folders, '-U', ownerRole, '-E', 'UTF8', '-A', 'peer', '--data-checksums', '--no-instructions', ...options],
    { ...runAs(account), cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } })
  renameSync(draft, cluster.data)
}

export const builtinLocale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

function shareFolder(binaries: Binaries): string {
  const packed = join(binaries.home, 'share/postgresql')
  return existsSync(packed) ? packed : binaries.home.replace('/usr/lib/', '/usr/share/')
}

/** The major version that the package in package.json carries. */
export const carriedVersion = '18'

const versionOf = (cluster: Cluster) => readFileSync(join(cluster.data, 'PG_VERSION'), 'utf8').trim()

/** Data files of one major version are nothing to another. */
export function checkVersion(cluster: Cluster) {
  const made = versionOf(cluster)
  if (made === carriedVersion) return
  throw new Error(`${cluster.data} was made by PostgreSQL ${made}, and this release brings PostgreSQL ${carriedVersion}. See "Upgrade" in docs/guides/operate.md.`)
}

/** Written at each start, so that a new release brings its settings; an operator's own stand in operator.conf beside it. */
export function writeSettings(cluster: Cluster, account: Account, extra: Record<string, string> = {}) {
  const settings: Record<string, string> = { ...base, ...(versionOf(cluster) === carriedVersion ? ofCarried : {}), unix_socket_directories: cluster.socketFolder, ...extra }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  write(cluster, account, 'postgresql.conf', [...lines, "include_if_exists = '../operator.conf'"])
  write(cluster, account, 'pg_hba.conf', [
    `local all ${ownerRole} peer map=maru`,
    `local all ${appRole} peer map=maru`,
  ])
  const people = [...new Set([account.name, userInfo().username, ...(account.dropped ? ['root'] : [])])]
  write(cluster, account, 'pg_ident.conf', people.flatMap((name) => [ownerRole, appRole].map((role) => `maru "${name}" ${role}`)))
}

function write(cluster: Cluster, account: Account, name: string, lines: string[]) {
  const file = join(cluster.data, name)
  writeFileSync(`${file}.new`, `${lines.join('\n')}\n`, { mode: 0o600 })
  giveTo(account, `${file}.new`)
  renameSync(`${file}.new`, file)
}

/** Small memory first: one machine runs everything, and a resident's question touches few rows. */
const base: Record<string, string> = {
  listen_addresses: '', unix_socket_permissions: '0700', max_connections: '60', superuser_reserved_connections: '3',
  shared_buffers: '48MB', work_mem: '4MB', maintenance_work_mem: '32MB', effective_cache_size: '512MB', wal_buffers: '1MB',
  jit: 'off', max_parallel_workers_per_gather: '0', max_parallel_workers: '0', max_worker_processes: '4', max_logical_replication_workers: '0', autovacuum_max_workers: '2',
  fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', wal_level: 'replica', max_wal_senders: '2', max_wal_size: '512MB',
  timezone: 'UTC', log_timezone: 'UTC', datestyle: 'ISO, YMD', lc_messages: 'C', log_line_prefix: '%m [%p] ', log_statement: 'none',
  log_min_error_statement: 'panic', log_parameter_max_length: '0', log_parameter_max_length_on_error: '0',
  client_min_messages: 'warning', idle_in_transaction_session_timeout: '60s',
}

/** Unknown to older servers, as Debian's. Few reads miss the cache: workers that read ahead would hold memory for nothing. */
const ofCarried: Record<string, string> = { io_method: 'sync' }
