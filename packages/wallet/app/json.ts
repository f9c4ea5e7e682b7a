/** What strangers send, read into what we know: anything else is refused, not guessed. */
export type Json = Record<string, unknown>

/** The reason is a key of the texts: `wallet.refused.<reason>`. */
export class Refused extends Error {
  readonly reason: string
  constructor(reason: string, cause?: unknown) {
    super(reason, { cause })
    this.reason = reason
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
