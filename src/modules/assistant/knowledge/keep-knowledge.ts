/** Everything the assistant may speak of, searchable: what the catalogue finds, and what officials have taught. */
import type { Log } from '../../../kernel/log/log.ts'
import type { Catalogue, CatalogueAgency, Collection, Entry } from '../../catalogue/index.ts'
import type { Hit, SearchDocument, SearchIndex } from '../../search/index.ts'
import type { PublishedLesson } from '../improve/lessons.ts'
import { editionOf } from './sections.ts'

export interface Knowledge {
  entries: ReadonlyMap<string, Entry>
  agencies: ReadonlyMap<string, CatalogueAgency>
  /** Published ones that hold an answer. */
  lessons: ReadonlyMap<string, PublishedLesson>
  /** What may be found by meaning, too: everything but lessons, which are for the words they were approved for. */
  documents: readonly SearchDocument[]
  /** Hits are ids of services, of life events as `event:<id>`, and of lessons as `lesson:<id>`. */
  search(question: string, language: string): Hit[]
  /** Of what can be found, by its texts. */
  editionOf(id: string): string | undefined
  /** Whether a word of the analyser stands anywhere in what may be spoken of. */
  knows(term: string): boolean
}

export const eventKey = 'event:'
export const lessonKey = 'lesson:'

export interface KeepKnowledge {
  catalogue: Pick<Catalogue, 'collection'>
  log: Log
  /** What a second official has published. */
  lessons: { version(): Promise<string>; published(): Promise<PublishedLesson[]> }
}

export interface KnowledgeKeeper {
  current(): Promise<Knowledge>
  /** What would be known if this were published, too. */
  with(draft: PublishedLesson): Promise<Knowledge>
  /** What would be known if this were the catalogue. */
  over(collection: Collection): Promise<Knowledge>
}

/** What was taught over what was found then: its index shares the catalogue's, and adds as much as there are lessons. */
interface Taught {
  over: Collection
  version: string
  published: readonly PublishedLesson[]
  documents: readonly SearchDocument[]
  index: SearchIndex
}

export function keepKnowledge({ catalogue, log, lessons }: KeepKnowledge): KnowledgeKeeper {
  let held: Taught | undefined
  let making: Promise<Taught> | undefined

  async function teach(over: Collection, version: string): Promise<Taught> {
    const published = await lessons.published()
    const taught = documentsOf(over, published)
    const index = taught.length === 0 ? over.index : await over.index.with(taught)
    held = { over, version, published, documents: withWays(over.documents, taught), index }
    return held
  }

  /** What is taught today or, while that is put together, what was; and whether it is today's. */
  async function taught(): Promise<{ collection: Collection; taught: Taught; isCurrent: boolean }> {
    const [collection, version] = [await catalogue.collection(), await lessons.version()]
    if (held?.version === version && held.over.index === collection.index && held.over.documents === collection.documents) return { collection, taught: held, isCurrent: true }
    making ??= teach(collection, version).finally(() => { making = undefined })
    if (held === undefined) return { collection, taught: await making, isCurrent: true }
    making.catch((cause: unknown) => log.error({ cause }, 'assistant: what was taught cannot be added to the index'))
    return { collection, taught: held, isCurrent: false }
  }

  return {
    async current() {
      const { collection, taught: { published, documents, index }, isCurrent } = await taught()
      // What was taught a moment ago is known a little later; what was withdrawn is not said again.
      const still = isCurrent ? published : await lessons.published().then((now) => { const ids = new Set(now.map(({ id }) => id)); return published.filter(({ id }) => ids.has(id)) })
      return knowledgeOf(collection, still, documents, index)
    },
    async over(collection) {
      const published = await lessons.published()
      const own = documentsOf(collection, published)
      return knowledgeOf(collection, published, withWays(collection.documents, own), own.length === 0 ? collection.index : await collection.index.with(own))
    },
    async with(draft) {
      const { collection, taught: { published, documents, index } } = await taught()
      const all = [...published, draft]
      const own = draft.answer === null ? draft.service : `${lessonKey}${draft.id}`
      const changed = documentsOf(collection, all).filter(({ id }) => id === own)
      return knowledgeOf(collection, all, withWays(documents, changed), await index.with(changed))
    },
  }
}

/** What the catalogue no longer has is not found, also while the index is older. */
function knowledgeOf({ entries, agencies }: Collection, published: readonly PublishedLesson[], documents: readonly SearchDocument[], index: SearchIndex): Knowledge {
  const lessons = new Map(published.filter(({ answer, service }) => answer !== null && entries.has(service)).map((lesson) => [lesson.id, lesson]))
  const isKnown = ({ id }: Hit) => id.startsWith(eventKey) || (id.startsWith(lessonKey) ? lessons.has(id.slice(lessonKey.length)) : entries.has(id))
  return { entries, agencies, lessons, documents, search: (question, language) => index.search(question, language).filter(isKnown), editionOf: (id) => (id.startsWith(lessonKey) ? editionOfLesson(lessons.get(id.slice(lessonKey.length))) : editionIn(documents, id)), knows: (term) => index.knows(term) }
}

const editionOfLesson = (lesson: PublishedLesson | undefined) => (lesson === undefined ? undefined : editionOf(JSON.stringify([lesson.words, lesson.answer])))

/** Those that were asked for; with the documents they go. */
const editions = new WeakMap<readonly SearchDocument[], { byId: ReadonlyMap<string, SearchDocument>; known: Map<string, string> }>()

function editionIn(documents: readonly SearchDocument[], id: string): string | undefined {
  const held = editions.get(documents) ?? { byId: new Map(documents.map((document) => [document.id, document])), known: new Map<string, string>() }
  editions.set(documents, held)
  const document = held.byId.get(id)
  if (document === undefined) return undefined
  const edition = held.known.get(id) ?? editionOf(JSON.stringify([document.title, document.passages]))
  held.known.set(id, edition)
  return edition
}

/** With an answer of its own a lesson is found itself; without one its words lead to its service. */
function documentsOf({ entries, documents }: Collection, published: readonly PublishedLesson[]): SearchDocument[] {
  const known = published.filter(({ service }) => entries.has(service))
  const ways = Map.groupBy(known.filter(({ answer }) => answer === null), ({ service }) => service)
  const services = ways.size === 0 ? [] : documents.filter(({ id }) => ways.has(id))
  return [
    ...services.map(({ id, title, passages }): SearchDocument => ({ id, title, passages: [...passages, ...ways.get(id)!.map(({ language, words }) => ({ [language]: words.join('\n') }))] })),
    ...known.flatMap(({ id, language, words, answer }): SearchDocument[] => answer === null ? [] : [{ id: `${lessonKey}${id}`, title: { [language]: words[0]! }, passages: [{ [language]: words.join('\n') }, { [language]: answer }] }]),
  ]
}

/** The same array where no words were added. */
function withWays(documents: readonly SearchDocument[], taught: readonly SearchDocument[]): readonly SearchDocument[] {
  const services = new Map(taught.filter(({ id }) => !id.startsWith(lessonKey)).map((document) => [document.id, document]))
  return services.size === 0 ? documents : documents.map((document) => services.get(document.id) ?? document)
}
