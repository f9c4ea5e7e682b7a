/** An index that follows what there is to find. Ten thousand services take minutes to analyse, and nobody waits for them. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../kernel/log/log.ts'
import type { Text } from '../../kernel/schema/schema.ts'
import type { SearchIndex } from './create-index.ts'
import type { SearchDocument } from './document.ts'

/** Milliseconds for which readers wait until a change is found; then the older index answers until it is. */
const patience = 2_000

interface Held { of: readonly SearchDocument[]; index: SearchIndex }

/**
 * @param index to begin with, of no documents. @param first what is found in any case, at once
 * @returns for all documents, always the same array until they change, an index of them, or else of those before them; only what changed is analysed
 */
export function followDocuments(index: SearchIndex, log: Pick<Log, 'error'>, first: readonly SearchDocument[]): (documents: readonly SearchDocument[]) => Promise<SearchIndex> {
  let held: Held | undefined
  let beginning: Promise<void> | undefined
  let renewing: { done: Promise<void>; since: number } | undefined

  async function begin() {
    held = { of: first, index: await index.with(first) }
  }

  async function renew(documents: readonly SearchDocument[]) {
    try {
      const older = held!
      const { changed, gone } = differences(older.of, documents)
      held = { of: documents, index: changed.length + gone.length === 0 ? older.index : await older.index.with(changed, gone) }
    } catch (cause) {
      log.error({ cause }, 'search: the index cannot be made')
    }
  }

  return async (documents) => {
    if (held === undefined) await (beginning ??= begin().finally(() => { beginning = undefined }))
    if (held!.of !== documents) {
      renewing ??= { done: renew(documents).finally(() => { renewing = undefined }), since: performance.now() }
      await atMost(renewing.done, renewing.since + patience - performance.now())
    }
    return held!.index
  }
}

async function atMost(done: Promise<void>, milliseconds: number) {
  if (milliseconds <= 0) return
  const waited = new AbortController()
  await Promise.race([done, pause(milliseconds, undefined, { signal: waited.signal }).catch(() => undefined)])
  waited.abort()
}

function differences(older: readonly SearchDocument[], newer: readonly SearchDocument[]): { changed: SearchDocument[]; gone: string[] } {
  const before = new Map(older.map((document) => [document.id, document]))
  const changed = newer.filter((document) => {
    const other = before.get(document.id)
    before.delete(document.id)
    return other === undefined || !isSame(document, other)
  })
  return { changed, gone: [...before.keys()] }
}

const isSame = (one: SearchDocument, other: SearchDocument) =>
  one === other || (one.passages.length === other.passages.length && isSameText(one.title, other.title) && one.passages.every((text, at) => isSameText(text, other.passages[at]!)))

function isSameText(one: Text, other: Text): boolean {
  const tags = Object.keys(one)
  return tags.length === Object.keys(other).length && tags.every((tag) => one[tag] === other[tag])
}
