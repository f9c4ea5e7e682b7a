/** Where the agencies' registers are, and how each one knows the platform: by signatures (a connector), or by a token. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { JWK } from 'jose'
import { ConfigError } from './read-config.ts'
import { isSafeAddress, readJsonObject, readLine } from './read-json-file.ts'

/** What a party of the exchange publishes: its name and its JSON Web Keys. Whether they are of use is its reader's question. */
export interface KeysFile {
  party: string
  keys: JWK[]
  /** Of an agency that asks: where it is told that a person has taken a consent back. */
  notices?: string
}

export interface RegisterAddress {
  url: string
  /** Of a register without a connector. */
  token?: string
  /** Of its connector, which answers signed and encrypted. */
  keys?: KeysFile
}

/** @throws ConfigError with a sentence for each register that cannot be used */
export function readRegisters(file: string): Record<string, RegisterAddress> {
  const faults: string[] = []
  const found: Record<string, RegisterAddress> = {}
  for (const [id, entry] of Object.entries(readJsonObject('MARU_REGISTERS_FILE', file, 'register id to {"url", "keysFile"} or {"url", "tokenFile"}'))) {
    const { url, tokenFile, keysFile } = (entry ?? {}) as { url?: unknown; tokenFile?: unknown; keysFile?: unknown }
    if (typeof url !== 'string' || !isSafeAddress(url)) {
      faults.push(`${file}#/${id}/url: give an https address (http only on this machine).`)
      continue
    }
    const address = { url: url.replace(/\/$/, '') }
    const keys = typeof keysFile === 'string' ? readKeysFile(resolve(dirname(file), keysFile)) : undefined
    const token = typeof tokenFile === 'string' ? readLine(resolve(dirname(file), tokenFile)) : ''
    if (keys?.party === id) found[id] = { ...address, keys }
    else if (keysFile !== undefined) faults.push(`${file}#/${id}/keysFile: names no file with the public keys of ${id}.`)
    else if (token) found[id] = { ...address, token }
    else faults.push(`${file}#/${id}/tokenFile: names no file with a token in it.`)
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return found
}

/** @throws ConfigError with a sentence for each file that cannot be used */
export function readRequesters(file: string): KeysFile[] {
  const list = readList(file)
  const found = list.map((path) => ({ path, keys: typeof path === 'string' ? readKeysFile(resolve(dirname(file), path)) : undefined }))
  const faults = found.filter(({ keys }) => keys === undefined).map(({ path }) => `${file}: ${String(path)} is no file of public keys, or its "notices" no https address (http only on this machine).`)
  if (faults.length > 0) throw new ConfigError(faults)
  return found.map(({ keys }) => keys!)
}

function readList(file: string): unknown[] {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (Array.isArray(value)) return value
  } catch (cause) {
    throw new ConfigError([`MARU_REQUESTERS_FILE: ${(cause as Error).message}`])
  }
  throw new ConfigError(['MARU_REQUESTERS_FILE is a JSON list of files.'])
}

function readKeysFile(path: string): KeysFile | undefined {
  try {
    const { party, keys, notices } = JSON.parse(readFileSync(path, 'utf8')) as Partial<KeysFile>
    if (typeof party !== 'string' || !Array.isArray(keys) || (notices !== undefined && !isSafeAddress(notices))) return undefined
    return { party, keys, ...(notices === undefined ? {} : { notices }) }
  } catch {
    return undefined
  }
}
