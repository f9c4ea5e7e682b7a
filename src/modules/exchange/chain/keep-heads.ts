/** Opens sealed looks that are due, commits to the heads of the chains and sweeps the rows, again and again in every process; a lock sees to it that one of them makes the heads. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../../kernel/log/log.ts'
import type { LogAccess } from '../log-access.ts'
import { commitHeads } from './heads.ts'
import { type Over, sweepRows } from './sweep-rows.ts'

/** Between two epochs, in milliseconds; longer where an epoch is much work (fifty million chains take minutes). */
const rhythm = 45_000
const restAfterWork = 20

export interface HeadsKeeper { stop(): Promise<void> }

/** @param openDue what a lost job has left sealed @param over what may have ended by now */
export function keepHeads(access: LogAccess, log: Log, openDue: () => Promise<unknown>, over: () => Over): HeadsKeeper {
  const stopped = new AbortController()
  const work = (async () => {
    for (let rest = rhythm; ;) {
      try {
        await pause(rest, undefined, { signal: stopped.signal, ref: false })
      } catch {
        return
      }
      const began = performance.now()
      await openDue().catch((cause: unknown) => { log.error({ cause: (cause as Error).message }, 'sealed looks that are due are not opened') })
      // A database that is away is asked again the next time.
      await commitHeads(access).catch((cause: unknown) => { log.warn({ cause: (cause as Error).message }, 'the heads of the chains are not committed') })
      const wrong = await sweepRows(access, over()).catch((cause: unknown) => { log.warn({ cause: (cause as Error).message }, 'the access log is not swept') })
      if (wrong !== undefined) log.fatal({ reason: wrong }, 'the access log is not what was logged')
      rest = Math.max(rhythm, (performance.now() - began) * restAfterWork)
    }
  })()
  return {
    async stop() {
      stopped.abort()
      await work
    },
  }
}
