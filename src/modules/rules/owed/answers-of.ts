/** What registers know as the answers of the form: each as somebody would have typed it, so that it is read like any other. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { FactSet, FactValue } from '../contract.ts'
import { type Answers, countField, fieldOf, mostEntries, readValue } from './read-form.ts'

/** A list of more entries than the page holds is left for the person to say, and so is what no field of the form can say. */
export function answersOf(known: FactSet, facts: readonly Fact[], minorUnit: number): Answers {
  const byName = new Map(facts.map((fact) => [fact.fact, fact]))
  const answers: Answers = {}
  const say = (entity: string, at: number | null, values: Record<string, FactValue>) => {
    for (const [name, value] of Object.entries(values)) {
      const fact = byName.get(`${entity}.${name}`)
      const text = fact ? textOf(value, fact, minorUnit) : at !== null && name === 'name' && typeof value === 'string' ? value : null
      if (text !== null) answers[fieldOf({ fact: `${entity}.${name}`, at })] = text
    }
  }
  for (const [entity, held] of Object.entries(known)) {
    if (!Array.isArray(held)) say(entity, null, held)
    else if (held.length <= mostEntries) {
      answers[countField(entity)] = String(held.length)
      for (const [at, entry] of held.entries()) say(entity, at, entry)
    }
  }
  return answers
}

function textOf(value: FactValue, fact: Fact, minorUnit: number): string | null {
  if (value === null) return null
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : fact.type === 'money' ? inUnits(Number(value), minorUnit) : String(value)
  return readValue(text, fact, minorUnit).value === value ? text : null
}

/** 1,234 cents are 12.34. */
function inUnits(value: number, minorUnit: number): string {
  if (minorUnit === 0) return String(value)
  const digits = String(value).padStart(minorUnit + 1, '0')
  return `${digits.slice(0, -minorUnit)}.${digits.slice(-minorUnit)}`
}
