/**
 * Reading a cell. Nothing that a file says of its values is believed where a wrong answer hung on it: a cell that does not fit its type,
 * or is empty although the header knows of none, sets the household aside, and the scalar evaluation reports it.
 */
import type { ColumnHeader } from '../columns/column-header.ts'
import type { ValueType } from '../ir/ir.ts'
import { firstDay, lastDay } from './day-number.ts'
import type { Emitter } from './emitter.ts'
import { KernelFault } from './kernel-fault.ts'
import { always, answered, both, ranged, safe, settled, type Numeric, type Term } from './terms.ts'

const fits = ({ type }: ColumnHeader, wanted: ValueType) =>
  (typeof wanted === 'object' ? type === 'code' : wanted === 'int' || wanted === 'money' ? type === 'int' || type === 'money' : type === wanted)

/** @param cell the code that reads it */
export function columnTerm(emitter: Emitter, column: ColumnHeader, cell: string, wanted: ValueType): Term {
  const name = `${column.entity}.${column.name}`
  if (!fits(column, wanted)) throw new KernelFault(`The column ${name} holds ${column.type}, and the rules ask for ${typeof wanted === 'object' ? 'code' : wanted}.`)
  const value = emitter.bind(cell)
  const empty = { u8: `${value} === 255`, i32: `${value} === -2147483648`, f64: `${value} !== ${value}` }[column.storage]
  const open = column.holes > 0
  const known = open ? emitter.bind(`!(${empty})`) : always
  // An empty cell of the other types lies outside of their values anyway.
  if (!open && (column.type === 'int' || column.type === 'money')) emitter.aside(empty)
  switch (column.type) {
    case 'bool':
      emitter.aside(open ? `${known} && ${value} > 1` : `${value} > 1`)
      return known === always ? settled(emitter.bind(`${value} === 1`)) : answered(known, emitter.bind(`${value} === 1`))
    case 'code': return codeTerm(emitter, column, value, known, wanted as { codes: readonly string[] })
    case 'date': return dateTerm(emitter, value, known)
    case 'int': case 'money': return numberTerm(emitter, column, value, known)
    default: throw new KernelFault(`The column ${name} holds no values but rows of another.`)
  }
}

/** A code that the fact does not have is not known: the scalar evaluation says so. */
function codeTerm(emitter: Emitter, { codes = [] }: ColumnHeader, value: string, known: string, wanted: { codes: readonly string[] }): Term {
  if (codes.every((code) => wanted.codes.includes(code))) emitter.aside(both(known, `${value} >= ${codes.length}`))
  else {
    const allowed = emitter.table(`allowed ${JSON.stringify([codes, wanted.codes])}`, () =>
      Uint8Array.from({ length: 256 }, (_, place) => (wanted.codes.includes(codes[place] ?? '') ? 1 : 0)))
    emitter.aside(both(known, `${allowed}[${value}] !== 1`))
  }
  return { type: 'code', n: value, codes, known }
}

function dateTerm(emitter: Emitter, value: string, known: string): Term {
  const outside = `(${value} < ${firstDay} || ${value} > ${lastDay})`
  emitter.aside(both(known, outside))
  // The calendar's tables are never read beyond their ends.
  return ranged(known === always ? value : emitter.bind(`${outside} ? 0 : ${value}`), firstDay, lastDay, known)
}

function numberTerm(emitter: Emitter, { storage }: ColumnHeader, value: string, known: string): Numeric {
  if (storage === 'u8') return ranged(value, 0, 254, known)
  if (storage === 'i32') return ranged(value, -2_147_483_647, 2_147_483_647, known)
  emitter.aside(both(known, `!(${value} >= -${safe} && ${value} <= ${safe} && Math.floor(${value}) === ${value})`))
  return ranged(value, -safe, safe, known)
}
