/** An answer of the platform as it is kept for the peer. */
export interface Recorded {
  method: 'GET' | 'POST'
  path: string
  status: number
  headers: Record<string, string | string[]>
  body: string
}

/** One request of a journey with its answer. */
export interface Exchange extends Recorded {
  step: string
  fields?: Record<string, string>
}

export type NumberedExchange = Exchange & { number: number }

/** Numbers count through all of them. */
export interface RecordedBirth {
  signIn: NumberedExchange[]
  form: NumberedExchange[]
  /** Of each official. */
  officials: NumberedExchange[][]
  all: Exchange[]
  count: number
}

/** Headers that every server writes itself. */
const own = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'])

export const keptHeaders = (headers: Iterable<[string, string | string[] | undefined]>) =>
  Object.fromEntries([...headers].filter((entry): entry is [string, string | string[]] => !own.has(entry[0]) && entry[1] !== undefined))

/** The route of a path: identifiers and receipt numbers become parameters. */
export const routeOf = (path: string) => path.split('?')[0]!.split('/')
  .map((part, index) => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(part) || /^\d{6}-\w{4}-\w{5}$/.test(part) ? `:p${index}` : part)).join('/')
