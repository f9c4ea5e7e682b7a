/** What the pages of a form take, its schema takes, and what they refuse it refuses: every form of the packs, and conditions that no pack has yet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import type { LifeEvent, Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { askedSteps } from './asked-steps.ts'
import { fieldName, readAnswers } from './read-answers.ts'
import { formSchema } from './form-schema.ts'

const today = '2026-11-24'
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
addFormats.default(ajv)

type Values = Record<string, string | Record<string, string>[]>

/** As somebody fills in one page after the other. */
function pagesTake(pack: Pack, event: LifeEvent, values: Values): boolean {
  const answers = Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const steps = askedSteps(pack, event.id, { answers, known: registersSay(pack, event, answers) })
  const known = new Set<string>()
  for (const step of steps) {
    const list = step.repeat ? values[step.repeat.entity] : undefined
    if (step.repeat && (!Array.isArray(list) || list.length === 0 || list.length > step.repeat.max)) return false
    known.add(step.repeat?.entity ?? '')
    const body: Record<string, string> = {}
    if (step.repeat && Array.isArray(list)) list.forEach((one, index) => { for (const [name, value] of Object.entries(one)) body[`${step.repeat!.entity}.${index + 1}.${name}`] = value })
    else for (const question of step.questions) {
      known.add(question.fact)
      if (answers[question.fact] !== undefined) body[fieldName(step, question, 0)] = answers[question.fact]!
    }
    try {
      if (readAnswers(step, body, Array.isArray(list) ? list.length : 1, today).mistakes.length > 0) return false
    } catch (cause) {
      if (cause instanceof Fault) return false
      throw cause
    }
  }
  return Object.keys(values).every((name) => known.has(name))
}

/** What is left out a register has answered, or ruled out. */
function registersSay(pack: Pack, event: LifeEvent, answers: Record<string, string>) {
  const say = (name: string, value: boolean) => pack.facts.flatMap(({ fact, from }) => (from && fact === name ? [{ register: from.register, field: from.field, value, answeredAt: '2026-11-24T00:00:00Z' }] : []))
  return event.steps.flatMap(({ questions }) => questions).filter(({ fact }) => answers[fact] === undefined)
    .flatMap(({ fact, onlyIf }) => [...say(fact, false), ...(onlyIf ? say(onlyIf.fact, onlyIf.is !== 'yes') : [])])
}

const attempts: Record<Question['type'], string[]> = {
  'yes-no': ['yes', 'no', 'maybe', ''],
  'choice': ['X', ''],
  'date': [today, '2026-11-25', '2025-11-24', '2025-11-23', '2024-11-24', '2024-11-23', '2027-01-01', '2026-02-30', '0999-12-31', 'yesterday', ''],
  'text': ['하온새', 'Ondine', '서울특별시 종로구 세종대로 1', '마루은행 110-123-456789', 'Banque du Large 10-2030-40', '𠮷'.repeat(40), '가'.repeat(41), 'a'.repeat(61), 'a'.repeat(201), '12', ''],
}

const attemptsOf = ({ type, choices = [] }: Question) => [...choices.map(({ value }) => value), ...attempts[type]]

/** Whole forms: each question's attempts in turn beside an answer that fits, left out, and beside something that is not asked. */
function* variants(event: LifeEvent, fit: (question: Question) => string): Generator<Values> {
  const whole: Values = {}
  const put = (values: Values, question: Question, value: string | undefined): Values => {
    const { repeat } = event.steps.find(({ questions }) => questions.includes(question))!
    const name = repeat ? question.fact.slice(repeat.entity.length + 1) : question.fact
    const change = (record: Record<string, string>) => {
      const { [name]: _before, ...rest } = record
      return value === undefined ? rest : { ...rest, [name]: value }
    }
    if (!repeat) return { ...Object.fromEntries(Object.entries(values).filter(([key]) => key !== name)), ...(value === undefined ? {} : { [name]: value }) }
    const list = (values[repeat.entity] ?? [{}]) as Record<string, string>[]
    return { ...values, [repeat.entity]: list.map((one, at) => (at === list.length - 1 ? change(one) : one)) }
  }
  const questions = event.steps.flatMap((step) => step.questions)
  const filled = questions.reduce((values, question) => put(values, question, fit(question)), whole)
  yield filled
  yield { ...filled, 'not.asked': 'yes' }
  for (const { repeat } of event.steps) {
    if (!repeat) continue
    const [one] = filled[repeat.entity] as [Record<string, string>]
    for (const count of [0, 2, repeat.max, repeat.max + 1]) yield { ...filled, [repeat.entity]: Array.from({ length: count }, () => one) }
    yield { ...filled, [repeat.entity]: [{ ...one, other: 'yes' }] }
  }
  for (const question of questions) for (const value of [undefined, ...attemptsOf(question)]) {
    yield put(filled, question, value)
    for (const other of questions.filter(({ onlyIf }) => onlyIf?.fact === question.fact)) yield put(put(filled, question, value), other, undefined)
  }
}

const words = { text: (said: Record<string, string>) => said['en'] ?? Object.values(said)[0]!, yes: 'Yes', no: 'No' }

function compare(pack: Pack, event: LifeEvent): { taken: number; refused: number } {
  const schema = formSchema(event, pack.facts, words, today)
  assert.doesNotMatch(JSON.stringify(schema), /"x-/)
  const valid = ajv.compile(schema)
  const fit = (question: Question) => attemptsOf(question).find((value) => {
    const step = { ...event.steps.find(({ questions }) => questions.includes(question))!, questions: [question] }
    return readAnswers(step, { [fieldName(step, question, 0)]: value }, 1, today).mistakes.length === 0
  }) ?? assert.fail(`nothing fits ${question.fact}`)
  const count = { taken: 0, refused: 0 }
  for (const values of variants(event, fit)) {
    const taken = pagesTake(pack, event, values)
    assert.equal(valid(values), taken, `${event.id}: ${JSON.stringify(values)} ${JSON.stringify(valid.errors)}`)
    count[taken ? 'taken' : 'refused'] += 1
  }
  return count
}

for (const folder of ['kr', 'farland', 'template']) {
  const pack = loadPack(`packs/${folder}`)
  for (const event of pack.lifeEvents.filter(({ open, steps }) => open && steps.length > 0)) {
    test(`${folder}, ${event.id}: pages and schema agree`, () => {
      const { taken, refused } = compare(pack, event)
      assert.ok(taken > 2 && refused > 3, `${taken} taken, ${refused} refused`)
    })
  }
}

test('what is asked only after another answer is needed then, and cannot be said otherwise', () => {
  const pack = loadPack('packs/kr')
  const birth = pack.lifeEvents.find(({ id }) => id === 'birth')!
  const label = { en: 'More' }
  const more: Question[] = [
    { fact: 'household.meter', type: 'text', label, onlyIf: { fact: 'household.city_gas', is: 'yes' } },
    { fact: 'household.meter_kind', type: 'choice', label, choices: [{ value: 'F', label }, { value: 'M', label }], onlyIf: { fact: 'household.meter', is: '하온새' } },
  ]
  const steps = birth.steps.map((step) => (step.repeat ? { ...step, questions: [...step.questions, { fact: 'newborn.clinic', type: 'text' as const, label, onlyIf: { fact: 'household.district_heating', is: 'yes' } }] } : step))
  const event: LifeEvent = { ...birth, steps: [...steps, { id: 'more', title: label, questions: more }] }
  const { taken, refused } = compare({ ...pack, lifeEvents: [event] }, event)
  assert.ok(taken > 10 && refused > 10, `${taken} taken, ${refused} refused`)
})
