/** Asks the questions of questions.json one by one, each in a new conversation, and tells which answers are right. */
import { readFileSync } from 'node:fs'
import { type Answer, type Assistant, emptyThread } from '../../src/modules/assistant/index.ts'

export interface AskedQuestion {
  language: string
  question: string
  service: string
  /** What is asked of it; the first sentence must come from there. */
  asked: string
  /** Numbers that the answer must hold, digit by digit. */
  says?: string[]
}

export interface Outcome { question: AskedQuestion; answer: Answer; right: boolean; cited: boolean; ms: number }

export const readQuestions = () => JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8')) as AskedQuestion[]

export async function askQuestions(assistant: Assistant, questions: readonly AskedQuestion[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const question of questions) {
    const began = performance.now()
    // The reader's page is in the pack's own language: what language was asked in has to be seen.
    const { answer } = await assistant.reply(question.question, 'ko', emptyThread)
    outcomes.push({ question, answer, right: isRight(question, answer), cited: answer.statements.every(({ sources }) => sources.length > 0), ms: performance.now() - began })
  }
  return outcomes
}

function isRight({ language, service, asked, says = [] }: AskedQuestion, { kind, language: given, trace, statements, sources }: Answer): boolean {
  const first = sources[statements[0]?.sources[0] ?? -1]
  const place = first?.id === `service:${service}#${asked}` || (first?.id === `rule:${service}` && (asked === 'amount' || asked === 'deadline'))
  const digits = statements.map(({ text }) => text.replaceAll(/(?<=\d)[.,](?=\d{3})/g, '')).join(' ')
  return kind === 'answered' && given === language && trace.topic === service && place && says.every((number) => digits.includes(number.replaceAll(',', '')))
}
