/** What a message gets, without memory or storage: the same message, thread, day and catalogue give the same answer. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Rules } from '../../rules/index.ts'
import { guessLanguage, type Hit, type Search } from '../../search/index.ts'
import { composeAnswer, type Composing, isSaid, namesIn } from '../answer/compose-answer.ts'
import { type Answer, assistantFaults, emptyThread, type Tell, type Thread, type Understanding } from '../contract.ts'
import { eventKey, type Knowledge, lessonKey } from '../knowledge/keep-knowledge.ts'
import { knownWords } from '../model/known-words.ts'
import type { Model, ModelWork } from '../model/open-model.ts'
import type { Choice } from '../model/propose-command.ts'
import { vault } from '../model/vault.ts'
import { createUrgentFinder } from '../safety/find-urgent.ts'
import { type CertificateWords, certificateWordsOf, readCertificateWish } from '../certificates/read-wish.ts'
import { type DueWords, dueWordsOf, readDueWish } from '../due/read-due-wish.ts'
import { readSetting } from '../settings/read-setting.ts'
import { type SettingWords, settingWordsOf } from '../settings/setting-words.ts'
import { type OptionWords, optionWordsOf } from '../understand/choose-option.ts'
import { offAnswer, wantsHuman } from '../switch/off-answer.ts'
import { prepareClassifiers, surelyAsked } from '../understand/prepare-classifiers.ts'
import { feltIn, type MoodWords, moodWordsOf, readMood } from '../understand/read-mood.ts'
import { isVague, type VagueWords, vagueWordsOf } from '../understand/read-vague.ts'
import { type Command, understand, type Understood } from '../understand/understand.ts'

export interface Reply {
  conversation: string
  turn: string
  /** Null where a human answers. */
  answer: Answer | null
}

export interface Replying {
  pack: Pack
  rules: Rules
  search: Search
  /** With the spaces and apostrophes that were left out. */
  spellOut(text: string): string
  wordingIn(language: string): Wording
  knowledge(): Promise<Knowledge>
  today(): string
  /** The switch of the whole assistant. */
  isOff?(): Promise<boolean>
  /** Where the operator has chosen one. */
  model?: Model | undefined
}

export interface Replies {
  /** @param tell gets a model's sentences as they come @param isAlone no model is asked */
  reply(message: string, language: string, thread: Thread, tell?: Tell, isAlone?: boolean): Promise<{ answer: Answer; thread: Thread }>
  /** What is said today to what was understood before. */
  sayAgain(language: string, understood: Understanding): Promise<Answer>
  /** What the button for a human gets. */
  handOver(language: string, thread: Thread): Promise<{ answer: Answer; thread: Thread }>
  /** What a first message is taken for, by the own reading alone. */
  understandWith(knowledge: Knowledge, message: string, language: string): Command
  /** What a first message would be told if this were known. */
  sayWith(knowledge: Knowledge, message: string, language: string): Answer
}

