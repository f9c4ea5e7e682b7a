/** The platform's log: pino. People appear in it only as pseudonymous ids (see `personMark`). */
import { createHmac } from 'node:crypto'
import pino, { type DestinationStream, type Logger } from 'pino'

export type { Logger as Log } from 'pino'

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Keys whose value is a person: the serializers cut it to a mark of this installation. */
const personKeys = ['person', 'subject', 'applicant', 'resident', 'official', 'actor', 'personId'] as const

/** Never written, at whatever depth they are logged. */
const secretKeys = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret', '_csrf']
const redacted = secretKeys.flatMap((key) => ['', '*.', '*.*.', '*.*.*.'].map((above) => `${above}["${key}"]`.replace('.[', '[')))

/**
 * @param key of the installation; the same person has the same mark within it and another one elsewhere
 * @returns twelve characters: enough to follow one case through the log, useless to name its person
 */
export function personMark(key: Buffer, personId: string): string {
  return `p-${createHmac('sha256', key).update(personId).digest('base64url').slice(0, 12)}`
}

/** @param options.key a key derived from the installation's secret for this use alone */
export function createLog(options: { level: LogLevel; key: Buffer }, destination: DestinationStream = pino.destination(2)): Logger {
  const cut = (value: unknown) => cutPerson(options.key, value)
  return pino({
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redacted, censor: '[redacted]' },
    serializers: {
      ...Object.fromEntries(personKeys.map((name) => [name, cut])),
      err: pino.stdSerializers.err,
      cause: (value: unknown) => value instanceof Error ? pino.stdSerializers.err(value) : value,
      req: requestLine,
      res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
    },
  }, destination)
}

function cutPerson(key: Buffer, value: unknown): unknown {
  if (value === null || value === undefined) return value
  if (typeof value === 'string') return personMark(key, value)
  const { id, personId } = value as { id?: unknown; personId?: unknown }
  const found = personId ?? id
  return typeof found === 'string' ? personMark(key, found) : '[person]'
}

/** Without headers, address or query: a query string is what somebody typed. */
function requestLine(request: { id?: unknown; method?: string; url?: string; routeOptions?: { url?: string } }) {
  return { id: request.id, method: request.method, route: request.routeOptions?.url ?? request.url?.split('?')[0] }
}
