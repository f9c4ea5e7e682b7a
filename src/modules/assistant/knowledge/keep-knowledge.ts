/** Everything the assistant may speak of, searchable: services with their sections and other words, and life events. Follows the catalogue. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { Catalogue, CatalogueAgency, Entry } from '../../catalogue/index.ts'
import type { Hit, Search, SearchDocument, SearchIndex } from '../../search/index.ts'

export interface Knowledge {
  entries: ReadonlyMap<string, Entry>
  agencies: ReadonlyMap<string, CatalogueAgency>
  /** Everything that can be found. */
  documents: readonly SearchDocument[]
  /** Hits are ids of services, and of life events as `event:<id>`. */
  search(question: string, language: string): Hit[]
}

export const eventKey = 'event:'

export function keepKnowledge({ catalogue, search, pack, log }: { catalogue: Catalogue; search: Search; pack: Pack; log: Log }): () => Promise<Knowledge> {
  let held: { version: number; knowledge: Knowledge } | undefined
  let making: Promise<Knowledge> | undefined

  async function make(version: number): Promise<Knowledge> {
    const entries = new Map((await catalogue.services()).map((entry) => [entry.id, entry]))
    const agencies = new Map((await catalogue.agencies()).map((agency) => [agency.id, agency]))
    const documents = documentsOf(pack, [...entries.values()], agencies)
    const index: SearchIndex = await search.index(documents)
    const knowledge = { entries, agencies, documents, search: (question: string, language: string) => index.search(question, language) }
    held = { version, knowledge }
    return knowledge
  }

  return async () => {
    const version = await catalogue.version()
    if (held?.version === version) return held.knowledge
    making ??= make(version).finally(() => { making = undefined })
    if (held === undefined) return making
    // What was imported a moment ago is known a little later; nobody waits for ten thousand services.
    making.catch((cause: unknown) => log.error({ cause }, 'assistant: the index cannot be made'))
    return held.knowledge
  }
}

function documentsOf(pack: Pack, entries: readonly Entry[], agencies: ReadonlyMap<string, CatalogueAgency>): SearchDocument[] {
  return [
    ...entries.map((entry): SearchDocument => ({
      id: entry.id, title: entry.name,
      passages: [entry.summary, entry.audience, agencies.get(entry.agency)?.name ?? {}, otherWords(pack.assistant.services[entry.id])],
    })),
    ...pack.lifeEvents.map(({ id, name, summary }): SearchDocument => ({ id: `${eventKey}${id}`, title: name, passages: [summary] })),
  ]
}

/** Each of them a line: a sentence of its own for the index. */
const otherWords = (words: Record<string, string[]> | undefined): Text =>
  Object.fromEntries(Object.entries(words ?? {}).map(([language, list]) => [language, list.join('\n')]))
