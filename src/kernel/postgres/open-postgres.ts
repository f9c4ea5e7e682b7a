/** The database the platform brings along: PostgreSQL under this process's care. */
import pg from 'pg'
import type { Log } from '../log/log.ts'
import { keepAlive } from '../supervisor/keep-alive.ts'
import { type ProcessIdentity, signal } from '../supervisor/process-identity.ts'
import { appRole, checkVersion, type Cluster, databaseName, isMade, makeCluster, ownerRole, writeSettings } from './cluster.ts'
import { locateCluster } from './place-cluster.ts'
import { findPostmaster, startPostmaster, stopPostmaster, waitUntilReady } from './postmaster.ts'

export interface Postgres {
  /** what the platform connects as: a login without rights of its own */
  app: pg.PoolConfig
  /** superuser: migrations and backups, never the platform at work */
  owner: pg.PoolConfig
  appRole: string
  /** how this process came by the server */
  origin: 'made' | 'started' | 'adopted' | 'yours'
  /** server process, for reports and tests; 0 for a server that is not ours */
  pid(): number
  onRestart(listener: () => void): void
  stop(): Promise<void>
}

/**
 * Makes, starts or adopts the server of a data folder and keeps it running until `stop`.
 * The caller holds the folder (`holdFolder`): two supervisors of one server would fight.
 * Faults, as sentences for the operator: a folder of another account, another major version, a server that does not start.
 */
export async function openPostgres({ dataFolder, log, signal: cancel }: { dataFolder: string; log: Log; signal?: AbortSignal }): Promise<Postgres> {
  const { account, binaries, cluster } = locateCluster(dataFolder, (sentence) => log.info(sentence))
  cancel?.throwIfAborted()
  const fresh = !isMade(cluster)
  if (fresh) await makeCluster(cluster, binaries, account)
  checkVersion(cluster)
  writeSettings(cluster, account)
  const start = () => startPostmaster(cluster, binaries, account)
  const found = findPostmaster(cluster)
  const server = found ? await adopt(cluster, found, start) : await start()
  const connections = { app: connect(cluster, appRole), owner: connect(cluster, ownerRole) }
  if (fresh || !(await isPrepared(connections.app))) await prepareDatabase(cluster)
  const kept = keepAlive('postgres', server, start, log)
  return {
    ...connections,
    appRole,
    origin: fresh ? 'made' : found ? 'adopted' : 'started',
    pid: () => kept.identity.pid,
    onRestart: kept.onRestart,
    stop: async () => stopPostmaster(await kept.release()),
  }
}

export const connect = (cluster: Cluster, user: string): pg.PoolConfig => ({ host: cluster.socketFolder, user, database: databaseName })

/** A server left alive by a killed platform keeps its sessions' work; one that is on its way out is awaited and started anew. */
async function adopt(cluster: Cluster, found: ProcessIdentity, start: () => Promise<ProcessIdentity>): Promise<ProcessIdentity> {
  try {
    await waitUntilReady(cluster, found, 15_000)
    signal(found.pid, 'SIGHUP')
    await ask({ ...connect(cluster, ownerRole), database: 'postgres', connectionTimeoutMillis: 5_000 }, 'select 1')
    return found
  } catch {
    await stopPostmaster(found)
    return start()
  }
}

async function isPrepared(app: pg.PoolConfig): Promise<boolean> {
  try {
    await ask(app, 'select 1')
    return true
  } catch (cause) {
    // 3D000: no such database; 28000: no such role. A first start was killed before it had made them.
    if (['3D000', '28000'].includes((cause as { code?: string }).code ?? '')) return false
    throw cause
  }
}

async function prepareDatabase(cluster: Cluster) {
  const root = { ...connect(cluster, ownerRole), database: 'postgres' }
  await ask(root, `do $$ begin create role ${appRole} login noinherit; exception when duplicate_object then null; end $$`)
  try {
    await ask(root, `create database ${databaseName}`)
  } catch (cause) {
    if ((cause as { code?: string }).code !== '42P04') throw cause
  }
  await ask(root, `revoke connect, temporary on database ${databaseName} from public; grant connect on database ${databaseName} to ${appRole}`)
}

async function ask(config: pg.ClientConfig, text: string) {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}
