/** What a newer list says otherwise than the one before. */
import { isDeepStrictEqual } from 'node:util'
import type { TrustedIssuer } from './trust.ts'

/** Names of issuers. */
export interface ListChange {
  /** RFC 3339: when it came. */
  at: string
  added: string[]
  removed: string[]
  /** Signs by other keys or certificates, or keeps its status elsewhere. */
  rekeyed: string[]
  /** May issue something else. */
  retyped: string[]
}

/** @returns undefined where nothing that anybody believes is another */
export function changesBetween(before: readonly TrustedIssuer[], after: readonly TrustedIssuer[], at: string): ListChange | undefined {
  const known = new Map(before.map((issuer) => [issuer.id, issuer]))
  const names = new Set(after.map(({ id }) => id))
  const stayed = after.flatMap((now) => {
    const was = known.get(now.id)
    return was ? [{ was, now }] : []
  })
  const differing = (part: (issuer: TrustedIssuer) => unknown) => stayed.filter(({ was, now }) => !isDeepStrictEqual(part(was), part(now))).map(({ now: { id } }) => id)
  const change = {
    at, added: after.filter(({ id }) => !known.has(id)).map(({ id }) => id), removed: before.filter(({ id }) => !names.has(id)).map(({ id }) => id),
    rekeyed: differing(({ keys, anchors, signers, statusKeys, statusLists }) => [sorted(keys.map(({ kid, x, y }) => `${kid} ${x} ${y}`)), sorted(anchors), signers && sorted(signers), statusKeys && sorted(statusKeys.map(({ kid, x, y }) => `${kid} ${x} ${y}`)), sorted(statusLists)]),
    retyped: differing(({ types }) => sorted(types)),
  }
  return [change.added, change.removed, change.rekeyed, change.retyped].every(({ length }) => length === 0) ? undefined : change
}

const sorted = (words: readonly string[]) => words.toSorted()
