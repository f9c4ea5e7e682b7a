/** Watches one process and starts it again when it ends without being asked to. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../log/log.ts'
import { isAlive, type ProcessIdentity } from './process-identity.ts'

export interface KeptProcess {
  readonly identity: ProcessIdentity
  /** Called after each restart. */
  onRestart(listener: () => void): void
  /** Ends the watch; the process itself is the caller's to stop. Resolves with the last identity when no restart is under way. */
  release(): Promise<ProcessIdentity>
}

const period = 250
/** The wait after a failed restart, in milliseconds; the last one repeats. */
const pauses = [100, 500, 1_000, 2_000]

export function keepAlive(name: string, first: ProcessIdentity, start: () => Promise<ProcessIdentity>, log: Log): KeptProcess {
  let identity = first
  let released = false
  let restarting: Promise<void> | undefined
  const listeners: (() => void)[] = []
  const timer = setInterval(() => {
    if (restarting || isAlive(identity)) return
    restarting = restart().finally(() => { restarting = undefined })
  }, period)
  timer.unref()

  async function restart() {
    log.error({ child: name, pid: identity.pid }, 'child ended without being asked to')
    for (let attempt = 0; !released; attempt += 1) {
      try {
        identity = await start()
        log.warn({ child: name, pid: identity.pid }, 'child started again')
        for (const listener of listeners) listener()
        return
      } catch (cause) {
        log.error({ child: name, attempt, err: cause }, 'child did not start again')
        await pause(pauses[Math.min(attempt, pauses.length - 1)])
      }
    }
  }

  return {
    get identity() {
      return identity
    },
    onRestart: (listener) => void listeners.push(listener),
    async release() {
      released = true
      clearInterval(timer)
      await restarting
      return identity
    },
  }
}
