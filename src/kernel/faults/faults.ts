/**
 * Faults are a catalogue: each room lists its own with a stable code and an HTTP status; the text
 * comes from the reader's language. What is not in a catalogue is a 500 whose inside never leaks.
 */
export interface FaultType {
  /** `room.code`; the texts are `<room>.fault.<code>` (what happened) and `<room>.fault.<code>.next` (what to do). */
  code: string
  status: number
}

export interface FaultDetail {
  /** JSON pointer (RFC 6901) of the field at fault, in the body that was sent. */
  pointer?: string
  /** Values of the text; never personal data of another person. */
  values?: Record<string, string | number>
  /** For a retry: seconds. */
  retryAfter?: number
  cause?: unknown
}

export class Fault extends Error {
  readonly code: string
  readonly status: number
  readonly pointer: string | undefined
  readonly values: Record<string, string | number>
  readonly retryAfter: number | undefined
  constructor(type: FaultType, detail: FaultDetail = {}) {
    super(type.code, { cause: detail.cause })
    this.code = type.code
    this.status = type.status
    this.pointer = detail.pointer
    this.values = detail.values ?? {}
    this.retryAfter = detail.retryAfter
  }
  /** Key of the sentence that says what happened. */
  get textKey() {
    const [room, ...code] = this.code.split('.')
    return `${room}.fault.${code.join('.')}`
  }
}

/** `defineFaults('cases', { closed: 409 })` gives `faults.closed`, with code `cases.closed`. */
export function defineFaults<Codes extends Record<string, number>>(room: string, codes: Codes): { [Code in keyof Codes]: FaultType } {
  const entries = Object.entries(codes).map(([code, status]) => [code, { code: `${room}.${kebab(code)}`, status }])
  return Object.fromEntries(entries) as { [Code in keyof Codes]: FaultType }
}

const kebab = (code: string) => code.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export const kernelFaults = defineFaults('kernel', {
  notFound: 404,
  signInNeeded: 401,
  notAllowed: 403,
  notForAnother: 403,
  assuranceTooLow: 403,
  notFromHere: 403,
  invalidInput: 400,
  brokenText: 400,
  tooLarge: 413,
  wrongMediaType: 415,
  tooManyRequests: 429,
  unavailable: 503,
  internal: 500,
})
