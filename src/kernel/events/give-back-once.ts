/**
 * A pool for the queue's library. Where the server dies while the library gives its listening connection back, it gives it back a second time;
 * the pool throws, nobody catches that, and the process would end. A connection that is back already stays so.
 */
import type pg from 'pg'

type Connected = Parameters<Parameters<pg.Pool['connect']>[0]>

export function giveBackOnce(pool: pg.Pool): pg.Pool {
  const connect = (then?: (...connected: Connected) => void) => {
    if (then === undefined) return pool.connect()
    pool.connect((error, client, release) => {
      let isBack = false
      then(error, client, (cause) => {
        if (isBack) return
        isBack = true
        release(cause)
      })
    })
    return undefined
  }
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return connect
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) as unknown : value
    },
  })
}
