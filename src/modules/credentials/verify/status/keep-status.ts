/** Lists by their address: fetched whole, so that nobody learns who is asked about, kept while fresh, and used a while longer when their server is away. */
import type { Trust, TrustedIssuer } from '../../trust/trust.ts'
import type { StatusReference } from '../credential.ts'
import { Refused } from '../refusal.ts'
import { readStatusList, statusAt, type Status, type StatusList } from './read-status-list.ts'

export interface StatusVerdict {
  status: Status
  /** Seconds since 1970: what the list knew then. */
  asOf: number
  /** A newer list is due and could not be had. */
  stale: boolean
}

export interface StatusKeeper {
  /** @throws Refused `status-unavailable`: no answer is never a good answer */
  statusOf(trust: Trust, issuer: TrustedIssuer, reference: StatusReference, now: number): Promise<StatusVerdict>
}

export interface StatusKeeperDeps {
  /** The signed list, as its server gives it. */
  fetch(uri: string, issuer: TrustedIssuer): Promise<string>
}

/** Seconds. A list that says nothing of its end is trusted for a day beyond its making. */
const longestWithoutEnd = 86_400
/** Seconds until a server that failed is asked again. */
const pauseAfterFailure = 10
const mostLists = 64

interface Kept { list: StatusList | undefined; triedAt: number; loading: Promise<void> | undefined }

export function keepStatus({ fetch }: StatusKeeperDeps): StatusKeeper {
  const kept = new Map<string, Kept>()

  async function load(entry: Kept, trust: Trust, issuer: TrustedIssuer, uri: string, now: number) {
    entry.triedAt = now
    const list = await readStatusList(await fetch(uri, issuer), { trust, issuer, uri, now })
    // An older list with a good signature is a replay: what was revoked in between would hold again.
    if (entry.list && list.issuedAt < entry.list.issuedAt) throw new Refused('status-unavailable')
    entry.list = list
  }

  return {
    async statusOf(trust, issuer, { uri, index }, now) {
      const key = `${issuer.id}\n${uri}`
      const entry = kept.get(key) ?? { list: undefined, triedAt: Number.NEGATIVE_INFINITY, loading: undefined }
      // The least recently asked for goes first.
      kept.delete(key)
      kept.set(key, entry)
      if (kept.size > mostLists) kept.delete(kept.keys().next().value as string)

      if (!isFresh(entry, now) && now - entry.triedAt >= pauseAfterFailure) {
        // Many who ask at once wait for one answer.
        entry.loading ??= load(entry, trust, issuer, uri, now).finally(() => { entry.loading = undefined })
      }
      await entry.loading?.catch(() => undefined)
      const { list } = entry
      if (!list || now >= endOf(list)) throw new Refused('status-unavailable')
      return { status: statusAt(list, index), asOf: list.issuedAt, stale: !isFresh(entry, now) }
    },
  }
}

const isFresh = ({ list }: Kept, now: number) => list !== undefined && now < Math.min(list.issuedAt + list.freshFor, endOf(list))

const endOf = ({ expiresAt, issuedAt }: StatusList) => expiresAt ?? issuedAt + longestWithoutEnd
