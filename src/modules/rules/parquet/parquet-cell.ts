/** A cell of a Parquet file as the cell of a column: which types hold a fact, what fits, and its number. */
import { ColumnFault, type ColumnType, type Storage } from '../columns/column-header.ts'
import type { ValueType } from '../ir/ir.ts'
import { firstDay, lastDay } from '../kernels/day-number.ts'
import { dayOfDate } from '../sql/dates.ts'
import { identifier, quoted } from '../sql/terms.ts'

export interface ParquetCell {
  /** By `entity.name`. */
  fact: string
  type: ColumnType
  codes?: string[]
  /** SQL: false where a cell that is not empty fits the fact not. */
  fits: string
  /** SQL: its number, where it fits. */
  number: string
  /** SQL: as words. */
  words: string
  problem: string
}

const whole = /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DOUBLE|FLOAT)$/
const held = { bool: /^BOOLEAN$/, date: /^DATE$/, code: /^(?:VARCHAR|ENUM\(.*\))$/s }

/** @param has the column's type in DuckDB's words. @throws ColumnFault for a column that cannot hold the fact */
export function parquetCell(file: string, column: string, fact: string, type: ValueType, has: string): ParquetCell {
  const name = identifier(column)
  const cell = { fact, words: `${name}::VARCHAR` }
  const isDecimal = has.startsWith('DECIMAL')
  if (typeof type === 'object' && held.code.test(has)) {
    const list = `[${type.codes.map(quoted).join(', ')}]`
    return { ...cell, type: 'code', codes: [...type.codes], fits: `list_contains(${list}, ${name}::VARCHAR)`, number: `list_position(${list}, ${name}::VARCHAR) - 1`, problem: 'is a code that the fact does not have' }
  }
  if (type === 'bool' && held.bool.test(has)) return { ...cell, type, fits: 'TRUE', number: `${name}::UTINYINT`, problem: '' }
  if (type === 'date' && held.date.test(has)) {
    const day = dayOfDate(name)
    return { ...cell, type, fits: `CASE WHEN isfinite(${name}) THEN ${day} BETWEEN ${firstDay} AND ${lastDay} ELSE FALSE END`, number: day, problem: 'is no day between 1600 and 2399' }
  }
  if ((type === 'int' || type === 'money') && (whole.test(has) || isDecimal)) {
    const isWhole = isDecimal ? `${name} % 1 = 0` : `${name} = trunc(${name})`
    const range = `BETWEEN ${-Number.MAX_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER}`
    return { ...cell, type, fits: `(${isDecimal ? `${name}::DOUBLE` : name} ${range} AND ${isWhole})`, number: name, problem: 'is no whole number within ±(2^53 − 1)' }
  }
  throw new ColumnFault(`${file}: the column ${column} is ${has}, and ${fact} is ${typeof type === 'object' ? 'a code' : type}.`)
}

const sqlType = { u8: 'UTINYINT', i32: 'INTEGER', f64: 'DOUBLE' } as const
const empty = { u8: '255', i32: '-2147483648', f64: "'NaN'::DOUBLE" } as const

/** What is not known, and what does not fit, is a value of its own. */
export const cellIn = ({ fits, number, words }: ParquetCell, storage: Storage) =>
  `CASE WHEN ${words.slice(0, -'::VARCHAR'.length)} IS NOT NULL AND ${fits} THEN ${number} ELSE ${empty[storage]} END::${sqlType[storage]}`
