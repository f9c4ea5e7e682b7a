/** What another text of a service's page would change in answers, measured before it is published: what was asked in vain that it would answer, and all that leads where it should today. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { Answer } from '../contract.ts'
import type { Knowledge } from '../knowledge/keep-knowledge.ts'
import type { Command } from '../understand/understand.ts'
import { type Known, serviceOf } from './measure-gain.ts'

export interface PageGain {
  /** Questions without a good answer that lead to the service, with its page as it is or as it would be; and how many of them are told what they ask. */
  asked: number
  askedBefore: number
  askedAfter: number
  /** Of these, what would be said otherwise. */
  changed: { question: string; language: string; before: string[]; after: string[] }[]
  /** Names and other words of services, and questions whose answers helped: how many lead where they should. */
  kept: number
  keptBefore: number
  keptAfter: number
  /** What would no longer be understood. */
  lost: string[]
}

export interface MeasuringPage {
  service: string
  before: Knowledge
  after: Knowledge
  say(knowledge: Knowledge, text: string, language: string): Answer
  understand(knowledge: Knowledge, text: string, language: string): Command
  questions: readonly { question: string; language: string }[]
  kept: readonly Known[]
}

/** Named on the page; the counts say the rest. */
const mostNamed = 10

/** Others are answered meanwhile. */
export async function measurePage({ service, before, after, say, understand, questions, kept }: MeasuringPage): Promise<PageGain> {
  const about = ({ trace }: Answer) => trace.topic === service
  const told = (answer: Answer) => (about(answer) && answer.kind === 'answered' && answer.phrase === null ? answer.statements.map(({ text }) => text) : [])
  const asked: PageGain['changed'] = []
  for (const { question, language } of questions) {
    const [then, now] = [say(before, question, language), say(after, question, language)]
    if (about(then) || about(now)) asked.push({ question, language, before: told(then), after: told(now) })
    await breathe()
  }
  let [keptBefore, keptAfter] = [0, 0]
  const lost: Known[] = []
  for (const known of kept) {
    const [led, leads] = [before, after].map((knowledge) => serviceOf(knowledge, understand(knowledge, known.text, known.language)) === known.service)
    if (led) keptBefore += 1
    if (leads) keptAfter += 1
    if (led && !leads) lost.push(known)
    await breathe()
  }
  return {
    asked: asked.length, askedBefore: asked.filter((one) => one.before.length > 0).length, askedAfter: asked.filter((one) => one.after.length > 0).length,
    changed: asked.filter((one) => one.before.join('\n') !== one.after.join('\n')).slice(0, mostNamed),
    kept: kept.length, keptBefore, keptAfter, lost: lost.slice(0, mostNamed).map(({ text }) => text),
  }
}