export function createReplies(replying: Replying): Replies {
  const { pack, rules, search, spellOut, model } = replying
  const findUrgent = createUrgentFinder(pack.assistant.urgent)
  const classifiersOf = prepareClassifiers(pack, search, (language) => replying.wordingIn(language))
  const isKnown = model && knownWords(pack)
  const namesOf = (knowledge: Knowledge) => (service: string, language: string) => {
    const base = language.split('-')[0]!
    const other = pack.assistant.services[service] ?? {}
    return [knowledge.entries.get(service)?.name[language] ?? '', ...(other[language] ?? other[base] ?? [])]
  }
  const options = new Map<string, OptionWords>()
  const optionsIn = (language: string) => {
    const known = options.get(language) ?? optionWordsOf(replying.wordingIn(language))
    options.set(language, known)
    return known
  }
  let ofSettings: SettingWords | undefined
  const settingWords = () => (ofSettings ??= settingWordsOf(pack.languages.map(({ tag }) => replying.wordingIn(tag))))
  let ofCertificates: CertificateWords | undefined
  const certificateWords = () => (ofCertificates ??= certificateWordsOf(pack, pack.languages.map(({ tag }) => replying.wordingIn(tag))))
  let ofDue: DueWords | undefined
  const dueWords = () => (ofDue ??= dueWordsOf(pack, pack.languages.map(({ tag }) => replying.wordingIn(tag))))
  let ofMoods: MoodWords | undefined
  const moodWords = () => (ofMoods ??= moodWordsOf(pack.languages.map(({ tag }) => replying.wordingIn(tag))))
  let ofVague: VagueWords | undefined
  const vagueWords = () => (ofVague ??= vagueWordsOf(pack.languages.map(({ tag }) => replying.wordingIn(tag))))
  const startable = (service: string) => pack.lifeEvents.find(({ open, services }) => open && services.includes(service))?.id
  const startsHere = (event: string) => pack.lifeEvents.some(({ id, open }) => open && id === event)
  const composingIn = (language: string, knowledge: Knowledge, urgent: string[]): Composing => ({ pack, rules, knowledge, wording: replying.wordingIn(language), on: replying.today(), urgent })
  const read = (knowledge: Knowledge, hits: readonly Hit[], message: string, language: string, thread: Thread) =>
    understand({ says: (service, asked) => isSaid(composingIn(language, knowledge, []), service, asked), feltIn: (text) => feltIn(pack, readMood(moodWords(), text)), isVague: (text) => isVague(vagueWords(), text, (rest) => search.telling(rest, language).size), knowledge, hits, classifiers: classifiersOf(language), startable, startsHere, namesOf: namesOf(knowledge), telling: (text) => search.telling(text, language), options: optionsIn(language) }, message, language, thread)

  function readAlone(knowledge: Knowledge, typed: string, language: string): Understood {
    const message = spellOut(typed)
    return read(knowledge, knowledge.search(message, language), message, language, emptyThread)
  }

  /** The same answer, with a model's words where they may be said, and with what the model had to do with it. */
  async function worded(composing: Composing, command: Command, answer: Answer, work: ModelWork, tell?: Tell): Promise<Answer> {
    // What an office has approved is said as it was approved.
    const isTold = answer.kind === 'answered' && answer.phrase === null && command.kind !== 'lesson'
    const { statements, checks } = isTold ? await work.word({
      language: answer.language, own: answer.statements, sources: answer.sources, names: namesIn(composing), minorUnit: pack.currency.minorUnit, terms: (text) => search.terms(text, answer.language),
    }, tell && (({ text }) => tell({ text, language: answer.language, model: model?.name ?? '' }))) : { statements: answer.statements, checks: undefined }
    const trace = work.trace()
    return { ...answer, statements, trace: { ...answer.trace, ...(checks === undefined ? {} : { checks }), ...(trace === undefined ? {} : { model: trace }) } }
  }

  async function handOver(language: string, thread: Thread) {
    const understood: Understood = { command: { kind: 'hand-over' }, guess: { intent: 'human', confidence: 1 }, hits: [], named: false }
    return { answer: composeAnswer(composingIn(language, await replying.knowledge(), []), understood), thread }
  }

  return {
    understandWith: (knowledge, message, language) => readAlone(knowledge, message, language).command,
    sayWith: (knowledge, message, language) => composeAnswer(composingIn(language, knowledge, []), readAlone(knowledge, message, language)),
    async reply(message, reader, thread, tell, isAlone = false) {
      const language = guessLanguage(message, [reader, ...pack.languages.map(({ tag }) => tag).filter((tag) => tag !== reader && !tag.includes('-'))])
      if (await replying.isOff?.()) {
        const wording = replying.wordingIn(language)
        return wantsHuman(wording, optionsIn(language), message) ? handOver(language, thread) : { answer: offAnswer(wording, findUrgent(message).map(({ id }) => id), rules.edition, replying.today()), thread }
      }
      const knowledge = await replying.knowledge()
      const work = isAlone ? undefined : model && isKnown && model.begin(vault(message, isKnown).text, language)
      const urgent = findUrgent(message).map(({ id }) => id)
      const said = spellOut(message)
      const byWords = knowledge.search(said, language)
      // To somebody in danger nothing else is said, unless they have named a service too; and no model has a say.
      const hits = work === undefined || urgent.length > 0 ? byWords : await foundWith(work, byWords, knowledge)
      const own = read(knowledge, hits, said, language, thread)
      const composing = composingIn(language, knowledge, urgent)
      if (urgent.length > 0) return own.named ? { answer: composeAnswer(composing, own), thread: threadAfter(own.command, thread) } : { answer: composeAnswer(composing, { ...own, command: { kind: 'unknown' } }), thread }
      const changes = readSetting(settingWords(), said, (rest) => search.telling(rest, language).size)
      if (changes !== undefined) return { answer: composeAnswer(composing, { command: { kind: 'setting', changes }, guess: { intent: 'notices', confidence: 1 }, hits: own.hits, named: false }), thread }
      const due = readDueWish(dueWords(), said, { telling: (rest) => search.telling(rest, language).size, asked: (rest) => surelyAsked(classifiersOf(language), rest), isOpen: thread.topic === null })
      const wish = readCertificateWish(certificateWords(), said, due !== undefined && due.duty !== null)
      if (wish !== undefined) return { answer: composeAnswer(composing, { command: { kind: 'certificate', wish }, guess: { intent: 'applications', confidence: 1 }, hits: own.hits, named: false }), thread }
      if (due !== undefined) return { answer: composeAnswer(composing, { command: { kind: 'due', wish: due }, guess: { intent: 'deadline', confidence: 1 }, hits: own.hits, named: false }), thread }
      if (work === undefined) return { answer: composeAnswer(composing, own), thread: threadAfter(own.command, thread) }
      const command = await work.understand(own, choiceOf(composing, own, thread), thread.topic, startsHere)
      return { answer: await worded(composing, command, composeAnswer(composing, { ...own, command }), work, tell), thread: threadAfter(command, thread) }
    },
    async sayAgain(language, command) {
      if (await replying.isOff?.()) throw new Fault(assistantFaults.switchedOff)
      return composeAnswer(composingIn(language, await replying.knowledge(), []), { command, guess: { intent: 'outside', confidence: 1 }, hits: [], named: true })
    },
    handOver,
  }
}

