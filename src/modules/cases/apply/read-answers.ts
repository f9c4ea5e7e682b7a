/** What a person typed on a page of questions: checked against the pack's questions, every mistake at its field. */
import type { Question, Step } from '../../../../packages/pack-kit/schema/life-event.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { longestText } from './form-schema.ts'

/** What is wrong with an answer; the text is `cases.answer.<mistake>`. */
export interface AnswerMistake {
  field: string
  mistake: 'missing' | 'long' | 'pattern' | 'choice' | 'date' | 'future' | 'too-old' | 'past' | 'too-far'
  values?: Record<string, string | number>
}

/** Field name → what was typed, trimmed. */
export type Typed = Record<string, string>

export interface ReadAnswers {
  typed: Typed
  /** One record for each repetition; a page without repetition has one. */
  answers: Record<string, string>[]
  mistakes: AnswerMistake[]
}

/** `newborn.2.name` for the second child; the fact itself where nothing repeats. */
export function fieldName(step: Step, question: Question, index: number): string {
  if (!step.repeat) return question.fact
  return `${step.repeat.entity}.${index + 1}.${question.fact.slice(step.repeat.entity.length + 1)}`
}

/** @throws Fault where a field was sent that the page does not have */
export function readAnswers(step: Step, body: Record<string, string>, count: number, today: string): ReadAnswers {
  const names = new Set(Array.from({ length: count }, (_, index) => step.questions.map((question) => fieldName(step, question, index))).flat())
  for (const name of Object.keys(body)) {
    if (!names.has(name)) throw new Fault(kernelFaults.invalidInput, { pointer: `/${name}`, values: { reason: 'unknown', part: 'body', field: name } })
  }
  const typed: Typed = {}
  const mistakes: AnswerMistake[] = []
  const answers = Array.from({ length: count }, (_, index) => Object.fromEntries(step.questions.map((question) => {
    const field = fieldName(step, question, index)
    const text = (typed[field] = (body[field] ?? '').trim().normalize('NFC'))
    const { value, mistake, values } = checkAnswer(question, text, today)
    if (mistake) mistakes.push({ field, mistake, ...(values ? { values } : {}) })
    return [question.fact, value]
  })))
  return { typed, answers, mistakes }
}

interface Checked { value: string; mistake?: AnswerMistake['mistake']; values?: Record<string, string | number> }

/** One answer against its question. */
export function checkAnswer(question: Question, text: string, today: string): Checked {
  if (text === '') return { value: '', mistake: 'missing' }
  switch (question.type) {
    case 'yes-no': return text === 'yes' || text === 'no' ? { value: text } : { value: '', mistake: 'choice' }
    case 'choice': return question.choices?.some(({ value }) => value === text) ? { value: text } : { value: '', mistake: 'choice' }
    case 'date': return checkDate(question, text, today)
    case 'text': {
      const max = question.maxLength ?? longestText
      // Characters, not halves of them: a rare letter of a name counts once.
      if (Array.from(text).length > max) return { value: text, mistake: 'long', values: { max } }
      if (question.pattern !== undefined && !new RegExp(question.pattern, 'u').test(text)) return { value: text, mistake: 'pattern' }
      return { value: text }
    }
    default: return question.type satisfies never
  }
}

function checkDate(question: Question, text: string, today: string): Checked {
  const value = toIsoDate(text)
  if (value === undefined) return { value: text, mistake: 'date' }
  if (question.notFuture && value > today) return { value, mistake: 'future' }
  if (question.notPast && value < today) return { value, mistake: 'past' }
  const [days, ahead] = [question.maxAgeDays, question.maxAheadDays]
  if (ahead !== undefined && Temporal.PlainDate.from(today).until(value).days > ahead) return { value, mistake: 'too-far', values: { days: ahead } }
  if (days !== undefined && Temporal.PlainDate.from(value).until(today).days > days) return { value, mistake: 'too-old', values: { days } }
  return { value }
}

/** Year first, as it is written in Korea and by ISO 8601, with hyphens, dots, slashes, blanks or nothing between. */
export function toIsoDate(text: string): string | undefined {
  const match = /^(\d{4})\s?[-./년]?\s?(\d{1,2})\s?[-./월]?\s?(\d{1,2})\s?[.일]?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}
