/** Who is killed, and how long everything needs to be well again. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { locateCluster } from '../../../src/kernel/postgres/place-cluster.ts'
import { findPostmaster } from '../../../src/kernel/postgres/postmaster.ts'
import { connect } from '../../../src/kernel/postgres/open-postgres.ts'
import { ownerRole } from '../../../src/kernel/postgres/cluster.ts'
import type { Platform } from './platform.ts'
import { holdFolder } from '../../../src/kernel/supervisor/hold-folder.ts'
import { identify, type ProcessIdentity, signal, waitForEnd } from '../../../src/kernel/supervisor/process-identity.ts'

export const victims = ['platform', 'postmaster', 'backend', 'registers', 'platform and postmaster'] as const
export type Victim = (typeof victims)[number]

/** The platform did not outlive its child. */
export class Fallen extends Error {}

export const clusterOf = (data: string) => locateCluster(data, () => undefined).cluster

/** As its owner, to look behind the curtain. */
export const ownerOf = (data: string) => connect(clusterOf(data), ownerRole)

export function postmasterOf(data: string): ProcessIdentity {
  const found = findPostmaster(clusterOf(data))
  if (!found) throw new Error(`no PostgreSQL runs on ${data}`)
  return found
}

export function registersOf(data: string): ProcessIdentity {
  const { pid } = JSON.parse(readFileSync(join(data, 'registers/registers.json'), 'utf8')) as { pid: number }
  const found = identify(pid)
  if (!found) throw new Error(`no registers run on ${data}`)
  return found
}

/** Sessions of clients, as PostgreSQL titles its processes: `postgres: <user> <database> …`. */
function sessionsOf(postmaster: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === postmaster && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('maru_app')
    } catch {
      return false
    }
  })
}

/** After a killed test: its platform stops by itself when it is alone, and what a dead one left is ended. */
export async function endLeftovers(data: string, milliseconds = 120_000) {
  for (const end = performance.now() + milliseconds; ; await pause(50)) {
    try {
      holdFolder(data, 'clearing up')[Symbol.dispose]()
      break
    } catch (cause) {
      if (performance.now() > end) throw cause
    }
  }
  for (const find of [registersOf, postmasterOf]) {
    const left = attempt(() => find(data))
    if (!left) continue
    signal(left.pid, 'SIGKILL')
    await waitForEnd(left, 5_000)
  }
}

/** Kills a child of the platform. @returns what has to change before it is well again */
export function killChild(victim: 'postmaster' | 'backend' | 'registers', data: string, below: (count: number) => number): () => boolean {
  if (victim === 'registers') {
    const before = registersOf(data)
    signal(before.pid, 'SIGKILL')
    return () => changed(() => registersOf(data), before)
  }
  const before = postmasterOf(data)
  const sessions = victim === 'backend' ? sessionsOf(before.pid) : []
  const session = sessions[below(sessions.length)]
  signal(session ?? before.pid, 'SIGKILL')
  return session === undefined ? () => changed(() => postmasterOf(data), before) : () => identify(session) === undefined
}

function changed(look: () => ProcessIdentity, before: ProcessIdentity): boolean {
  const now = attempt(look)
  return now !== undefined && now.pid !== before.pid
}

function attempt<Found>(look: () => Found): Found | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}

/** Waits for the restart and then for `/readyz`. @returns milliseconds since the kill */
export async function untilWell({ origin, fell }: Pick<Platform, 'origin' | 'fell'>, isBack: () => boolean, milliseconds = 120_000): Promise<number> {
  const began = performance.now()
  for (;;) {
    const end = fell()
    if (end !== undefined) throw new Fallen(end)
    if (isBack() && await isReady(origin)) return performance.now() - began
    if (performance.now() - began > milliseconds) throw new Error(`a killed child is not back after ${milliseconds} ms`)
    await pause(20)
  }
}

async function isReady(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}
