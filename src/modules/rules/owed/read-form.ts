/**
 * The page of what one is owed carries every answer in its form and keeps none: `f.household.size`, `f.child.0.birth_date`, how many there
 * are of a list in `n.child`. An empty answer is one too: it is not known, and not asked again. What registers answered has `r.` before it.
 */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { FactSet, FactValue } from '../contract.ts'
import { dayOf } from '../language/day-of.ts'
import { listsOf } from '../evaluate/lists-of.ts'
import type { Spot } from '../explore/trial.ts'
import { countedFacts } from '../facts/fill-counted.ts'

export const mostEntries = 12

/** Field name → text, as it stands in the form. */
export type Answers = Record<string, string>
export interface AnswerMistake { field: string; mistake: 'number' | 'amount' | 'date' | 'choice' | 'count' }
export interface ReadForm { facts: FactSet; answers: Answers; mistakes: AnswerMistake[]; /** Fields that registers answered. */ registers: ReadonlySet<string> }

export const fieldOf = ({ fact, at }: Spot) => `f.${at === null ? fact : fact.replace('.', `.${at}.`)}`
export const countField = (list: string) => `n.${list}`
export const fromRegisters = (field: string) => `r.${field}`
export const hiddenField = (field: string, registers: ReadonlySet<string>) => (registers.has(field) ? fromRegisters(field) : field)
const isFromRegisters = (field: string) => field.startsWith('r.')

/** Registers name everybody on a list; where no fact of the pack is a name, it is told of whom one is asked, and no more. */
const nameOfEntry: Fact = { fact: 'entry.name', label: {}, type: 'text', list: true }

/** @throws Fault where a field was sent that no fact of the pack has */
export function readForm(sentBody: Record<string, string>, facts: readonly Fact[], minorUnit: number): ReadForm {
  const said = Object.fromEntries(Object.entries(sentBody).map(([field, text]) => [isFromRegisters(field) ? field.slice(2) : field, text]))
  const registers = new Set(Object.keys(sentBody).flatMap((field) => (isFromRegisters(field) ? [field.slice(2)] : [])))
  const body = withCountedLists(said, facts)
  const byName = new Map(facts.map((fact) => [fact.fact, fact]))
  const lists = listsOf(facts)
  const [answers, mistakes, result]: [Answers, AnswerMistake[], FactSet] = [{}, [], {}]
  for (const list of lists) {
    const sent = body[countField(list)]
    if (sent === undefined) continue
    answers[countField(list)] = sent.trim()
    const count = /^\d{1,2}$/.test(sent.trim()) ? Number(sent) : Number.NaN
    if (count >= 0 && count <= mostEntries) result[list] = Array.from({ length: count }, () => ({}))
    else mistakes.push({ field: countField(list), mistake: 'count' })
  }
  for (const [field, sent] of Object.entries(body)) {
    if (lists.some((list) => field === countField(list))) continue
    const place = placeOf(field)
    const fact = place && (byName.get(`${place.entity}.${place.name}`) ?? (place.at !== null && place.name === 'name' ? nameOfEntry : undefined))
    if (!place || !fact || (place.at !== null) !== lists.includes(place.entity)) throw new Fault(kernelFaults.invalidInput, { pointer: `/${field}`, values: { reason: 'unknown', part: 'body', field } })
    const text = sent.trim()
    const { value, mistake } = readValue(text, fact, minorUnit)
    if (mistake) mistakes.push({ field, mistake })
    if (put(result, place, value)) answers[field] = text
  }
  return { facts: result, answers, mistakes, registers }
}

/** How many are on a list where their number was said otherwise: nobody is asked for it again. */
function withCountedLists(said: Answers, facts: readonly Fact[]): Answers {
  return countedFacts(facts).reduce<Answers>((body, { fact, counts: { list, without } }) => {
    const number = [fieldOf({ fact, at: null }), ...without.map(countField)].reduce((sum, field) => sum + (/^\d{1,2}$/.test(body[field]?.trim() ?? '') ? Number(body[field]) : Number.NaN), 0)
    return body[countField(list)] === undefined && number <= mostEntries ? { ...body, [countField(list)]: String(number) } : body
  }, said)
}

/** What a field is about; undefined for a number of entries. */
export function spotOfField(field: string): Spot | undefined {
  const place = placeOf(field)
  return place && { fact: `${place.entity}.${place.name}`, at: place.at }
}

function placeOf(field: string): { entity: string; at: number | null; name: string } | undefined {
  const match = /^f\.([a-z_]+)(?:\.(\d{1,2}))?\.([a-z_]+)$/.exec(field)
  return match ? { entity: match[1]!, at: match[2] === undefined ? null : Number(match[2]), name: match[3]! } : undefined
}

/** @returns false for an entry that is not there any more: somebody said a smaller number */
function put(facts: FactSet, { entity, at, name }: { entity: string; at: number | null; name: string }, value: FactValue): boolean {
  const held = facts[entity]
  if (at === null) {
    facts[entity] = { ...(Array.isArray(held) ? {} : held), [name]: value }
    return true
  }
  const entry = Array.isArray(held) ? held[at] : undefined
  if (!entry) return false
  entry[name] = value
  return true
}

export interface ReadValue { value: FactValue; mistake?: AnswerMistake['mistake'] }

export function readValue(text: string, { type, values }: Fact, minorUnit: number): ReadValue {
  if (text === '') return { value: null }
  switch (type) {
    case 'bool': return text === 'yes' || text === 'no' ? { value: text === 'yes' } : { value: null, mistake: 'choice' }
    case 'enum': return values && Object.hasOwn(values, text) ? { value: text } : { value: null, mistake: 'choice' }
    case 'text': return { value: text.slice(0, 200) }
    case 'int': return /^\d{1,9}$/.test(text) ? { value: Number(text) } : { value: null, mistake: 'number' }
    case 'money': return readMoney(text, minorUnit)
    case 'date': return dayOf(text) === null ? { value: null, mistake: 'date' } : { value: text }
    default: return type satisfies never
  }
}

/** Thousands may be told apart as one likes; what follows the last point or comma is cents only where the currency has some. */
function readMoney(text: string, minorUnit: number): ReadValue {
  const match = /^(\d[\d\s.,]*?)(?:[.,](\d{1,3}))?$/.exec(text.replaceAll(/[\s₩원]/g, ''))
  if (!match) return { value: null, mistake: 'amount' }
  const [, whole = '', tail] = match
  const isCents = tail !== undefined && minorUnit > 0 && tail.length <= minorUnit
  const digits = (isCents ? whole : `${whole}${tail ?? ''}`).replaceAll(/[.,]/g, '')
  const value = Number(digits) * 10 ** minorUnit + (isCents ? Number(tail.padEnd(minorUnit, '0')) : 0)
  return digits.length <= 15 && Number.isSafeInteger(value) ? { value } : { value: null, mistake: 'amount' }
}
