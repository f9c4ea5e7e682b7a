import type { LifeEvent } from '../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Entry } from './entry.ts'
import { eventKey, type Snapshot } from './make-snapshot.ts'

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

/** Best first; without words, in the catalogue's order: what is decided here comes first. */
export function searchServices({ entries, index }: Snapshot, pack: Pack, query: string, { language, lifeEvent, agency, group, limit, offset = 0 }: Search): SearchResult {
  const found = query.trim() === '' ? undefined : index.search(query, language)
  const ranked = found === undefined ? [...entries.values()] : found.map(({ id }) => entries.get(id)).filter((entry) => entry !== undefined)
  const wanted = ranked.filter((entry) => (lifeEvent === undefined || entry.lifeEvents.includes(lifeEvent))
    && (agency === undefined || entry.agency === agency) && (group === undefined || entry.groups.includes(group)))
  const events = (found ?? []).flatMap(({ id }) => (id.startsWith(eventKey) ? pack.lifeEvents.filter((event) => event.id === id.slice(eventKey.length)) : []))
  return { services: wanted.slice(offset, offset + limit), total: wanted.length, lifeEvents: events.slice(0, 3) }
}
