/** Public services, life events and agencies: the pack's own, and those imported from a national catalogue. */
import type { LifeEvent } from '../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Log } from '../../kernel/log/log.ts'
import { followDocuments, type Search as SearchRoom, type SearchDocument, type SearchIndex } from '../search/index.ts'
import type { CatalogueAgency, Entry } from './entry.ts'
import { findCandidates, type Candidate, type Circumstances } from './find-candidates.ts'
import { importServices, type ImportReport } from './gov24/import-services.ts'
import { keepSnapshot } from './keep-snapshot.ts'
import { makeSnapshot } from './make-snapshot.ts'
import { findLike, listServices, type Search, type SearchResult } from './search-services.ts'
import { exportJsonLd } from './export-json-ld.ts'
import type { CatalogueTables } from './tables.ts'
import { checkElsewhere } from './studio/check-elsewhere.ts'
import type { Editions } from './studio/editions.ts'
import { createVersions, type Version, type Versions } from './studio/versions.ts'
import { layOver } from './lay-over.ts'

export { processOfEvent, processOfService } from './bpmn/process-of.ts'
export { clockEnd } from './clock-end.ts'
export type { CatalogueAgency, Entry } from './entry.ts'
export { originOf, readSource } from './gov24/read-source.ts'
export { type Editions, type FormGone, openEditions, folderAlone } from './studio/editions.ts'
export type { Version, Versions } from './studio/versions.ts'
export type { ImportReport } from './gov24/import-services.ts'

export interface CatalogueDeps { database: Database; pack: Pack; editions: Editions; clock: Clock; search: SearchRoom; log: Log }

/** What other rooms build on: all services and what finds them. */
export interface Collection {
  entries: ReadonlyMap<string, Entry>
  agencies: ReadonlyMap<string, CatalogueAgency>
  /** What is searched, the same array until it changes: services by id, and life events as `event:<id>`. */
  documents: readonly SearchDocument[]
  /** Of these documents, or of those before them while it is renewed. */
  index: SearchIndex
}

export interface Catalogue {
  readonly lifeEvents: readonly LifeEvent[]
  /** What service owners make, on the way to being published. */
  readonly versions: Versions
  lifeEvent(id: string): LifeEvent | undefined
  /** Pages of an application: what is known, the event's own steps, consent, what is owed, the check. */
  stepsOf(event: LifeEvent): number
  /** All there is at this moment. */
  collection(): Promise<Collection>
  /** All there would be with a version that is not published: what it changes lies over the rest. */
  collectionWith(version: Pick<Version, 'files'>): Promise<Collection>
  service(id: string): Promise<Entry | undefined>
  services(): Promise<Entry[]>
  /** By name, in the pack's own language. */
  agencies(): Promise<CatalogueAgency[]>
  agency(id: string): Promise<CatalogueAgency | undefined>
  search(query: string, options: Search): Promise<SearchResult>
  /** Groups that at least one service is marked for. */
  groups(): Promise<string[]>
  /** Pre-selects from imported services; it never decides. */
  candidatesFor(circumstances: Circumstances): Promise<Candidate[]>
  /** Idempotent. @throws ImportError */
  importGov24(text: string, origin: string): Promise<ImportReport>
  /** CPSV-AP 3.2 as JSON-LD. @param address public origin, in every `@id` */
  jsonLd(address: string): Promise<string>
}

/** What the application itself adds to the steps of a life event: known, consent, owed, check. */
const commonSteps = 4

export function createCatalogue({ database, pack, editions, clock, search, log }: CatalogueDeps): Catalogue {
  const db = database.room<CatalogueTables>('catalogue')
  const snapshot = keepSnapshot(db, pack, editions, log)
  const indexOf = followDocuments(search.empty, log, makeSnapshot(pack, -1, []).documents)
  let exported: { key: string; text: string } | undefined
  const versions = createVersions({ db, clock, editions, check: (overlay) => checkElsewhere(pack.folder, overlay) })
  const collection = async (): Promise<Collection> => {
    const { entries, agencies, documents } = await snapshot.current()
    return { entries, agencies, documents, index: await indexOf(documents) }
  }
  return {
    get lifeEvents() { return pack.lifeEvents },
    versions, collection,
    collectionWith: async (version) => layOver(await collection(), makeSnapshot(versions.packWith(version), -1, [])),
    lifeEvent: (id) => pack.lifeEvents.find((event) => event.id === id),
    stepsOf: (event) => commonSteps + event.steps.length,
    service: async (id) => (await snapshot.current()).entries.get(id),
    services: async () => [...(await snapshot.current()).entries.values()],
    async agencies() {
      const name = (agency: CatalogueAgency) => agency.name[pack.defaultLanguage] ?? agency.id
      return [...(await snapshot.current()).agencies.values()].sort((a, b) => name(a).localeCompare(name(b), pack.defaultLanguage))
    },
    agency: async (id) => (await snapshot.current()).agencies.get(id),
    async search(query, options) {
      const current = await snapshot.current()
      const found = query.trim() === '' ? undefined : findLike(await indexOf(current.documents), query, options.language)
      return listServices(current.entries, pack, found, options)
    },
    groups: async () => [...new Set([...(await snapshot.current()).entries.values()].flatMap(({ groups }) => groups))],
    candidatesFor: async (circumstances) => findCandidates((await snapshot.current()).entries.values(), circumstances),
    async importGov24(text, origin) {
      const report = await importServices(db, text, origin)
      snapshot.forget()
      return report
    },
    async jsonLd(address) {
      const current = await snapshot.current()
      const key = `${current.version} ${address}`
      if (exported?.key !== key) exported = { key, text: exportJsonLd(pack, current, address) }
      return exported.text
    },
  }
}
