/** The side of whoever looks after what the assistant says: what troubled people, what an answer is worth, and what officials teach. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Catalogue, Version } from '../../catalogue/index.ts'
import { cleanText, foldText } from '../../search/index.ts'
import { assistantFaults } from '../contract.ts'
import type { Owner } from '../converse/owner.ts'
import type { Replies } from '../converse/reply.ts'
import type { KnowledgeKeeper } from '../knowledge/keep-knowledge.ts'
import { redact } from '../safety/redact.ts'
import type { AssistantTables } from '../tables.ts'
import { decide, type Lesson, listLessons, type NewLesson, propose, readLesson, remeasure, withdraw } from './lessons.ts'
import { listHelpful } from './list-helpful.ts'
import { listTroubled, type TroubledGroup } from './list-troubled.ts'
import { type Gain, type Known, measureGain } from './measure-gain.ts'
import { measurePage, type PageGain } from './measure-page.ts'
import { rateAnswer, rateAsOfficial, type Rating } from './rate-answer.ts'

export interface Teaching {
  /** @throws noSuchAnswer, also for an answer to another */
  rate(owner: Owner, turn: string, rating: Rating): Promise<void>
  /** @throws noSuchConversation, takenAlready, noSuchAnswer */
  rateAsOfficial(official: Official, handOver: string, turn: string, helped: boolean): Promise<void>
  /** Of thirty days, alike ones together, the most frequent first. */
  troubled(): Promise<TroubledGroup[]>
  lessons(official: Official): Promise<Lesson[]>
  /** @throws noSuchLesson, also for another agency's; so do those below */
  lesson(official: Official, id: string): Promise<Lesson>
  /** Measured and kept; says nothing yet. @throws wordsMissing, noSuchService for one of another agency. @returns its id */
  propose(official: Official, lesson: NewLesson): Promise<string>
  /** @throws noDraft */
  measureAgain(official: Official, id: string): Promise<void>
  /** @throws noDraft, ownLesson for whoever proposed it */
  decide(official: Official, id: string, outcome: 'published' | 'returned'): Promise<void>
  withdraw(official: Official, id: string): Promise<void>
  /** What a version of a service would change in answers. */
  pageGain(version: Pick<Version, 'service' | 'files'>): Promise<PageGain>
  /** For anybody. @throws noSuchLesson for one that is not published, or holds no answer */
  published(id: string): Promise<Lesson>
}

export interface TeachingDeps {
  db: RoomDatabase<AssistantTables>
  pack: Pack
  now(): Date
  knowledge: KnowledgeKeeper
  understandWith: Replies['understandWith']
  sayWith: Replies['sayWith']
  catalogue: Pick<Catalogue, 'collectionWith'>
  /** Without names and addresses. */
  impersonal(text: string): string
  termsOf(text: string, language: string): string[]
}

const mostWords = 20

export function openTeaching({ db, pack, now, knowledge, understandWith, sayWith, catalogue, impersonal, termsOf }: TeachingDeps): Teaching {
  const unnamed = <One extends { question: string }>(one: One): One => ({ ...one, question: impersonal(one.question) })
  const troubled = async () => (await listTroubled(db, now(), termsOf)).map(({ others, ...first }): TroubledGroup => ({ ...unnamed(first), others: others.map(unnamed) }))
  const helpful = async (language: string) => (await listHelpful(db, language)).map((one): Known => ({ ...one, text: impersonal(one.text) }))

  async function measure(lesson: NewLesson & { agency: string }, questions: readonly string[]): Promise<Gain> {
    const [before, after] = await Promise.all([knowledge.current(), knowledge.with({ id: 'draft', decided_at: null, ...lesson })])
    return measureGain({ before, after, understand: understandWith, lesson, questions, kept: [...namesOf(pack, lesson.language), ...await helpful(lesson.language)] })
  }

  /** Of the groups that the words belong to, every wording. */
  async function questionsLike({ words, language }: NewLesson): Promise<string[]> {
    const own = new Set(words.map(foldText))
    const groups = (await troubled()).map(({ others, ...first }) => [first, ...others].filter((one) => one.language === language).map(({ question }) => question))
    return [...new Set(groups.filter((questions) => questions.some((question) => own.has(foldText(question)))).flat())]
  }

  return {
    rate: (owner, turn, rating) => rateAnswer(db, now(), owner, turn, rating),
    rateAsOfficial: (official, handOver, turn, helped) => rateAsOfficial(db, now(), official, handOver, turn, helped),
    troubled,
    lessons: (official) => listLessons(db, official),
    lesson: (official, id) => readLesson(db, official, id),
    async propose(official, { service, language, words, answer }) {
      const clean = (text: string) => redact(cleanText(text).trim())
      const lesson = { service, language, words: [...new Set(words.map(clean).filter((line) => line !== ''))].slice(0, mostWords), answer: answer === null ? null : answer.split('\n').map(clean).join('\n').trim() || null }
      if (lesson.words.length === 0) throw new Fault(assistantFaults.wordsMissing, { pointer: '/words' })
      if ((await knowledge.current()).entries.get(service)?.agency !== official.agency) throw new Fault(assistantFaults.noSuchService, { pointer: '/service' })
      const questions = await questionsLike(lesson)
      return propose(db, now(), official, lesson, questions, await measure({ ...lesson, agency: official.agency }, questions))
    },
    async measureAgain(official, id) {
      const { status, questions, ...lesson } = await readLesson(db, official, id)
      if (status !== 'draft') throw new Fault(assistantFaults.noDraft)
      await remeasure(db, official, id, await measure(lesson, questions))
    },
    decide: (official, id, outcome) => decide(db, now(), official, id, outcome),
    withdraw: (official, id) => withdraw(db, official, id),
    async pageGain({ service, files }) {
      const [before, after] = await Promise.all([knowledge.current(), catalogue.collectionWith({ files }).then((collection) => knowledge.over(collection))])
      const kept = await Promise.all(pack.languages.map(({ tag }) => tag).filter((tag) => !tag.includes('-')).map(async (tag) => [...namesOf(pack, tag), ...await helpful(tag)]))
      return measurePage({ service, before, after, say: sayWith, understand: understandWith, questions: (await troubled()).flatMap(({ others, ...first }) => [first, ...others]), kept: kept.flat() })
    },
    published: async (id) => {
      const lesson = await db.transaction((tx) => tx.selectFrom('lesson').selectAll().where('id', '=', id).where('status', '=', 'published').where('answer', 'is not', null).executeTakeFirst())
      if (!lesson) throw new Fault(assistantFaults.noSuchLesson)
      return lesson
    },
  }
}

/** What the pack itself says leads to a service: its name, and other words for it. */
function namesOf({ services, assistant }: Pack, language: string): Known[] {
  return services.flatMap(({ id, name }) => [name[language], ...(assistant.services[id]?.[language] ?? [])].flatMap((text) => (text === undefined || text === '' ? [] : [{ text, language, service: id }])))
}
