/** A value that is the same for everybody, as a term. */
import type { ValueType } from '../ir/ir.ts'
import type { Value } from '../evaluate/value.ts'
import { codeConstant } from './code-terms.ts'
import { KernelFault } from './kernel-fault.ts'
import { fraction, never, truth, unknownBool, unknownNumber, whole, type Term } from './terms.ts'

export function unknownTerm(type: ValueType): Term {
  if (typeof type === 'object') return { type: 'code', n: '0', codes: type.codes, known: never }
  if (type === 'bool') return unknownBool
  if (type === 'duration') return { type: 'duration', months: unknownNumber, days: unknownNumber, known: never }
  return unknownNumber
}

/** @throws KernelFault for what no double holds */
export function constantTerm(value: Value, type: ValueType): Term {
  if (value === null) return unknownTerm(type)
  if (typeof value === 'boolean') return truth(value)
  if (typeof value === 'number') return whole(value)
  if (typeof value === 'string') return codeConstant(value)
  if ('unit' in value) {
    const months = value.unit === 'days' ? 0 : value.count * (value.unit === 'years' ? 12 : 1)
    return { type: 'duration', months: whole(months), days: whole(value.unit === 'days' ? value.count : 0), known: 'true' }
  }
  const [n, d] = [Number(value.n), Number(value.d)]
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) throw new KernelFault(`The figure ${value.n}/${value.d} is too long for columns.`)
  return fraction(n, d)
}
