import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LoadOrder, LoadResult } from './load-generator.ts'

/** Starts the load generator; it lives until `stop`. */
export function startLoad() {
  const child = fork(fileURLToPath(new URL('load-generator.ts', import.meta.url)), { execArgv: [] })
  return {
    async run(order: LoadOrder): Promise<LoadResult> {
      child.send(order)
      const [result] = await once(child, 'message') as [LoadResult]
      return result
    },
    stop: () => { child.kill() },
  }
}
