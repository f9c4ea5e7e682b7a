/** JSON from strangers: an object, and no key twice (RFC 8259 section 4 leaves open which one counts, so two readers could differ). */
import { Refused } from './refusal.ts'

export type JsonObject = Record<string, unknown>

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

export function readJsonObject(text: string): JsonObject {
  const value = readJson(text)
  if (!isObject(value)) throw new Refused('unreadable')
  return value
}

export function readJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  // The text is known to be JSON by now: its strings are found exactly, and those before a colon are its keys.
  let written = 0
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:)?/g)) if (colon) written += 1
  if (written !== countKeys(value)) throw new Refused('unreadable')
  return value
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) {
    let inside = 0
    for (const item of value) inside += countKeys(item)
    return inside
  }
  const keys = Object.keys(value)
  let all = keys.length
  for (const key of keys) all += countKeys((value as JsonObject)[key])
  return all
}
