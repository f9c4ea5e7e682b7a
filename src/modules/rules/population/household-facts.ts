/** The facts of one household, from columns back into records: what the scalar evaluation reads. */
import type { FactSet, FactValue } from '../contract.ts'
import { unknownOf } from '../columns/column-header.ts'
import type { Column, ColumnStore } from '../columns/store.ts'
import { textOfDay } from '../evaluate/value.ts'
import type { ValueType } from '../ir/ir.ts'
import { firstDay, lastDay } from '../kernels/day-number.ts'

export interface BrokenCell { entity: string; column: string; row: number; value: number | string; problem: string }

/** @param given facts that are the same for everybody; @param types of the facts that the law reads */
export function householdFacts(
  { columns }: ColumnStore, household: number, given: ReadonlyMap<string, FactValue>, types: ReadonlyMap<string, ValueType>,
): { facts: FactSet; broken: BrokenCell[] } {
  const facts: FactSet = {}
  const broken: BrokenCell[] = []
  for (const [fact, value] of given) recordOf(facts, fact.slice(0, fact.indexOf('.')))[fact.slice(fact.indexOf('.') + 1)] = value
  for (const { header: { name, type }, values } of columns.values()) {
    if (type === 'members') facts[name] = Array.from({ length: values[household + 1]! - values[household]! }, () => ({}))
  }
  for (const column of columns.values()) {
    const { entity, name, type } = column.header
    if (type === 'members') continue
    const first = columns.get(`household.${entity}`)
    const from = first ? first.values[household]! : household
    const records = first ? facts[entity] as Record<string, FactValue>[] : [recordOf(facts, entity)]
    for (const [index, record] of records.entries()) record[name] = cellOf(column, from + index, types.get(`${entity}.${name}`), broken)
  }
  return { facts, broken }
}

const recordOf = (facts: FactSet, entity: string) => (facts[entity] ??= {}) as Record<string, FactValue>

function cellOf({ header, values }: Column, row: number, wanted: ValueType | undefined, broken: BrokenCell[]): FactValue {
  const value = values[row]!
  const { entity, name, type, codes = [], storage, holes } = header
  const wrong = (problem: string) => {
    broken.push({ entity, column: name, row, value, problem })
    return null
  }
  if (value === unknownOf[storage] || Number.isNaN(value)) return holes === 0 ? wrong('is empty, and the header says that no cell is') : null
  switch (type) {
    case 'bool': return value === 0 ? false : value === 1 ? true : wrong('is neither 0, 1 nor empty')
    case 'code': {
      const code = codes[value]
      if (code === undefined) return wrong(`is no place in the list of ${codes.length} codes`)
      return typeof wanted === 'object' && !wanted.codes.includes(code) ? wrong(`is '${code}', a code that the fact does not have`) : code
    }
    case 'date': return value >= firstDay && value <= lastDay ? textOfDay(value) : wrong('is no day between 1600 and 2399')
    case 'int': case 'money': return Number.isSafeInteger(value) ? value : wrong('is no whole number')
    case 'members': return null
    default: return type satisfies never
  }
}
