/**
 * The questions of a life event as JSON Schema 2020-12, in one language: what its pages take is valid, what they refuse is not. Standard
 * keywords only, so that any validator and any form library can read it.
 *
 * A value is the text that the form keeps, trimmed. An answer stands under the fact that it gives; a page that repeats is a list of
 * objects under what it repeats for. A day that may not lie in the future, or too far back, is a pattern that holds on the day of asking:
 * JSON Schema has no word that compares dates.
 * Source: JSON Schema Core and Validation 2020-12.
 */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { LifeEvent, Question, Step } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Text } from '../../../kernel/schema/schema.ts'

export interface FormWords {
  text(words: Text): string
  yes: string
  no: string
}

interface Schema { [keyword: string]: unknown }

/** @param today `YYYY-MM-DD`, from which ages of dates are counted */
export function formSchema(event: LifeEvent, facts: readonly Fact[], words: FormWords, today: string): Schema {
  const held = new Set(facts.flatMap(({ fact, from }) => (from ? [fact] : [])))
  const properties: Record<string, Schema> = {}
  const required: string[] = []
  const conditions: Schema[] = []
  for (const step of event.steps) {
    const own = objectOf(step, held, words, today)
    if (!step.repeat) {
      Object.assign(properties, own.properties)
      required.push(...own.required)
    } else {
      const { entity, max } = step.repeat
      properties[entity] = { title: words.text(step.title), ...(step.lead ? { description: words.text(step.lead) } : {}), type: 'array', minItems: 1, maxItems: max, items: { type: 'object', ...own, additionalProperties: false } }
      if (own.required.length > 0) required.push(entity)
    }
    conditions.push(...step.questions.flatMap((question) => conditionOf(step, question, held)))
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema', title: words.text(event.name), description: words.text(event.summary),
    type: 'object', properties, required, additionalProperties: false, ...(conditions.length === 0 ? {} : { allOf: conditions }),
  }
}

/** `birth_date` of a child, `household.account` of the application. */
const nameIn = ({ repeat }: Step, { fact }: Question) => (repeat ? fact.slice(repeat.entity.length + 1) : fact)

/** What a register may answer, or rule out, is asked of some: it can be left out. */
function objectOf(step: Step, held: ReadonlySet<string>, words: FormWords, today: string) {
  const properties = Object.fromEntries(step.questions.map((question) => [nameIn(step, question), valueOf(question, words, today)]))
  return { properties, required: step.questions.filter(({ fact, onlyIf, unless }) => onlyIf === undefined && unless === undefined && !held.has(fact)).map((question) => nameIn(step, question)) }
}

/** Asked only where another answer was given: then it is needed, otherwise there is nothing to say. */
function conditionOf(step: Step, question: Question, held: ReadonlySet<string>): Schema[] {
  if (question.onlyIf === undefined || question.unless !== undefined || held.has(question.fact) || held.has(question.onlyIf.fact)) return []
  const name = nameIn(step, question)
  const { fact, is } = question.onlyIf
  const at = (schema: Schema): Schema => (step.repeat ? { properties: { [step.repeat.entity]: { items: schema } } } : schema)
  return [{
    if: { properties: { [fact]: { const: is } }, required: [fact] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema, in data that nobody awaits
    then: { ...at({ required: [name] }), ...(step.repeat ? { required: [step.repeat.entity] } : {}) },
    else: at({ properties: { [name]: false } }),
  }]
}

function valueOf(question: Question, { text, yes, no }: FormWords, today: string): Schema {
  const said: Schema = { title: text(question.label), ...(question.hint ? { description: text(question.hint) } : {}), type: 'string' }
  switch (question.type) {
    case 'yes-no': return { ...said, oneOf: [{ const: 'yes', title: yes }, { const: 'no', title: no }] }
    case 'choice': return { ...said, oneOf: (question.choices ?? []).map(({ value, label }) => ({ const: value, title: text(label) })) }
    case 'date': return { ...said, format: 'date', allOf: daysOf(question, today).map((pattern) => ({ pattern })) }
    case 'text': return { ...said, minLength: 1, maxLength: question.maxLength ?? longestText, ...(question.pattern === undefined ? {} : { pattern: question.pattern }) }
    default: return question.type satisfies never
  }
}

/** Characters of an answer whose question names no limit. */
export const longestText = 200

function daysOf({ notFuture, maxAgeDays, notPast, maxAheadDays }: Question, today: string): string[] {
  const earlier = (digit: number): [number, number] => [0, digit - 1]
  const later = (digit: number): [number, number] => [digit + 1, 9]
  return [
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
    ...(notFuture ? [upTo(today, earlier)] : []),
    ...(notPast ? [upTo(today, later)] : []),
    ...(maxAheadDays === undefined ? [] : [upTo(Temporal.PlainDate.from(today).add({ days: maxAheadDays }).toString(), earlier)]),
    ...(maxAgeDays === undefined ? [] : [upTo(Temporal.PlainDate.from(today).subtract({ days: maxAgeDays }).toString(), later)]),
  ]
}

/** Days of which the first digit that differs from this day's lies in a range: that is what earlier, or later, means of two ISO dates. */
function upTo(day: string, range: (digit: number) => [number, number]): string {
  const others = Array.from(day).flatMap((sign, at) => {
    const [least, most] = range(Number(sign))
    return sign === '-' || least > most ? [] : [`${day.slice(0, at)}[${least}-${most}]${day.slice(at + 1).replaceAll(/[0-9]/g, '[0-9]')}`]
  })
  return `^(${[day, ...others].join('|')})$`
}
