/** A page of questions that is sent: kept, or shown again with what to put right. */
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'
import { askedSteps } from '../apply/asked-steps.ts'
import { registeredAlready } from '../apply/check-applicant.ts'
import type { Draft } from '../apply/draft.ts'
import { type AnswerMistake, fieldName, readAnswers, type Typed } from '../apply/read-answers.ts'
import { questionsPage } from '../pages/questions-page.tsx'
import type { Filled } from '../pages/step-page.tsx'
import { registerName } from '../pages/value-in-words.ts'

export function stepOf(view: View, application: Filled, step: string) {
  const definition = askedSteps(view.pack, application.event, application.draft).find(({ id }) => id === step)
  if (!definition) throw new Fault(kernelFaults.notFound)
  return definition
}

type Definition = ReturnType<typeof stepOf>

export function typedBefore(step: Definition, { newborns, answers }: Draft): Typed {
  if (!step.repeat) return answers
  return Object.fromEntries(newborns.flatMap((child, index) => step.questions.map((question) =>
    [fieldName(step, question, index), { name: child.name, birth_date: child.birthDate, sex: child.sex }[question.fact.slice(question.fact.indexOf('.') + 1)] ?? ''])))
}

interface Answering {
  view: View
  application: Filled
  step: string
  body: Record<string, string>
  today: string
  next: SeeOther
  save(change: (draft: Draft) => Draft): Promise<Draft>
}

export async function answerQuestions({ view, application, step, body, today, next, save }: Answering) {
  const definition = stepOf(view, application, step)
  const { act, count: sent, ...all } = body
  // Of a page that was open before somebody else was asked: what is theirs to say now is left out.
  const rest = Object.fromEntries(Object.entries(all).filter(([field]) => application.draft.entrusted?.[field] === undefined))
  const max = definition.repeat?.max ?? 1
  const count = Math.min(max, Math.max(1, Number.parseInt(sent ?? '1', 10) || 1))
  const { typed, answers, mistakes } = readAnswers(definition, rest, count, today)
  const again = (shown: number, errors: FormError[]) => questionsPage(view, { application, step: definition, count: shown, typed, errors })
  if (act === 'add') return again(Math.min(max, count + 1), [])
  if (act === 'remove') return again(Math.max(1, count - 1), [])
  const labels = new Map(Array.from({ length: count }, (_, index) => definition.questions.map((question) => [fieldName(definition, question, index), view.text(question.label)] as const)).flat())
  const errors = mistakes.map((mistake) => ({ field: mistake.field, text: mistakeInWords(view, mistake), label: labels.get(mistake.field) ?? mistake.field }))
  if (errors.length > 0) return again(count, errors)
  if (!definition.repeat) {
    await save((draft) => ({ ...draft, answers: { ...draft.answers, ...answers[0] } }))
    return next
  }
  const newborns = answers.map((answer) => ({ name: answer['newborn.name'] ?? '', birthDate: answer['newborn.birth_date'] ?? '', sex: answer['newborn.sex'] ?? '' }))
  const known = application.draft.known ?? []
  const twice = newborns.flatMap((child, index) => {
    const register = registeredAlready(known, child)
    const first = definition.questions[0]
    return register && first ? [{ field: fieldName(definition, first, index), text: view.t('cases.child.already-registered', { name: child.name, date: view.date(child.birthDate), register: registerName(view, register.register) }) }] : []
  })
  if (twice.length > 0) return again(count, twice)
  await save((draft) => ({ ...draft, newborns }))
  return next
}

const mistakeInWords = (view: View, { mistake, values }: AnswerMistake) => view.t(`cases.answer.${mistake}`, values)
