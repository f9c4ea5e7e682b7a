/** A model of Z3 as facts of a household, and as a sentence. */
import type { Arith, IntNum, Model } from 'z3-solver'
import type { FactSet, FactValue } from '../contract.ts'
import type { Ir, ValueType } from '../ir/ir.ts'
import { dayNumber } from '../kernels/day-number.ts'
import { textOfDay } from '../evaluate/value.ts'
import type { Encoded } from './encode.ts'
import { isDay, isSpan, type Symbol } from './symbols.ts'

export function readHousehold(model: Model<'law'>, { symbols, codeOf }: Encoded, ir: Ir, members: number): FactSet {
  const facts: FactSet = {}
  const types = new Map<string, ValueType>(ir.inputs.map(({ fact, type }) => [fact, type]))
  for (const { fact, entity } of ir.inputs) if (entity === 'person' || entity.startsWith('list:')) facts[fact.split('.')[0]!] ??= Array.from({ length: members }, () => ({}))
  for (const { fact, row, symbol } of symbols.values()) {
    const [entity, name] = fact.split('.') as [string, string]
    const value = valueOf(model, symbol, types.get(fact)!, codeOf)
    if (row === null) ((facts[entity] ??= {}) as Record<string, FactValue>)[name] = value
    else (facts[entity] as Record<string, FactValue>[])[row]![name] = value
  }
  return facts
}

function valueOf(model: Model<'law'>, symbol: Symbol, type: ValueType, codeOf: (number: number) => string): FactValue {
  const whole = (term: Arith<'law'>) => globalThis.Number((model.eval(term, true) as IntNum<'law'>).value())
  if (isDay(symbol)) {
    const month = whole(symbol.month)
    return textOfDay(dayNumber(1600 + Math.floor(month / 12), month % 12, whole(symbol.day)))
  }
  if (isSpan(symbol) || type === 'text') return null
  if (type === 'bool') return model.eval(symbol, true).sexpr() === 'true'
  const number = whole(symbol as Arith<'law'>)
  return typeof type === 'object' ? codeOf(number) : number
}

/** In words that a lawyer can type as an example. */
export function sayHousehold(facts: FactSet, on: string): string {
  const told = Object.entries(facts).flatMap(([entity, records]) => (Array.isArray(records)
    ? records.filter((record) => Object.keys(record).length > 0).map((record) => `a ${entity} ${Object.entries(record).map(([name, value]) => `${name} = ${said(value)}`).join(', ')}`)
    : Object.entries(records).map(([name, value]) => `${entity}.${name} = ${said(value)}`)))
  return `For example on ${on}: ${told.length === 0 ? 'whatever is given' : told.join('; ')}.`
}

const said = (value: FactValue) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'number' ? value.toLocaleString('en') : String(value))
