/** Everything the assistant may speak of, searchable: services with their sections and other words, life events, and what officials have taught. Follows the catalogue. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { Catalogue, CatalogueAgency, Entry } from '../../catalogue/index.ts'
import type { Hit, Search, SearchDocument } from '../../search/index.ts'
import type { PublishedLesson } from '../improve/lessons.ts'

export interface Knowledge {
  entries: ReadonlyMap<string, Entry>
  agencies: ReadonlyMap<string, CatalogueAgency>
  /** Published ones that hold an answer. */
  lessons: ReadonlyMap<string, PublishedLesson>
  /** What may be found by meaning, too: everything but lessons, which are for the words they were approved for. */
  documents: readonly SearchDocument[]
  /** Hits are ids of services, of life events as `event:<id>`, and of lessons as `lesson:<id>`. */
  search(question: string, language: string): Hit[]
}

export const eventKey = 'event:'
export const lessonKey = 'lesson:'

export interface KeepKnowledge {
  catalogue: Catalogue
  search: Search
  pack: Pack
  log: Log
  /** What a second official has published. */
  lessons: { version(): Promise<string>; published(): Promise<PublishedLesson[]> }
}

export interface KnowledgeKeeper {
  current(): Promise<Knowledge>
  /** What would be known if this were published, too. */
  with(draft: PublishedLesson): Promise<Knowledge>
}

export function keepKnowledge({ catalogue, search, pack, log, lessons }: KeepKnowledge): KnowledgeKeeper {
  let held: { version: string; knowledge: Knowledge } | undefined
  let making: Promise<Knowledge> | undefined

  async function make(taught: readonly PublishedLesson[]): Promise<Knowledge> {
    const entries = new Map((await catalogue.services()).map((entry) => [entry.id, entry]))
    const agencies = new Map((await catalogue.agencies()).map((agency) => [agency.id, agency]))
    const known = taught.filter(({ service }) => entries.has(service))
    const documents = documentsOf(pack, [...entries.values()], agencies, known)
    const index = await search.index(documents)
    return { entries, agencies, documents: documents.filter(({ id }) => !id.startsWith(lessonKey)), lessons: new Map(known.filter(({ answer }) => answer !== null).map((lesson) => [lesson.id, lesson])), search: (question, language) => index.search(question, language) }
  }

  async function renew(version: string): Promise<Knowledge> {
    const knowledge = await make(await lessons.published())
    held = { version, knowledge }
    return knowledge
  }

  return {
    async current() {
      const version = `${await catalogue.version()}/${await lessons.version()}`
      if (held?.version === version) return held.knowledge
      making ??= renew(version).finally(() => { making = undefined })
      if (held === undefined) return making
      // What was imported or taught a moment ago is known a little later, since nobody waits for ten thousand services; what was withdrawn is not said again.
      making.catch((cause: unknown) => log.error({ cause }, 'assistant: the index cannot be made'))
      const still = new Set((await lessons.published()).map(({ id }) => id))
      return { ...held.knowledge, lessons: new Map([...held.knowledge.lessons].filter(([id]) => still.has(id))) }
    },
    with: async (draft) => make([...await lessons.published(), draft]),
  }
}

function documentsOf(pack: Pack, entries: readonly Entry[], agencies: ReadonlyMap<string, CatalogueAgency>, lessons: readonly PublishedLesson[]): SearchDocument[] {
  // With an answer of its own a lesson is found itself; without one its words lead to its service.
  const ways = Map.groupBy(lessons.filter(({ answer }) => answer === null), ({ service }) => service)
  return [
    ...entries.map((entry): SearchDocument => ({
      id: entry.id, title: entry.name,
      passages: [entry.summary, entry.audience, agencies.get(entry.agency)?.name ?? {}, otherWords(pack.assistant.services[entry.id]), ...(ways.get(entry.id) ?? []).map(({ language, words }) => ({ [language]: words.join('\n') }))],
    })),
    ...pack.lifeEvents.map(({ id, name, summary }): SearchDocument => ({ id: `${eventKey}${id}`, title: name, passages: [summary] })),
    ...lessons.flatMap(({ id, language, words, answer }): SearchDocument[] => answer === null ? [] : [{ id: `${lessonKey}${id}`, title: { [language]: words[0]! }, passages: [{ [language]: words.join('\n') }, { [language]: answer }] }]),
  ]
}

/** Each of them a line: a sentence of its own for the index. */
const otherWords = (words: Record<string, string[]> | undefined): Text =>
  Object.fromEntries(Object.entries(words ?? {}).map(([language, list]) => [language, list.join('\n')]))