/** By meaning, too, where a server is there; lessons are found by words alone. */
async function foundWith(work: ModelWork, byWords: readonly Hit[], { documents }: Knowledge): Promise<Hit[]> {
  const [lessons, others] = [byWords.filter(({ id }) => id.startsWith(lessonKey)), byWords.filter(({ id }) => !id.startsWith(lessonKey))]
  return [...lessons, ...await work.find(others, documents)].sort((one, other) => other.score - one.score)
}

/** Of a small catalogue all of it, of a large one what was found. */
const mostChoices = 40

/** What a model may choose from: what the search found, what is spoken of, and the pack's own services as far as there is room. */
function choiceOf({ pack, knowledge, wording: { text } }: Composing, { hits }: Understood, { topic }: Thread): Choice {
  const found = [...(topic === null ? [] : [topic]), ...hits.map(({ id }) => id), ...pack.services.map(({ id }) => id)]
  const services = [...new Set(found)].flatMap((id) => { const entry = knowledge.entries.get(id); return entry === undefined ? [] : [{ id, name: text(entry.name), summary: text(entry.summary) }] })
  return { services: services.slice(0, mostChoices), events: pack.lifeEvents.map(({ id, name }) => ({ id, name: text(name) })) }
}

/** A digression leaves the topic where it was; only leaving ends it. */
function threadAfter(command: Command, thread: Thread): Thread {
  switch (command.kind) {
    case 'tell': return { topic: command.service, options: [], asked: command.asked }
    case 'choose': return { ...thread, options: command.services, asked: command.asked }
    case 'choose-event': return { ...thread, options: command.events.map((event) => eventKey + event), asked: null }
    case 'start': return { topic: command.service ?? thread.topic, options: [], asked: null }
    case 'lesson': return { topic: command.service, options: [], asked: null }
    case 'which': return { ...thread, options: [], asked: command.asked }
    case 'cancel': return emptyThread
    case 'event': return { ...thread, options: [], asked: null }
    case 'chat': case 'own': case 'setting': case 'certificate': case 'due': case 'hand-over': case 'unknown': return thread
    default: return command satisfies never
  }
}
