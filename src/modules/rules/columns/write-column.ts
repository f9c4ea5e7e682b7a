/** Writes a column to its file: at once, or block by block as it is made. */
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { encodeHeader, fileName, unknownOf, type ColumnHeader, type ColumnType, type Values } from './column-header.ts'

export interface ColumnName { entity: string; name: string; type: ColumnType; codes?: string[] }

/** The file appears under its name when it is whole. */
export function writeColumn(folder: string, column: ColumnName, values: Values | Uint8Array | Int32Array | Float64Array): ColumnHeader {
  const storage = values instanceof Uint8Array ? 'u8' : values instanceof Int32Array ? 'i32' : 'f64'
  const header: ColumnHeader = { ...column, storage, rows: values.length, ...measure(values, unknownOf[storage]) }
  mkdirSync(folder, { recursive: true })
  const file = join(folder, fileName(column))
  const descriptor = openSync(`${file}.part`, 'w')
  try {
    writeWhole(descriptor, encodeHeader(header))
    writeWhole(descriptor, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  } finally {
    closeSync(descriptor)
  }
  renameSync(`${file}.part`, file)
  return header
}

function writeWhole(descriptor: number, bytes: Uint8Array) {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done, Math.min(bytes.length - done, 1 << 30))
}

/** Range of what is known, and how much is not. */
export function measure(values: ArrayLike<number>, unknown: number): { min: number; max: number; holes: number } {
  let [min, max, holes] = [Infinity, -Infinity, 0]
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row]!
    if (value === unknown || value !== value) holes += 1
    else {
      if (value < min) min = value
      if (value > max) max = value
    }
  }
  return holes === values.length ? { min: 0, max: 0, holes } : { min, max, holes }
}
