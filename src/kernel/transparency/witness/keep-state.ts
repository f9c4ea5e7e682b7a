/** What a witness remembers: for each log the last checkpoint it has cosigned, for each history the last version it has vouched for, one file each, on the disk before it answers. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { originHash } from '../merkle/origin-hash.ts'

export interface WitnessState {
  /** The cosigned checkpoint as text; undefined for a log never seen. */
  read(hash: string): string | undefined
  /** @returns what `read` takes */
  nameOf(origin: string): string
  /** Durable when it returns. */
  keep(origin: string, note: string): void
}

export function openState(folder: string): WitnessState {
  const fileOf = (hash: string) => join(folder, `${hash}.checkpoint`)
  return {
    nameOf: originHash,
    read(hash) {
      const file = fileOf(hash)
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined
    },
    keep(origin, note) {
      const file = fileOf(originHash(origin))
      writeFileSync(`${file}.new`, note, { flush: true })
      renameSync(`${file}.new`, file)
      // The name, too: a witness that forgets after a power cut would sign a second history.
      const held = openSync(folder, 'r')
      try {
        fsyncSync(held)
      } finally {
        closeSync(held)
      }
    },
  }
}
