/** Questions in a person's own words: answered from typed facts with their sources, acted on only after a confirmation, handed to a human. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Events } from '../../kernel/events/events.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import type { ModelSettings } from '../../kernel/config/read-model.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { Wording } from '../../web/wordings.ts'
import type { Catalogue } from '../catalogue/index.ts'
import type { SettingChange } from '../notices/index.ts'
import type { Rules } from '../rules/index.ts'
import { guessLanguage, type Search } from '../search/index.ts'
import { type Answer, assistantFaults, emptyThread, type Thread } from './contract.ts'
import { createAnswering, type Answering } from './channels/answer-message.ts'
import { createWebhooks } from './channels/handle-webhook.ts'
import { createLinks, type Links } from './channels/links.ts'
import type { Channel, Webhook } from './channels/channel.ts'
import type { AccountOf } from './channels/speaker-accounts.ts'
import { createReplies, type Reply } from './converse/reply.ts'
import { exportConversations } from './converse/export-conversations.ts'
import { deleteConversations } from './converse/delete-conversations.ts'
import { findingConversation, keepingTurns } from './converse/keep-turn.ts'
import type { Owner } from './converse/owner.ts'
import { type Again, answerAgain } from './converse/answer-again.ts'
import { joinConversation } from './converse/join-conversation.ts'
import { noteDeletedDrafts } from './converse/note-deleted-draft.ts'
import { readAnswer, type ReadAnswer } from './converse/read-answer.ts'
import { readConversation, type ReadConversation } from './converse/read-conversation.ts'
import { takeTurn } from './converse/take-turn.ts'
import { answerAsOfficial, claim, forward, giveBack, listHandOvers, type OpenHandOver, readHandOver } from './hand-over/hand-over.ts'
import { giveAlong } from './hand-over/give-along.ts'
import { keepSkills, type Queue, readSkills, type Skills } from './hand-over/skills.ts'
import { readPublished, versionOfLessons } from './improve/lessons.ts'
import { openTeaching, type Teaching } from './improve/open-teaching.ts'
import { type AnswerReader, learnAnswers } from './intents/learn-answers.ts'
import { suggest } from './hand-over/suggest.ts'
import { keepKnowledge } from './knowledge/keep-knowledge.ts'
import { type Agents, createAgents } from './mcp/create-agents.ts'
import { knownWords } from './model/known-words.ts'
import { vault } from './model/vault.ts'
import { type ModelDesk, openModelDesk } from './model/open-model-desk.ts'
import type { Tell } from './contract.ts'
import { noteSetting } from './settings/note-setting.ts'
import { keepSwitch, type Switch } from './switch/keep-switch.ts'
import type { AssistantTables } from './tables.ts'
import { spellingOut } from './understand/spell-out.ts'

export { emptyThread } from './contract.ts'
export type { Answer, Thread } from './contract.ts'
export { speakerClients } from './channels/speaker-accounts.ts'
export { openConversations, type Surroundings } from './channels/open-conversations.ts'
export { measureIntents } from './intents/measure-intents.ts'
export { openServerVoice, type ServerVoice } from './voice/server-voice.ts'
export { turnAssistant } from './switch/turn-assistant.ts'
export { openMeaning } from './model/open-meaning.ts'
export { readUtterances } from './intents/read-utterances.ts'

export interface AssistantDeps {
  database: Database
  pack: Pack
  clock: Clock
  events: Events
  log: Log
  search: Search
  catalogue: Catalogue
  rules: Rules
  wordingIn(language: string): Wording
  /** Public, without a slash at the end: for addresses in what is said elsewhere. */
  origin: string
  /** For marks of who writes on a channel. */
  key: Buffer
  /** Of a language model, where the operator has chosen one. */
  model?: ModelSettings | undefined
}

