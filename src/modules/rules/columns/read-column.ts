/** Reads columns from their files, whole or by ranges of rows, straight into memory that the threads share. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOf, ColumnFault, decodeHeader, fileName, headerLength, makeValues, preambleLength, type ColumnHeader, type Values } from './column-header.ts'

export interface ColumnFile { path: string; header: ColumnHeader; /** Where its values begin, in bytes. */ start: number }

/** Every column of a folder, by `entity.name`. */
export function listColumns(folder: string): Map<string, ColumnFile> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.column')).sort()
  return new Map(files.map((name) => {
    const file = openColumn(join(folder, name))
    if (fileName(file.header) !== name) throw new ColumnFault(`${file.path} says it is ${file.header.entity}.${file.header.name}`)
    return [`${file.header.entity}.${file.header.name}`, file]
  }))
}

export function openColumn(path: string): ColumnFile {
  const descriptor = openSync(path, 'r')
  try {
    const preamble = Buffer.alloc(preambleLength)
    const read = readSync(descriptor, preamble, 0, preambleLength, 0)
    const start = headerLength(preamble.subarray(0, read), path)
    const size = fstatSync(descriptor).size
    if (start > size) throw new ColumnFault(`${path} ends in its header`)
    const json = Buffer.alloc(start - preambleLength)
    readSync(descriptor, json, 0, json.length, preambleLength)
    const header = decodeHeader(json.toString('utf8').trimEnd(), path)
    if (size !== start + header.rows * bytesOf(header.storage)) throw new ColumnFault(`${path} has ${size} bytes, and not those of ${header.rows} rows`)
    return { path, header, start }
  } finally {
    closeSync(descriptor)
  }
}

/** @param into memory to use again, of at least that many rows */
export function readRows({ path, header, start }: ColumnFile, from = 0, to = header.rows, into?: Values): Values {
  const values = into ?? makeValues(header.storage, to - from)
  const width = bytesOf(header.storage)
  const bytes = new Uint8Array(values.buffer, values.byteOffset, (to - from) * width)
  const descriptor = openSync(path, 'r')
  try {
    for (let done = 0; done < bytes.length;) {
      const read = readSync(descriptor, bytes, done, Math.min(bytes.length - done, 1 << 30), start + from * width + done)
      if (read === 0) throw new ColumnFault(`${path} grew shorter while it was read`)
      done += read
    }
  } finally {
    closeSync(descriptor)
  }
  return values
}
