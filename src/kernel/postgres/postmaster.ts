/** One PostgreSQL server process: started, adopted, awaited, stopped. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identify, isAlive, isZombie, type ProcessIdentity, signal, waitForEnd, workingFolder } from '../supervisor/process-identity.ts'
import { type Account, giveTo, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'

/** The server a pid file tells of, when it lives and works in this data folder; whatever its state. */
export function findPostmaster(cluster: Cluster): ProcessIdentity | undefined {
  const pid = Number(readPidFile(cluster)[0])
  const found = identify(pid)
  if (!found) return undefined
  const folder = workingFolder(pid)
  return folder === undefined || folder === realpathSync(cluster.data) ? found : undefined
}

/** Starts the server and waits until it accepts connections. Never called while another one lives on the folder. */
export async function startPostmaster(cluster: Cluster, binaries: Binaries, account: Account, timeout = 60_000): Promise<ProcessIdentity> {
  await clearRemains(cluster)
  const log = openSync(cluster.logFile, 'a', 0o600)
  giveTo(account, cluster.logFile)
  // A session of its own: Ctrl-C in the terminal reaches the platform, which then stops the server in order.
  const child = spawn(binaries.postgres, ['-D', cluster.data], {
    ...runAs(account), cwd: '/', detached: true, stdio: ['ignore', log, log], env: { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' },
  })
  closeSync(log)
  child.unref()
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  const server = identify(child.pid ?? -1)
  if (!server) throw new Error(`PostgreSQL ended at once. Its log: ${cluster.logFile}\n${lastLines(cluster)}`)
  await waitUntilReady(cluster, server, timeout)
  return server
}

/** The eighth line of the pid file is the server's own word on its state (PostgreSQL, utils/pidfile.h). */
export async function waitUntilReady(cluster: Cluster, server: ProcessIdentity, timeout = 60_000) {
  const until = performance.now() + timeout
  for (;;) {
    const lines = readPidFile(cluster)
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return
    if (!isAlive(server)) throw new Error(`PostgreSQL did not start. Its log: ${cluster.logFile}\n${lastLines(cluster)}`)
    if (performance.now() > until) throw new Error(`PostgreSQL was not ready after ${timeout / 1000} s. Its log: ${cluster.logFile}`)
    await pause(10)
  }
}

/** Fast shutdown (transactions rolled back, a checkpoint written); then ever less politely, so that a stop ends. */
export async function stopPostmaster(server: ProcessIdentity) {
  for (const [name, patience] of [['SIGINT', 20_000], ['SIGQUIT', 5_000], ['SIGKILL', 2_000]] as const) {
    if (!isAlive(server)) return
    signal(server.pid, name)
    if (await waitForEnd(server, patience)) return
  }
}

/**
 * A killed server leaves its sessions behind, and a new one is refused while they hold the shared memory.
 * They leave by themselves when next idle; one in a long computation is told to after a second.
 */
async function clearRemains(cluster: Cluster) {
  const until = performance.now() + 1_000
  let left = sessionsOf(cluster)
  while (left.length > 0 && performance.now() < until) {
    await pause(20)
    left = sessionsOf(cluster)
  }
  for (const remains of left) signal(remains.pid, 'SIGQUIT')
  for (const remains of left) if (!(await waitForEnd(remains, 2_000))) signal(remains.pid, 'SIGKILL')
  for (const file of [join(cluster.data, 'postmaster.pid'), join(cluster.socketFolder, '.s.PGSQL.5432.lock')]) clearLock(cluster, file)
}

/**
 * The number in a lock file may be another program's by now (a restarted container counts from 1 again), or that of a server that is
 * dead and has no parent to bury it: PostgreSQL would believe both to be its predecessor, and refuse.
 */
function clearLock(cluster: Cluster, file: string) {
  const pid = Number(readLines(file)[0])
  const isAnother = identify(pid) !== undefined && workingFolder(pid) !== undefined && !findPostmaster(cluster)
  if (isAnother || isZombie(pid)) rmSync(file, { force: true })
}

function sessionsOf(cluster: Cluster): ProcessIdentity[] {
  if (process.platform !== 'linux') return []
  const folder = realpathSync(cluster.data)
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
    .filter((pid) => workingFolder(pid) === folder && commandOf(pid).startsWith('postgres'))
    .flatMap((pid) => identify(pid) ?? [])
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8')
  } catch {
    return ''
  }
}

const readPidFile = (cluster: Cluster) => readLines(join(cluster.data, 'postmaster.pid'))

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw cause
  }
}

const lastLines = (cluster: Cluster) => readFileSync(cluster.logFile, 'utf8').trimEnd().split('\n').slice(-6).join('\n')
