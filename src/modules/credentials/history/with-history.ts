/** A key that comes to stand in the log gets its entry in the history as well, without anybody having to ask for that. */
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import type { KeyLog } from '../log/log-keys.ts'
import type { History } from './keep-history.ts'

export function withHistory(keyLog: KeyLog, keys: Pick<KeyRing, 'version'>, history: History, origin: string): KeyLog {
  let seen: number | undefined
  return {
    ...keyLog,
    async demandLogged() {
      await keyLog.demandLogged()
      if (seen === keys.version()) return
      seen = keys.version()
      // Nobody waits for it: what is missing is made good by the next who reads the history.
      history.read(origin).catch(() => { seen = undefined })
    },
  }
}
