/** What a message gets, without memory or storage: the same message, thread, day and catalogue give the same answer. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Rules } from '../../rules/index.ts'
import { guessLanguage, type Search } from '../../search/index.ts'
import { composeAnswer } from '../answer/compose-answer.ts'
import { type Answer, emptyThread, type Thread } from '../contract.ts'
import type { Knowledge } from '../knowledge/keep-knowledge.ts'
import { createUrgentFinder } from '../safety/find-urgent.ts'
import { prepareClassifiers } from '../understand/prepare-classifiers.ts'
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
  wordingIn(language: string): Wording
  knowledge(): Promise<Knowledge>
  today(): string
}

export interface Replies {
  reply(message: string, language: string, thread: Thread): Promise<{ answer: Answer; thread: Thread }>
  /** What the button for a human gets. */
  handOver(language: string, thread: Thread): Promise<{ answer: Answer; thread: Thread }>
  /** What a first message is taken for, by the own reading alone. */
  understandWith(knowledge: Knowledge, message: string, language: string): Command
}

export function createReplies(replying: Replying): Replies {
  const { pack, rules, search } = replying
  const findUrgent = createUrgentFinder(pack.assistant.urgent)
  const classifiersOf = prepareClassifiers(pack, search)
  const namesIn = (knowledge: Knowledge) => (service: string, language: string) => {
    const base = language.split('-')[0]!
    const other = pack.assistant.services[service] ?? {}
    return [knowledge.entries.get(service)?.name[language] ?? '', ...(other[language] ?? other[base] ?? [])]
  }
  const startable = (service: string) => pack.lifeEvents.find(({ open, services }) => open && services.includes(service))?.id
  const startsHere = (event: string) => pack.lifeEvents.some(({ id, open }) => open && id === event)
  const answerIn = (language: string, knowledge: Knowledge, urgent: string[], understood: Understood) =>
    composeAnswer({ pack, rules, knowledge, wording: replying.wordingIn(language), on: replying.today(), urgent }, understood)
  const read = (knowledge: Knowledge, message: string, language: string, thread: Thread) => understand({ knowledge, classifiers: classifiersOf(language), startable, startsHere, namesOf: namesIn(knowledge) }, message, language, thread)
  return {
    understandWith: (knowledge, message, language) => read(knowledge, message, language, emptyThread).command,
    async reply(message, reader, thread) {
      const language = guessLanguage(message, [reader, ...pack.languages.map(({ tag }) => tag).filter((tag) => tag !== reader && !tag.includes('-'))])
      const knowledge = await replying.knowledge()
      const understood = read(knowledge, message, language, thread)
      const urgent = findUrgent(message).map(({ id }) => id)
      // To somebody in danger nothing else is said, unless they have named a service too.
      if (urgent.length > 0 && !understood.named) return { answer: answerIn(language, knowledge, urgent, { ...understood, command: { kind: 'unknown' } }), thread }
      return { answer: answerIn(language, knowledge, urgent, understood), thread: threadAfter(understood.command, thread) }
    },
    handOver: async (language, thread) => ({ answer: answerIn(language, await replying.knowledge(), [], { command: { kind: 'hand-over' }, guess: { intent: 'human', confidence: 1 }, hits: [], named: false }), thread }),
  }
}

/** A digression leaves the topic where it was; only leaving ends it. */
function threadAfter(command: Command, thread: Thread): Thread {
  switch (command.kind) {
    case 'tell': return { topic: command.service, options: [], asked: command.asked }
    case 'choose': return { ...thread, options: command.services, asked: command.asked }
    case 'start': return { topic: command.service ?? thread.topic, options: [], asked: null }
    case 'lesson': return { topic: command.service, options: [], asked: null }
    case 'which': return { ...thread, options: [], asked: command.asked }
    case 'cancel': return emptyThread
    case 'event': return { ...thread, options: [], asked: null }
    case 'chat': case 'own': case 'hand-over': case 'unknown': return thread
    default: return command satisfies never
  }
}
