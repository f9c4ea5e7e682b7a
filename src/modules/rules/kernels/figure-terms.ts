/** Dated figures as code: the rows and steps of one legal day, chosen by keys that differ from row to row. */
import type { Figures } from '../evaluate/figures.ts'
import { valueOfConstant } from '../evaluate/value.ts'
import type { Parameter, Scale } from '../ir/ir.ts'
import type { Table, Version, Steps } from '../language/syntax.ts'
import { compare, extreme, plus, product } from './arithmetic.ts'
import { isOneOf } from './code-terms.ts'
import { constantTerm, unknownTerm } from './constant-term.ts'
import type { Emitter } from './emitter.ts'
import { KernelFault } from './kernel-fault.ts'
import { onwards, selectTerm } from './kinds.ts'
import { both, isWhole, whole, type Numeric, type Term } from './terms.ts'

type Known = (keys: string[]) => Term

/** @param index its place in `Ir.parameters` */
export function rowTerm(emitter: Emitter, { type }: Parameter, index: number, version: Version | undefined, keys: readonly Term[], figures: Figures): Term {
  if (version === undefined) return unknownTerm(type)
  const { rows } = version.value as Table
  const known: Known = (row) => constantTerm(figures.figure(index, row), type)
  const [first, second] = keys as [Term, Term | undefined]
  if (second === undefined) return byKey(emitter, first, rows, 0, known, unknownTerm(type))
  const groups = [...Map.groupBy(rows, (row) => row.keys[0]!)].map(([key, group]) => ({ key, group }))
  const row = (key: string, group: Table['rows']) => withKey(first, byKey(emitter, second, group, 1, (rest) => known([key, ...rest]), unknownTerm(type)))
  const others = groups.find(({ key }) => key === 'others')
  return groups.filter(({ key }) => key !== 'others').reduceRight<Term>((below, { key, group }) => selectTerm(emitter, isKey(emitter, first, key), row(key, group), below),
    others ? row('others', others.group) : unknownTerm(type))
}

function byKey(emitter: Emitter, key: Term, rows: Table['rows'], depth: number, known: Known, none: Term): Term {
  const at = (row: string) => known([row])
  const more = rows.find((row) => row.more !== null)
  let below = rows.some((row) => row.keys[depth] === 'others') ? withKey(key, at('others')) : none
  if (more && key.type === 'number') {
    const from = Number(more.keys[depth])
    const start = known([String(from)])
    const step = () => plus(emitter, known([String(from + 1)]) as Numeric, start as Numeric, -1)
    const beyond = more.more === 'each' ? onwards(emitter, key, from, start as Numeric, step()) : withKey(key, start)
    below = selectTerm(emitter, compare(emitter, '>=', key, whole(from)), beyond, below)
  }
  const exact = rows.filter((row) => row.more === null && row.keys[depth] !== 'others').map((row) => row.keys[depth]!)
  return exact.reduceRight<Term>((rest, row) => selectTerm(emitter, isKey(emitter, key, row), withKey(key, at(row)), rest), below)
}

function isKey(emitter: Emitter, key: Term, row: string) {
  if (key.type === 'code') return isOneOf(emitter, key, [row])
  if (key.type === 'number' && isWhole(key)) return compare(emitter, '=', key, whole(/^\d+$/.test(row) ? Number(row) : Number.NaN))
  throw new KernelFault('Tables are read by a whole number or a code.')
}

/** A row is not known of somebody whose key is not. */
function withKey(key: Term, value: Term): Term {
  if (key.type === 'bool' || value.type === 'duration') return value
  if (value.type !== 'bool') return { ...value, known: both(key.known, value.known) }
  return { type: 'bool', yes: both(key.known, value.yes), no: both(key.known, value.no) }
}

export function scaleTerm(emitter: Emitter, { how, type }: Scale, version: Steps | undefined, argument: Numeric): Term {
  if (version === undefined) return unknownTerm(type)
  const each = how === 'marginal' ? 'rate' : type
  const steps = version.steps.map(({ from, value }) => ({ from, value: constantTerm(valueOfConstant(value, each), each) }))
  if (how === 'step') {
    return steps.reduce<Term>((below, { from, value }) =>
      selectTerm(emitter, compare(emitter, '>=', argument, whole(from)), withKey(argument, value), below), unknownTerm(type))
  }
  return steps.reduce<Numeric>((sum, { from, value }, index) => {
    const end = steps[index + 1]?.from
    const upper = end === undefined ? argument : extreme(emitter, 'smaller', argument, whole(end))
    const part = extreme(emitter, 'larger', plus(emitter, upper, whole(from), -1), whole(0))
    return plus(emitter, sum, product(emitter, value as Numeric, part))
  }, { ...whole(0), known: argument.known })
}
