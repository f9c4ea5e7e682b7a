/** The page of one question, as it was typed. Whoever fills it in needs no word of the pack's own: what the answer is called is the last part of its fact. */
import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { Asked } from './change-form.ts'
import { ownSteps, questionsOf } from './change-form.ts'
import { type Mistake, readText, textMistakes, type Typed } from './read-details.ts'
import type { ServiceFiles } from './service-files.ts'

export const questionTypes = ['yes-no', 'choice', 'text', 'date'] as const
export const newPage = 'new-page'

/** Facts of a form are named after its life event. */
export const factOf = (event: string, name: string) => `${event.replaceAll('-', '_').replaceAll(/[^a-z_]/g, '').replace(/_+$/, '')}.${name}`

/** @param before the question that is changed; undefined: it is a new one */
export function readQuestion(typed: Typed, pack: Pack, files: ServiceFiles, before?: Question): { asked: Asked; mistakes: Mistake[] } {
  const at = (name: string) => (typed[name] ?? '').trim()
  const mistakes: Mistake[] = []
  const type = before?.type ?? questionTypes.find((one) => one === at('type')) ?? 'yes-no'
  const fact = before?.fact ?? factOf(files.event.id, at('name'))
  if (!before && !/^[a-z_]{1,40}$/.test(at('name'))) mistakes.push({ field: 'name', mistake: 'name' })
  else if (!before && files.facts.some((one) => one.fact === fact)) mistakes.push({ field: 'name', mistake: 'name-taken' })
  const hint = readText(typed, 'hint', pack)
  const { hint: _hint, choices: choicesBefore, onlyIf: _onlyIf, notFuture: _notFuture, ...kept } = before ?? ({} as Partial<Question>)
  const [condition, is] = at('onlyIf').split('=')
  const choices = type === 'choice' ? readChoices(typed, pack, choicesBefore, mistakes) : undefined
  const question: Question = {
    ...kept, fact, type, label: readText(typed, 'label', pack),
    ...(Object.values(hint).some((words) => words !== '') ? { hint } : {}), ...(choices ? { choices } : {}), ...(condition && is ? { onlyIf: { fact: condition, is } } : {}), ...(type === 'date' && at('notFuture') === 'yes' ? { notFuture: true } : {}),
  }
  const title = readText(typed, 'title', pack)
  const place = at('place') === newPage ? { title } : { step: at('place') }
  if ('step' in place && !ownSteps(files.event).some(({ id }) => id === place.step)) mistakes.push({ field: 'place', mistake: 'page' })
  const steps = ownSteps(files.event).map(({ id }) => id)
  const stepOf = (name: string) => files.event.steps.find(({ questions }) => questions.some((one) => one.fact === name))?.id
  if (question.onlyIf && 'step' in place && steps.indexOf(stepOf(question.onlyIf.fact) ?? '') >= steps.indexOf(place.step)) mistakes.push({ field: 'onlyIf', mistake: 'condition' })
  const texts = { label: question.label, ...(question.hint ? { hint: question.hint } : {}), ...('title' in place ? { title } : {}) }
  return { asked: { question, place }, mistakes: [...mistakes, ...textMistakes(texts, pack)] }
}

/** A line each: the values once, and what people read of them in every language, in the same order. */
function readChoices(typed: Typed, pack: Pack, before: Question['choices'], mistakes: Mistake[]): NonNullable<Question['choices']> {
  const lines = (name: string) => (typed[name] ?? '').split('\n').map((line) => line.trim().normalize('NFC')).filter((line) => line !== '')
  const values = lines('choices')
  if (values.length < 2 || new Set(values).size < values.length || values.some((value) => !/^[A-Za-z0-9_-]{1,40}$/.test(value))) mistakes.push({ field: 'choices', mistake: 'choices' })
  const labels = new Map(pack.languages.map(({ tag }) => [tag, lines(`choices.${tag}`)]))
  for (const [tag, own] of labels) if (own.length !== values.length) mistakes.push({ field: `choices.${tag}`, mistake: 'labels', values: { count: values.length } })
  return values.map((value, index) => {
    const words = before?.find((choice) => choice.value === value)?.words
    return { value, label: Object.fromEntries([...labels].map(([tag, own]) => [tag, own[index] ?? ''])) as Text, ...(words ? { words } : {}) }
  })
}

/** What the page shows of a question before anything is typed. */
export function typedQuestion({ type, label, hint, choices, onlyIf, notFuture }: Question, step: string, pack: Pack): Typed {
  return Object.fromEntries([
    ...pack.languages.flatMap(({ tag }): [string, string][] => [[`label.${tag}`, label[tag] ?? ''], [`hint.${tag}`, hint?.[tag] ?? ''], [`choices.${tag}`, (choices ?? []).map((choice) => choice.label[tag] ?? '').join('\n')]]),
    ['type', type], ['place', step], ['choices', (choices ?? []).map(({ value }) => value).join('\n')], ['onlyIf', onlyIf ? `${onlyIf.fact}=${onlyIf.is}` : ''], ['notFuture', notFuture ? 'yes' : 'no'],
  ])
}

/** Answers on which a question may depend, but for its own. */
export const conditionsOf = (files: ServiceFiles, but: string | undefined) => questionsOf(files.event).filter(({ question: { fact, type } }) => fact !== but && (type === 'yes-no' || type === 'choice')).map(({ question }) => question)
