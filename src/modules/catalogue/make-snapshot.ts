/** Everything there is, in memory: pages of the catalogue are read far more often than it changes. */
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Text } from '../../kernel/schema/schema.ts'
import type { SearchDocument } from '../search/index.ts'
import type { CatalogueAgency, Entry, ImportedEntry } from './entry.ts'
import { audienceOf } from './gov24/condition-codes.ts'
import type { CatalogueTables } from './tables.ts'

export type ServiceRow = Omit<Selectable<CatalogueTables['service']>, 'raw' | 'hash'>

export interface Snapshot {
  version: number
  entries: ReadonlyMap<string, Entry>
  agencies: ReadonlyMap<string, CatalogueAgency>
  /** What is searched: services by id, and life events as `event:<id>`. */
  documents: readonly SearchDocument[]
}

export const eventKey = 'event:'

/**
 * @param imported in their order: rows as they are read, and entries of the older snapshot that stay as they are
 * @param older of the same edition of the pack
 */
export function makeSnapshot(pack: Pack, version: number, imported: readonly (ServiceRow | ImportedEntry)[], older?: Snapshot): Snapshot {
  const agencies = new Map<string, CatalogueAgency>(pack.agencies.map(({ id, name, contact }) => [id, { id, name, phone: contact.phone, services: 0 }]))
  const entries = new Map<string, Entry>()
  for (const service of pack.services) {
    const { id, name, summary, audience, agency, lifeEvents } = service
    entries.set(id, { source: 'pack', id, name, summary, audience, agency, lifeEvents, groups: [], service })
  }
  const known = new Map(pack.agencies.map(({ id, name }) => [name[pack.defaultLanguage], id]))
  for (const one of imported) {
    if (entries.has(one.id)) continue
    if (!('imported' in one)) entries.set(one.id, toEntry(one, pack, known, agencies))
    else {
      entries.set(one.id, one)
      if (!agencies.has(one.agency)) agencies.set(one.agency, { ...older!.agencies.get(one.agency)!, services: 0 })
    }
  }
  for (const { agency } of entries.values()) {
    const found = agencies.get(agency)
    if (found) found.services += 1
  }
  return { version, entries, agencies, documents: documentsOf(pack, entries, agencies, older) }
}

function toEntry(row: ServiceRow, pack: Pack, known: Map<string | undefined, string>, agencies: Map<string, CatalogueAgency>): ImportedEntry {
  const own = (text: string) => ({ [pack.defaultLanguage]: text })
  const agency = known.get(row.agency_name) ?? agencyId(row)
  if (!agencies.has(agency)) agencies.set(agency, { id: agency, name: own(row.agency_name), phone: null, services: 0 })
  return {
    source: 'gov24', id: row.id, name: own(row.name), summary: own(row.summary), audience: own(row.audience), agency, lifeEvents: [],
    groups: Object.values(audienceOf(row.conditions).groups).flat().filter((group) => group !== 'men' && group !== 'women'),
    imported: {
      criteria: row.criteria, amount: row.amount, howToApply: row.how_to_apply, deadline: row.deadline, deadlineOn: row.deadline_on, contact: row.contact,
      pageUrl: row.page_url, applyUrl: row.apply_url, changedOn: row.changed_on, importedAt: row.imported_at, conditions: row.conditions,
    },
  }
}

/** The national code; a name without one still has an id that stays. */
function agencyId({ agency_code: code, agency_name: name }: ServiceRow): string {
  return /^[A-Z0-9]{2,20}$/.test(code) ? `g${code.toLowerCase()}` : `g-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`
}

/** What may be found first comes first: a large import takes its time. */
function documentsOf(pack: Pack, entries: Map<string, Entry>, agencies: Map<string, CatalogueAgency>, older: Snapshot | undefined): SearchDocument[] {
  const before = new Map(older?.documents.map((document) => [document.id, document]))
  const events = new Map(pack.lifeEvents.map((event) => [event.id, event.name]))
  const ofEntry = (entry: Entry): SearchDocument => ({
    id: entry.id, title: entry.name,
    passages: [entry.summary, entry.audience, agencies.get(entry.agency)?.name ?? {}, otherWords(pack.assistant.services[entry.id]), ...entry.lifeEvents.map((id) => events.get(id) ?? {})],
  })
  return [
    ...pack.lifeEvents.map(({ id, name, summary }) => ({ id: `${eventKey}${id}`, title: name, passages: [summary] })),
    ...[...entries.values()].map((entry) => (older?.entries.get(entry.id) === entry ? before.get(entry.id)! : ofEntry(entry))),
  ]
}

/** What people call it; each a line: a sentence of its own for the index. */
const otherWords = (words: Record<string, string[]> | undefined): Text =>
  Object.fromEntries(Object.entries(words ?? {}).map(([language, list]) => [language, list.join('\n')]))
