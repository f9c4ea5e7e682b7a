/** Where the agencies' registers are, and the token each one knows the platform by. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError } from './read-config.ts'

export interface RegisterAddress {
  url: string
  token: string
}

/** @throws ConfigError with a sentence for each register that cannot be used */
export function readRegisters(file: string): Record<string, RegisterAddress> {
  const faults: string[] = []
  const found: Record<string, RegisterAddress> = {}
  for (const [id, entry] of Object.entries(parse(file))) {
    const { url, tokenFile } = (entry ?? {}) as { url?: unknown; tokenFile?: unknown }
    if (typeof url !== 'string' || !isSafe(url)) {
      faults.push(`${file}#/${id}/url: give an https address (http only on this machine).`)
      continue
    }
    const token = readToken(typeof tokenFile === 'string' ? resolve(dirname(file), tokenFile) : '')
    if (token) found[id] = { url: url.replace(/\/$/, ''), token }
    else faults.push(`${file}#/${id}/tokenFile: names no file with a token in it.`)
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return found
}

function parse(file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (cause) {
    throw new ConfigError([`MARU_REGISTERS_FILE: ${(cause as Error).message}`])
  }
  throw new ConfigError(['MARU_REGISTERS_FILE is a JSON object: register id to {"url", "tokenFile"}.'])
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
