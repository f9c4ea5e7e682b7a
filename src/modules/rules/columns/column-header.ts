/**
 * A column file: one attribute of one kind of row, little-endian, described in docs/reference/column-files.md.
 * What is not known is a value of its own (`unknownOf`), so that a column is one array and no row needs a second look.
 */
import { endianness } from 'node:os'

export const storages = { u8: Uint8Array, i32: Int32Array, f64: Float64Array } as const
export type Storage = keyof typeof storages
export type Values = Uint8Array<SharedArrayBuffer> | Int32Array<SharedArrayBuffer> | Float64Array<SharedArrayBuffer>

/** `date`: days since 1970-01-01. `money`: the currency's smallest unit. `code`: place in `codes`. `members`: first row of another entity. */
export const columnTypes = ['bool', 'int', 'money', 'date', 'code', 'members'] as const
export type ColumnType = typeof columnTypes[number]

export interface ColumnHeader {
  entity: string
  name: string
  type: ColumnType
  storage: Storage
  rows: number
  /** Smallest and largest known value; 0 and 0 where none is known. */
  min: number
  max: number
  /** Rows whose value is not known. */
  holes: number
  codes?: string[]
}

/** A column file is not one, or is damaged: nothing of it is used. */
export class ColumnFault extends Error {}

export const unknownOf = { u8: 255, i32: -2_147_483_648, f64: Number.NaN } as const
export const bytesOf = (storage: Storage) => storages[storage].BYTES_PER_ELEMENT

/** The smallest storage that holds every value from `min` to `max` beside the unknown. */
export function storageFor(min: number, max: number): Storage {
  if (min >= 0 && max < unknownOf.u8) return 'u8'
  return min > unknownOf.i32 && max <= 2_147_483_647 ? 'i32' : 'f64'
}

/** Shared between the threads of this process. */
export const makeValues = (storage: Storage, rows: number): Values =>
  new (storages[storage] as new (memory: SharedArrayBuffer) => Values)(new SharedArrayBuffer(rows * storages[storage].BYTES_PER_ELEMENT))

export const fileName = ({ entity, name }: Pick<ColumnHeader, 'entity' | 'name'>) => `${entity}.${name}.column`

const magic = 'MARUCOL1'
/** Values begin at a multiple of this, whatever reads them. */
const alignment = 64

/** @returns the bytes before the first value */
export function encodeHeader(header: ColumnHeader): Buffer {
  if (endianness() !== 'LE') throw new ColumnFault('column files are little-endian, and this machine is not')
  const json = Buffer.from(JSON.stringify(header))
  const length = Math.ceil((magic.length + 4 + json.length) / alignment) * alignment
  const bytes = Buffer.alloc(length, ' ')
  bytes.write(magic, 0, 'latin1')
  bytes.writeUInt32LE(length - magic.length - 4, magic.length)
  json.copy(bytes, magic.length + 4)
  return bytes
}

/** Magic and length: what must be read to know how long the header is. */
export const preambleLength = magic.length + 4

export function headerLength(preamble: Buffer, file: string): number {
  if (preamble.length < preambleLength || preamble.toString('latin1', 0, magic.length) !== magic) throw new ColumnFault(`${file} is no column file`)
  return preambleLength + preamble.readUInt32LE(magic.length)
}

export function decodeHeader(json: string, file: string): ColumnHeader {
  let header: Partial<ColumnHeader>
  try {
    header = JSON.parse(json) as Partial<ColumnHeader>
  } catch {
    throw new ColumnFault(`${file}: its header is no JSON`)
  }
  const { entity, name, type, storage, rows, min, max, holes } = header
  const numbers = [min, max, holes].every((value) => Number.isSafeInteger(value))
  if (typeof entity !== 'string' || typeof name !== 'string' || !columnTypes.includes(type!) || !Object.hasOwn(storages, storage ?? '') || !Number.isSafeInteger(rows) || rows! < 0 || !numbers) throw new ColumnFault(`${file}: its header does not say what it holds`)
  return header as ColumnHeader
}