export interface Assistant {
  /** What answers are worth, what is missing, and what officials teach. */
  readonly teaching: Teaching
  /** Programs that act for people. */
  readonly agents: Agents
  /** The language model, for whoever looks after it. */
  readonly model: ModelDesk
  /** The switch of the whole assistant. */
  readonly switch: Switch
  /** What a message gets; keeps nothing. @param language of the reader, used where the words do not tell another */
  reply(message: string, language: string, thread: Thread): Promise<{ answer: Answer; thread: Thread }>
  /** The same by the house alone: what is said while a form is filled in holds names of others, and no model is shown it. */
  replyAlone(message: string, language: string): Promise<Answer>
  /** With the spaces and apostrophes that were left out. */
  spellOut(text: string): string
  /** How answers to a form's questions are read, as learnt from the pack's examples; undefined where it has none. @param language of the reader */
  answersIn(message: string, language: string): AnswerReader | undefined
  /** Answers and keeps both. @throws nothingAsked */
  ask(owner: Owner, message: string, language: string): Promise<Reply>
  /** The same as asking for a person in words. @param about service whose agency is asked, where the conversation has named none */
  askHuman(owner: Owner, language: string, about?: string | null): Promise<Reply>
  /** The answers of one of the person's applications go along with the human who answers. @param application null: taken back */
  giveAlong(owner: Owner, application: string | null): Promise<void>
  /** The one that goes on; undefined where none does. */
  conversation(owner: Owner): Promise<ReadConversation | undefined>
  /** @throws noSuchAnswer, also for another's with something of their own */
  answer(owner: Owner, id: string): Promise<ReadAnswer>
  /** An answer asked again from what is kept of it. @throws nothingToDo for one that says nothing from public sources */
  answerAgain(kept: Answer): Promise<Again>
  /** Asks, and tells a model's sentences as they come, each when it holds. @throws nothingAsked */
  askAloud(owner: Owner, message: string, language: string, tell: Tell): Promise<Reply>
  /** That a setting was changed, in the conversation of the answer that led to it. @returns id of the turn that says so. @throws noSuchAnswer */
  noteSetting(owner: Owner, answer: string, changes: SettingChange[]): Promise<string>
  /** The conversation of this answer is the person's from here on. */
  join(owner: Owner, answer: string): Promise<void>
  /** All of this browser's and person's, as it is kept. */
  export(owner: Owner): Promise<object>
  /** All of this browser's and person's. @returns how many */
  forget(owner: Owner): Promise<number>
  handOvers(official: Official): Promise<Queue>
  /** @throws noSuchService for a language that the country has not, or a service that is another agency's */
  keepSkills(official: Official, skills: Skills): Promise<void>
  /** @throws noSuchConversation, also for another agency's; so do the four below */
  handOver(official: Official, id: string): Promise<OpenHandOver>
  /** @throws takenAlready */
  claim(official: Official, id: string): Promise<void>
  /** @throws takenAlready for whoever has not taken it */
  answerAsOfficial(official: Official, id: string, text: string): Promise<void>
  giveBack(official: Official, id: string): Promise<void>
  /** @throws noSuchConversation for an agency that does not exist */
  forward(official: Official, id: string, agency: string): Promise<void>
  /** Which conversations on other channels are whose. */
  links: Links
  /** @param ownMatters what a person may hear of their own. @returns what answers a channel's request */
  converse(ownMatters: Answering['ownMatters']): (channel: Channel, webhook: Webhook, accountOf: AccountOf) => Promise<unknown>
}

