import type { LifeEvent } from '../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { SearchIndex } from '../search/index.ts'
import type { Entry } from './entry.ts'
import { eventKey } from './make-snapshot.ts'

export interface Search {
  /** Tag of the reader's language. */
  language: string
  lifeEvent?: string | undefined
  agency?: string | undefined
  /** Whom the source marks it for. */
  group?: string | undefined
  limit: number
  offset?: number
}

export interface SearchResult {
  services: Entry[]
  total: number
  /** Those that the words fit; none where nothing was searched. */
  lifeEvents: LifeEvent[]
}

/** Against the best result: what fits the words less than this only shares some of them. */
const leastShare = 0.3

/** Ids of what fits the words, best first. */
export function findLike(index: SearchIndex, query: string, language: string): string[] {
  const hits = index.search(query, language)
  return hits.filter(({ score }) => score >= (hits[0]?.score ?? 0) * leastShare).map(({ id }) => id)
}

/** @param found undefined where nothing was searched: then in the catalogue's order, what is decided here first */
export function listServices(entries: ReadonlyMap<string, Entry>, pack: Pack, found: readonly string[] | undefined, { lifeEvent, agency, group, limit, offset = 0 }: Search): SearchResult {
  const ranked = found === undefined ? [...entries.values()] : found.map((id) => entries.get(id)).filter((entry) => entry !== undefined)
  const wanted = ranked.filter((entry) => (lifeEvent === undefined || entry.lifeEvents.includes(lifeEvent))
    && (agency === undefined || entry.agency === agency) && (group === undefined || entry.groups.includes(group)))
  const events = (found ?? []).flatMap((id) => (id.startsWith(eventKey) ? pack.lifeEvents.filter((event) => event.id === id.slice(eventKey.length)) : []))
  return { services: wanted.slice(offset, offset + limit), total: wanted.length, lifeEvents: events.slice(0, 3) }
}
