/**
 * What a lesson would change, measured before anybody is told anything: the other questions of its kind, and everything that is
 * understood rightly today. Its own words prove nothing and are not asked.
 */
import { foldText } from '../../search/index.ts'
import type { Command } from '../understand/understand.ts'
import type { Knowledge } from '../knowledge/keep-knowledge.ts'

export interface Gain {
  /** Questions of its kind, and how many of them lead to its service without it and with it. */
  asked: number
  askedBefore: number
  askedAfter: number
  /** Names and other words of services, and questions whose answers helped: how many lead where they should. */
  kept: number
  keptBefore: number
  keptAfter: number
  /** What would no longer be understood. */
  lost: string[]
}

export interface Known { text: string; language: string; service: string }

export interface Measuring {
  before: Knowledge
  after: Knowledge
  understand(knowledge: Knowledge, text: string, language: string): Command
  lesson: { service: string; language: string; words: readonly string[] }
  /** Of its kind. */
  questions: readonly string[]
  kept: readonly Known[]
}

/** Named on the page; the count says the rest. */
const mostNamed = 10

export function measureGain({ before, after, understand, lesson, questions, kept }: Measuring): Gain {
  const own = new Set(lesson.words.map(foldText))
  const asked = questions.filter((question) => !own.has(foldText(question)))
  const leads = (knowledge: Knowledge, { text, language, service }: Known) => serviceOf(knowledge, understand(knowledge, text, language)) === service
  const count = (knowledge: Knowledge) => asked.filter((text) => leads(knowledge, { text, language: lesson.language, service: lesson.service })).length
  const right = kept.filter((known) => leads(before, known))
  const lost = right.filter((known) => !leads(after, known))
  return {
    asked: asked.length, askedBefore: count(before), askedAfter: count(after),
    kept: kept.length, keptBefore: right.length, keptAfter: kept.filter((known) => leads(after, known)).length, lost: lost.slice(0, mostNamed).map(({ text }) => text),
  }
}

/** To which service a message leads. */
export function serviceOf({ lessons }: Knowledge, command: Command): string | undefined {
  if (command.kind === 'lesson') return lessons.get(command.lesson)?.service
  return command.kind === 'tell' ? command.service : command.kind === 'start' ? command.service ?? undefined : undefined
}
