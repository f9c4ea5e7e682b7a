/** Dated figures in SQL: the rows and steps of one legal day, chosen by keys that differ from row to row. */
import type { Figures } from '../evaluate/figures.ts'
import { valueOfConstant } from '../evaluate/value.ts'
import type { Parameter, Scale } from '../ir/ir.ts'
import type { Steps, Table, Version } from '../language/syntax.ts'
import { compare, extreme, plus, product } from './arithmetic.ts'
import type { Scope } from './scope.ts'
import { constantTerm, selectTerm, unknownTerm } from './select-term.ts'
import { quoted, unknownNumber, whole, type NumberTerm, type SqlTerm } from './terms.ts'

/** @param index its place in `Ir.parameters` */
export function rowTerm(scope: Scope, { type }: Parameter, index: number, version: Version | undefined, keys: readonly SqlTerm[], figures: Figures): SqlTerm {
  if (version === undefined) return unknownTerm(type)
  const { rows } = version.value as Table
  const none = unknownTerm(type)
  const row = (path: readonly string[]) => constantTerm(figures.figure(index, path), type)
  const byKey = (depth: number, path: readonly string[], group: Table['rows']): SqlTerm => {
    const key = keys[depth]!
    const at = (name: string) => (depth === keys.length - 1 ? row([...path, name]) : byKey(depth + 1, [...path, name], group.filter((one) => one.keys[depth] === name)))
    const names = [...new Set(group.filter(({ more }) => more === null || depth < keys.length - 1).map((one) => one.keys[depth]!))]
    const exact = names.filter((name) => name !== 'others')
    const more = depth === keys.length - 1 ? group.find((one) => one.more !== null) : undefined
    let below = names.includes('others') ? at('others') : none
    if (more && key.type === 'number') {
      const from = Number(more.keys[depth])
      const start = row([...path, String(from)])
      const beyond = more.more === 'each' ? onwards(scope, key, from, start as NumberTerm, row([...path, String(from + 1)]) as NumberTerm) : start
      below = selectTerm(scope, compare(scope, '>=', key, whole(from)).code, beyond, below)
    }
    const chosen = exact.reduceRight<SqlTerm>((rest, name) => selectTerm(scope, isKey(key, name), at(name), rest), below)
    // A row is not known of somebody whose key is not.
    return selectTerm(scope, `${codeOf(key)} IS NOT NULL`, chosen, none)
  }
  return byKey(0, [], rows)
}

const codeOf = (key: SqlTerm) => (key.type === 'number' ? key.n : key.type === 'duration' ? key.count.n : key.code)
const isKey = (key: SqlTerm, name: string) => (key.type === 'number' ? `${key.n} = ${/^\d+$/.test(name) ? name : 'NULL'}` : `${codeOf(key)} = ${quoted(name)}`)

/** `start + (key − from) × (next − start)`: a row of a table and what each further one adds. */
const onwards = (scope: Scope, key: NumberTerm, from: number, start: NumberTerm, next: NumberTerm) =>
  plus(scope, start, product(scope, plus(scope, key, whole(from), -1), plus(scope, next, start, -1)))

export function scaleTerm(scope: Scope, { how, type }: Scale, version: Steps | undefined, argument: NumberTerm): SqlTerm {
  if (version === undefined) return unknownTerm(type)
  const each = how === 'marginal' ? 'rate' : type
  const steps = version.steps.map(({ from, value }) => ({ from, value: constantTerm(valueOfConstant(value, each), each) }))
  if (how === 'step') {
    const ladder = steps.reduce<SqlTerm>((below, { from, value }) => selectTerm(scope, compare(scope, '>=', argument, whole(from)).code, value, below), unknownTerm(type))
    return selectTerm(scope, `${argument.n} IS NOT NULL`, ladder, unknownTerm(type))
  }
  const sum = steps.reduce<NumberTerm>((total, { from, value }, index) => {
    const end = steps[index + 1]?.from
    const upper = end === undefined ? argument : extreme(scope, 'smaller', argument, whole(end))
    const part = extreme(scope, 'larger', plus(scope, upper, whole(from), -1), whole(0))
    return plus(scope, total, product(scope, value as NumberTerm, part))
  }, whole(0))
  return selectTerm(scope, `${argument.n} IS NOT NULL`, sum, unknownNumber)
}
