/** Asks the questions of questions.json one by one, each in a new conversation, and tells which answers are right. */
import { readFileSync } from 'node:fs'
import { type Answer, type Assistant, emptyThread } from '../../src/modules/assistant/index.ts'

export interface AskedQuestion {
  language: string
  question: string
  /** Null: no service of the pack answers it, and none may be offered as if it did. */
  service: string | null
  /** Another that is called the same as far as the question goes: then it is right to ask which one is meant. */
  or?: string
  /** What is asked of it; a sentence must come from there. */
  asked: string | null
  /** Numbers that the answer must hold, digit by digit. */
  says?: string[]
}

export interface Outcome { question: AskedQuestion; answer: Answer; right: boolean; cited: boolean; ms: number }

/** `held-out` was written after all else was settled, and nothing is fitted to it. */
export const readQuestions = (name: 'questions' | 'held-out' = 'questions') => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as AskedQuestion[]

/**
 * What no service of the pack answers, though words of it stand there: a passport's fee, an owner's tax on a car. Of each language what stands at
 * an even place may be looked at while the reading is mended; what stands at an odd one is only measured.
 */
export const readOutOfScope = (half: 'dev' | 'held'): AskedQuestion[] => (JSON.parse(readFileSync(new URL('out-of-scope.json', import.meta.url), 'utf8')) as Pick<AskedQuestion, 'language' | 'question'>[])
  .filter((_, at) => at % 2 === (half === 'dev' ? 0 : 1)).map((one) => ({ ...one, service: null, asked: null }))

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

function isRight({ language, service, or, asked, says = [] }: AskedQuestion, { kind, language: given, trace, statements, sources, options }: Answer): boolean {
  if (service === null) return kind !== 'answered' && kind !== 'start'
  if (or !== undefined) return kind === 'clarify' && given === language && options.length === 2 && [service, or].every((one) => options.some((option) => option.service === one))
  const places = [`service:${service}#${asked}`, ...(asked === 'amount' || asked === 'deadline' ? [`rule:${service}`] : [])]
  const place = statements.some(({ sources: cited }) => cited.some((at) => places.includes(sources[at]!.id)))
  const digits = statements.map(({ text }) => text.replaceAll(/(?<=\d)[.,](?=\d{3})/g, '')).join(' ')
  return kind === 'answered' && given === language && trace.topic === service && place && says.every((number) => digits.includes(number.replaceAll(',', '')))
}
