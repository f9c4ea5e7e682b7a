/** Kills the platform or a child of it, and sees that it stands again, as a service manager would. */
import { setTimeout as pause } from 'node:timers/promises'
import { signal } from '../../../src/kernel/supervisor/process-identity.ts'
import { startPlatform, untilReady, type Platform } from './platform.ts'
import { Fallen, killChild, postmasterOf, registersOf, untilWell, type Victim } from './victims.ts'

export interface StandBy {
  /** The platform that runs now. */
  running(): Platform
  /** What ended although only a child of it was killed, did not start again at once, or did not adopt what was alive. */
  fallen: string[]
  /** @returns milliseconds until `/readyz` says yes again */
  kill(victim: Victim, below: (count: number) => number): Promise<number>
}

export function standBy(platform: Platform, { data, port }: { data: string; port: number }): StandBy {
  let running = platform
  const fallen: string[] = []
  return {
    running: () => running,
    fallen,
    async kill(victim, below) {
      const began = performance.now()
      if (victim === 'platform' || victim === 'platform and postmaster') await killPlatform(victim)
      else await untilWell(running, killChild(victim, data, below)).catch(noteFall)
      return performance.now() - began
    },
  }

  async function killPlatform(victim: 'platform' | 'platform and postmaster') {
    const adoptable = (victim === 'platform' ? [registersOf, postmasterOf] : [registersOf]).map((find) => ({ find, before: find(data) }))
    if (victim === 'platform and postmaster') signal(postmasterOf(data).pid, 'SIGKILL')
    await running.kill()
    await stand()
    for (const { find, before } of adoptable) if (find(data).pid !== before.pid) fallen.push(`process ${before.pid} was alive and not adopted`)
  }

  /** The fall is noted, and the round goes on. */
  async function noteFall(cause: unknown) {
    if (!(cause instanceof Fallen)) throw cause
    fallen.push(cause.message)
    await stand()
  }

  /** A start that fails is noted, and tried again. */
  async function stand(tries = 5) {
    try {
      running = await startPlatform({ data, port })
      await untilReady(running.origin)
    } catch (cause) {
      fallen.push((cause as Error).message)
      if (tries === 0) throw cause
      await pause(500)
      await stand(tries - 1)
    }
  }
}
