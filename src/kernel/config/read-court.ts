/** Whose orders keep a look sealed for longer: a court's public keys, and how many of them are enough. */
import { readFileSync } from 'node:fs'
import { readVkey, type VerifierKey } from '../transparency/note/key.ts'
import { ConfigError } from './read-config.ts'

export interface Court {
  threshold: number
  keys: readonly VerifierKey[]
}

/** Lines `threshold <number>` and `key <verifier key>`. @throws ConfigError with a sentence for each mistake */
export function readCourt(file: string): Court {
  const faults: string[] = []
  const keys: VerifierKey[] = []
  let threshold = 0
  for (const [at, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const [word, value = '', ...rest] = line.split(/[ \t]+/).filter(Boolean)
    if (word === undefined || word.startsWith('#')) continue
    try {
      if (rest.length > 0) throw new Error('one word follows the first')
      if (word === 'threshold') threshold = Number(value)
      else if (word === 'key') keys.push(newKey(readVkey(value), keys))
      else throw new Error(`"${word}" is none of threshold, key`)
    } catch (cause) {
      faults.push(`${file}, line ${at + 1}: ${(cause as Error).message}.`)
    }
  }
  // One key would be one person's word.
  if (faults.length === 0 && !(Number.isInteger(threshold) && threshold >= 2 && threshold <= keys.length)) faults.push(`${file}: the threshold is a number from 2 to the number of keys, ${keys.length}.`)
  if (faults.length > 0) throw new ConfigError(faults)
  return { threshold, keys }
}

function newKey(key: VerifierKey, known: readonly VerifierKey[]): VerifierKey {
  if (key.type !== 1) throw new Error('a court has keys of type 0x01')
  if (known.some(({ raw, name }) => raw.equals(key.raw) || name === key.name)) throw new Error(`the key or the name of ${key.name} stands twice`)
  return key
}
