import type { Utterance } from './classifier.ts'
import { outside } from './classifier.ts'

/** How other collections call what belongs to none of their intents. */
const outsideNames = new Set(['oos', 'out_of_scope', 'out-of-scope', 'out of scope', 'none', 'outside'])
const textKeys = ['text', 'q', 'utterance', 'query']
const intentKeys = ['intent', 'label', 'gold']

/**
 * Utterances with their intents: `{"utterances": [{"text", "intent"}]}`, a bare list of such, or of pairs `[text, intent]`.
 * An intent named oos, out_of_scope or null is out of scope. @throws Error that says what was expected, and where it was not
 */
export function readUtterances(text: string, name: string): Utterance[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Error(`${name} is not JSON: ${(cause as Error).message}`, { cause })
  }
  const lists = Array.isArray(value) ? [value] : Object.values(Object(value) as object).filter(Array.isArray)
  const rows = lists.flat() as unknown[]
  if (rows.length === 0) throw new Error(`${name} holds no utterances. Expected: {"utterances": [{"text": "…", "intent": "…"}]}`)
  return rows.map((row, at) => toUtterance(row) ?? refuse(name, at))
}

function toUtterance(row: unknown): Utterance | undefined {
  if (typeof row !== 'object' || row === null) return undefined
  const entries = Array.isArray(row) ? { text: row[0] as unknown, intent: row[1] as unknown } : row as Record<string, unknown>
  const text = textKeys.map((key) => entries[key as keyof typeof entries]).find((value) => typeof value === 'string')
  const key = intentKeys.find((candidate) => Object.hasOwn(entries, candidate))
  const intent = key === undefined ? undefined : [entries[key as keyof typeof entries] ?? null].flat()[0] as unknown
  if (text === undefined || !(intent === null || typeof intent === 'string')) return undefined
  return { text, intent: intent === null || outsideNames.has(intent.toLowerCase()) ? outside : intent }
}

function refuse(name: string, at: number): never {
  throw new Error(`${name}: entry ${at + 1} is not of the form {"text": "…", "intent": "…"}.`)
}
