/** Copies files to stable storage, counting and hashing what was really written. */
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BackupFile } from './manifest.ts'

/** @returns undefined when the file was gone: a running server removes files of its own */
export function copyFile(from: string, to: string, path: string): BackupFile | undefined {
  let source: number
  try {
    source = openSync(join(from, path), 'r')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
  const target = join(to, path)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  const sink = openSync(target, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(1 << 20)
    let bytes = 0
    for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
      const part = buffer.subarray(0, read)
      hash.update(part)
      writeSync(sink, part)
      bytes += read
    }
    fsyncSync(sink)
    return { path, bytes, sha256: hash.digest('hex') }
  } finally {
    closeSync(source)
    closeSync(sink)
  }
}

/** A new name in a folder lasts only when the folder itself is on the disk. */
export function syncFolder(folder: string) {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
