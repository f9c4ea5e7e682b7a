/** What strangers send, read into what we know: anything else is refused, not guessed. */
import type { Reason } from './refusals.ts'

export type Json = Record<string, unknown>

export interface RefusalMore {
  /** Tries of the transaction code that are left. */
  left?: number | undefined
  /** Milliseconds since 1970: not to be tried again before. */
  at?: number | undefined
}

export class Refused extends Error {
  readonly reason: Reason
  readonly more: RefusalMore
  constructor(reason: Reason, cause?: unknown, more: RefusalMore = {}) {
    super(reason, { cause })
    this.reason = reason
    this.more = more
  }
}

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws Refused */
export function objectAt(holder: Json, name: string): Json {
  const value = holder[name]
  if (!isObject(value)) throw new Refused('unreadable', new Error(`${name} is no object`))
  return value
}

/** @throws Refused */
export function textAt(holder: Json, name: string): string {
  const value = holder[name]
  if (typeof value !== 'string') throw new Refused('unreadable', new Error(`${name} is no text`))
  return value
}

export const optionalText = (holder: Json, name: string): string | undefined => (typeof holder[name] === 'string' ? holder[name] : undefined)

export const listAt = (holder: Json, name: string): unknown[] => (Array.isArray(holder[name]) ? holder[name] : [])

/** @throws Refused */
export function parseJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch (cause) {
    throw new Refused('unreadable', cause)
  }
  throw new Refused('unreadable')
}
