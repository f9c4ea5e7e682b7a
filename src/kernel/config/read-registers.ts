/** Where the agencies' registers are, and the token each one knows the platform by. */
import { dirname, resolve } from 'node:path'
import { ConfigError } from './read-config.ts'
import { isSafeAddress, readJsonObject, readLine } from './read-json-file.ts'

export interface RegisterAddress {
  url: string
  token: string
}

/** @throws ConfigError with a sentence for each register that cannot be used */
export function readRegisters(file: string): Record<string, RegisterAddress> {
  const faults: string[] = []
  const found: Record<string, RegisterAddress> = {}
  for (const [id, entry] of Object.entries(readJsonObject('MARU_REGISTERS_FILE', file, 'register id to {"url", "tokenFile"}'))) {
    const { url, tokenFile } = (entry ?? {}) as { url?: unknown; tokenFile?: unknown }
    if (typeof url !== 'string' || !isSafeAddress(url)) {
      faults.push(`${file}#/${id}/url: give an https address (http only on this machine).`)
      continue
    }
    const token = typeof tokenFile === 'string' ? readLine(resolve(dirname(file), tokenFile)) : ''
    if (token) found[id] = { url: url.replace(/\/$/, ''), token }
    else faults.push(`${file}#/${id}/tokenFile: names no file with a token in it.`)
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return found
}
