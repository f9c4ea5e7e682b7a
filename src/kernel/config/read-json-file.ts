/** What the operator's JSON files share: an object, addresses that are safe to call, secrets in files beside it. */
import { readFileSync } from 'node:fs'
import { ConfigError } from './read-config.ts'

/** @param shape what the object holds, for the sentence that refuses anything else */
export function readJsonObject(setting: string, file: string, shape: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (cause) {
    throw new ConfigError([`${setting}: ${(cause as Error).message}`])
  }
  throw new ConfigError([`${setting} is a JSON object: ${shape}.`])
}

/** https anywhere, http on this machine alone. */
export function isSafeAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
}

/** The content of a file without the line's end; empty where it cannot be read. */
export function readLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
