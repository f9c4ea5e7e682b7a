/** The figures of a legal day, as far as they were known by another: each is picked when somebody first reads it. */
import type { Ir, Parameter, Scale, ValueType } from '../ir/ir.ts'
import { isTable, pickVersion } from '../language/pick-version.ts'
import type { Table } from '../language/syntax.ts'
import { add, type Amount, compare, marginal, mul } from './exact.ts'
import { type Value, valueOfConstant } from './value.ts'

type Step = { from: number; value: Exclude<Value, null> }
export interface Figures {
  /** @param keys none for a single figure; null when it is not known on this day, or has no such row */
  figure(index: number, keys: readonly string[]): Value
  /** Null before the first version, and below the first step of a step scale. */
  scale(index: number, argument: Amount): Value
  /** Whether any version counts on this day. */
  isKnown(index: number): boolean
}

interface Rows {
  exact: Map<string, Value | Rows>
  /** `8 and each more`: the row before, and what each further one adds. */
  more: { from: number; each: boolean; value: Exclude<Value, null>; before: Value } | null
  others: Value | Rows | undefined
}
type Picked = { value: Value | Rows } | null

const kept = 64

/** All days between two on which a figure begins, or was published, have the same figures. Those that were asked for lately stay. */
export function createFigures({ parameters, scales }: Pick<Ir, 'parameters' | 'scales'>) {
  const versions = [...parameters, ...scales].flatMap((figure): readonly { from: string; known: string }[] => figure.versions)
  const [beginning, published] = [inOrder(versions.map(({ from }) => from)), inOrder(versions.map(({ known }) => known))]
  const spans = new Map<number, Figures>()
  const tables = new Map<Table, Rows>()
  return (on: string, knownAt: string): Figures => {
    const key = until(beginning, on) * (published.length + 1) + until(published, knownAt)
    const known = spans.get(key)
    if (known) return known
    const figures = figuresOf(parameters, scales, tables, on, knownAt)
    if (spans.size >= kept) spans.delete(spans.keys().next().value!)
    spans.set(key, figures)
    return figures
  }
}

const inOrder = (days: readonly string[]) => [...new Set(days)].sort()

/** How many of the days in their order have come. */
function until(days: readonly string[], on: string): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! <= on) low = middle + 1
    else high = middle
  }
  return low
}

function figuresOf(parameters: readonly Parameter[], scales: readonly Scale[], tables: Map<Table, Rows>, on: string, knownAt: string): Figures {
  const picked = Array.from<Picked | undefined>({ length: parameters.length })
  const ladders = Array.from<readonly Step[] | null | undefined>({ length: scales.length })
  const pick = (index: number): Picked => {
    const { type, ...parameter } = parameters[index]!
    const version = pickVersion(parameter.versions, on, knownAt)
    if (!version) return null
    if (!isTable(version.value)) return { value: valueOfConstant(version.value, type) }
    return { value: tables.get(version.value) ?? keep(tables, version.value, rowsOf(version.value.rows, 0, type)) }
  }
  /** A marginal scale's steps are rates or prices, whatever type their sum has. */
  const climb = (index: number): readonly Step[] | null => {
    const { how, type, versions } = scales[index]!
    const version = pickVersion(versions, on, knownAt)
    return version ? version.steps.map(({ from, value }) => ({ from, value: valueOfConstant(value, how === 'marginal' ? 'rate' : type) })) : null
  }
  const read = (index: number) => (picked[index] === undefined ? (picked[index] = pick(index)) : picked[index])
  return {
    figure(index, keys) {
      const found = read(index)
      return found === null ? null : keys.reduce<Value | Rows>((at, key) => (isRows(at) ? rowAt(at, key) : at), found.value) as Value
    },
    scale(index, argument) {
      const steps = ladders[index] === undefined ? (ladders[index] = climb(index)) : ladders[index]
      if (steps === null) return null
      if (scales[index]!.how === 'marginal') return marginal(argument, steps as { from: number; value: Amount }[])
      return steps.findLast(({ from }) => compare(argument, from) >= 0)?.value ?? null
    },
    isKnown: (index) => read(index) !== null,
  }
}

function keep(tables: Map<Table, Rows>, table: Table, rows: Rows): Rows {
  tables.set(table, rows)
  return rows
}

const isRows = (value: Value | Rows): value is Rows => typeof value === 'object' && value !== null && 'exact' in value

function rowsOf(rows: Table['rows'], depth: number, type: ValueType): Rows {
  const result: Rows = { exact: new Map(), more: null, others: undefined }
  const isLast = rows.every(({ keys }) => keys.length === depth + 1)
  for (const [key, group] of Map.groupBy(rows, ({ keys }) => keys[depth]!)) {
    const value = isLast ? valueOfConstant(group[0]!.value, type) : rowsOf(group, depth + 1, type)
    const { more } = group[0]!
    if (isLast && more) result.more = { from: Number(key), each: more === 'each', value: value as Exclude<Value, null>, before: before(rows, group[0]!, type) }
    else if (key === 'others') result.others = value
    else result.exact.set(key, value)
  }
  return result
}

function before(rows: Table['rows'], row: Table['rows'][number], type: ValueType): Value {
  const previous = rows[rows.indexOf(row) - 1]
  return previous ? valueOfConstant(previous.value, type) : null
}

function rowAt({ exact, more, others }: Rows, key: string): Value | Rows {
  const found = exact.get(key)
  if (found !== undefined) return found
  const number = /^\d+$/.test(key) ? Number(key) : Number.NaN
  if (!more || !(number >= more.from)) return others ?? null
  return more.each ? add(more.before as Amount, mul(number - more.from + 1, more.value as Amount)) : more.value
}