export function createAssistant({ database, pack, clock, events, log, search, catalogue, rules, wordingIn, origin, key, model: settings }: AssistantDeps): Assistant {
  const db = database.room<AssistantTables>('assistant')
  const spellOut = spellingOut(pack, wordingIn)
  const now = () => new Date(clock.now().epochMilliseconds)
  const knowledge = keepKnowledge({ catalogue, log, lessons: { version: versionOfLessons(db), published: () => readPublished(db) } })
  const today = () => clock.today().toString()
  const turned = keepSwitch(db, now)
  const desk = openModelDesk({ db, settings, log, now, today })
  const { reply, handOver, understandWith, sayWith, sayAgain } = createReplies({ pack, rules, search, spellOut, wordingIn, knowledge: () => knowledge.current(), today, isOff: () => turned.isOff(), model: desk.model })
  const answersIn = learnAnswers(pack)
  const isKnown = knownWords(pack)
  const impersonal = (text: string) => vault(text, isKnown).text
  const agencyOf = async (service: string | null) => (service === null ? undefined : (await catalogue.service(service))?.agency) ?? pack.agencies[0]!.id
  const turning = { db, find: findingConversation(db), keep: keepingTurns(db), now, reply, agencyOf }
  const links = createLinks(db, key, now)
  noteDeletedDrafts(db, events, pack)
  const ask: Assistant['ask'] = (owner, message, language) => takeTurn(turning, owner, message, language)
  const conversation: Assistant['conversation'] = (owner) => readConversation(db, owner)
  return {
    teaching: openTeaching({ db, pack, now, knowledge, understandWith, sayWith, catalogue, impersonal, termsOf: (text, language) => search.terms(text, language) }),
    agents: createAgents(db, now),
    model: desk,
    switch: turned,
    spellOut,
    answersIn: (message, language) => answersIn(guessLanguage(message, [language, ...pack.languages.map(({ tag }) => tag).filter((tag) => tag !== language && !tag.includes('-'))])),
    reply, ask, conversation, links,
    replyAlone: async (message, language) => (await reply(message, language, emptyThread, undefined, true)).answer,
    converse: (ownMatters) => createWebhooks({ db, key, log, now, answer: createAnswering({ db, key, origin, languages: pack.languages, links, now, wordingIn, ask, conversation, ownMatters }) }),
    askHuman: (owner, language, about = null) => takeTurn({ ...turning, agencyOf: (service) => agencyOf(service ?? about), reply: (_words, tag, thread) => handOver(tag, thread) }, owner, wordingIn(language).t('assistant.human.ask'), language),
    async answer(owner, id) {
      const read = await readAnswer(db, owner, id)
      return read.own ? read : { ...read, question: impersonal(read.question) }
    },
    async answerAgain(kept) {
      const again = await answerAgain(kept, pack.currency.minorUnit, sayAgain)
      if (again === undefined) throw new Fault(assistantFaults.nothingToDo)
      return again
    },
    askAloud: (owner, message, language, tell) => takeTurn(turning, owner, message, language, tell),
    join: (owner, answer) => joinConversation(db, owner, answer),
    noteSetting: (owner, answer, changes) => noteSetting(db, now(), owner, answer, changes),
    export: (owner) => exportConversations(db, owner),
    forget: (owner) => deleteConversations(db, owner),
    giveAlong: (owner, application) => giveAlong(db, owner, application),
    async handOvers(official) {
      const [skills, rows] = await Promise.all([readSkills(db, official), listHandOvers(db, official)])
      return { skills, rows }
    },
    keepSkills: (official, skills) => keepSkills(db, pack, now(), official, skills),
    async handOver(official, id) {
      const read = await readHandOver(db, now(), official, id)
      const suggested = read.mine ? await suggest(read.turns, (words) => reply(words, pack.defaultLanguage, emptyThread)) : undefined
      return { ...read, ...(suggested && { suggested }) }
    },
    claim: (official, id) => claim(db, now(), official, id),
    answerAsOfficial: (official, id, text) => answerAsOfficial(db, now(), official, id, text),
    giveBack: (official, id) => giveBack(db, now(), official, id),
    async forward(official, id, agency) {
      if (!pack.agencies.some((one) => one.id === agency)) throw new Fault(assistantFaults.noSuchConversation)
      await forward(db, official, id, agency)
    },
  }
}
