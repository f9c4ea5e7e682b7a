/**
 * A throwaway PostgreSQL for tests, one for a test process: real in everything but its promise to
 * survive a power cut. Started by the first test that asks, gone when the process ends.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { identify, isAlive, type ProcessIdentity, signal } from '../supervisor/process-identity.ts'
import { type Account, chooseAccount, giveTo } from './account.ts'
import { at, type Binaries, findBinaries } from './binaries.ts'
import { appRole, builtinLocale, type Cluster, clusterAt, makeCluster, ownerRole, prepareFolders, writeSettings } from './cluster.ts'
import { findPostmaster, startPostmaster } from './postmaster.ts'

export interface TestCluster {
  /** superuser, for migrations and for looking behind the curtain */
  ownerUrl(database: string): pg.PoolConfig
  /** what the platform itself connects as */
  appUrl(database: string): pg.PoolConfig
  createDatabase(name: string, template?: string): Promise<void>
  dropDatabase(name: string): Promise<void>
}

let shared: Promise<TestCluster> | undefined

/** The cluster of this test process; of another release where `MARU_TEST_POSTGRES` names its programs. */
export function testCluster(): Promise<TestCluster> {
  shared ??= startTestCluster(process.env['MARU_TEST_POSTGRES'])
  return shared
}

/** @param home programs of another release, such as Debian's /usr/lib/postgresql/15; the packed ones when left out */
export async function startTestCluster(home?: string): Promise<TestCluster> {
  const folder = join(tmpdir(), `maru-test-${process.pid}-${Math.random().toString(36).slice(2, 8)}`)
  sweep()
  const account = chooseAccount(folder)
  const binaries = home ? at(home) : findBinaries(account)
  const cluster = clusterAt(folder, account)
  const server = await startThrowaway(cluster, binaries, account, home ? ['--locale=C.UTF-8'] : builtinLocale)
  process.on('exit', () => discard(folder, server))
  const connect = (user: string) => (database: string): pg.PoolConfig => ({ host: cluster.socketFolder, user, database })
  const ownerUrl = connect(ownerRole)
  const run = (text: string) => query(ownerUrl('postgres'), text)
  await run(`create role ${appRole} login noinherit`)
  return {
    ownerUrl,
    appUrl: connect(appRole),
    async createDatabase(name, template = 'template1') {
      await run(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)} strategy file_copy`)
    },
    async dropDatabase(name) {
      await run(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
    },
  }
}

async function startThrowaway(cluster: Cluster, binaries: Binaries, account: Account, locale: string[]): Promise<ProcessIdentity> {
  mkdirSync(cluster.home, { mode: 0o700 })
  giveTo(account, cluster.home)
  prepareFolders(cluster, account)
  await makeCluster(cluster, binaries, account, ['--no-sync', ...locale])
  writeSettings(cluster, account, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '600', shared_buffers: '64MB' })
  return startPostmaster(cluster, binaries, account)
}

/** Exit handlers cannot wait: the server is told to drop everything, and its folder goes as soon as it has. */
function discard(folder: string, server: ProcessIdentity) {
  signal(server.pid, 'SIGQUIT')
  const still = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; tries < 200 && isAlive(server); tries += 1) Atomics.wait(still, 0, 0, 10)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** A killed test run leaves its server behind; the next one clears it away. */
function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^maru-test-(\d+)-\w+$/.exec(name)?.[1])
    if (!pid || identify(pid)) continue
    const folder = join(tmpdir(), name)
    try {
      const left = findPostmaster({ home: folder, data: join(folder, 'data'), socketFolder: '', logFile: '' })
      if (left) discard(folder, left)
      else rmSync(folder, { recursive: true, force: true })
    } catch (cause) {
      // Another account's remains are that account's to clear.
      if (!['EACCES', 'EPERM', 'ENOENT'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause
    }
  }
}

async function query(config: pg.PoolConfig, text: string) {
  const client = new pg.Client(config)
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
