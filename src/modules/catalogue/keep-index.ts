import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../kernel/log/log.ts'
import type { Search, SearchDocument, SearchIndex } from '../search/index.ts'

/** Milliseconds a reader waits for a new index; then the older one answers, and what was just imported is found a little later. */
const patience = 2_000

/** One index that follows the catalogue. Ten thousand imported services take minutes to analyse, and nobody waits for them. */
export function keepIndex(search: Search, log: Log, first: readonly SearchDocument[]): (documents: readonly SearchDocument[]) => Promise<SearchIndex> {
  let held: { of: readonly SearchDocument[]; index: SearchIndex } | undefined
  let making: Promise<void> | undefined

  async function make(documents: readonly SearchDocument[]) {
    try {
      held ??= { of: first, index: await search.index(first) }
      held = { of: documents, index: await search.index(documents) }
    } catch (cause) {
      log.error({ cause }, 'catalogue: the index cannot be made')
    } finally {
      making = undefined
    }
  }

  return async (documents) => {
    if (held?.of === documents) return held.index
    making ??= make(documents)
    const waited = new AbortController()
    await Promise.race([making, pause(patience, undefined, { signal: waited.signal }).catch(() => undefined)])
    waited.abort()
    return (held ??= { of: first, index: await search.index(first) }).index
  }
}
