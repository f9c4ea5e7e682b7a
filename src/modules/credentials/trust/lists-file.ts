/** The operator's file of foreign lists and histories, as it lies on the disk. Written whole, and there is never half of it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { ListChange } from './list-changes.ts'
import type { KeyHistory } from './read-key-history.ts'

export interface ListFile { format: 'maru-trusted/1'; lists: KeptList[]; histories?: KeptHistory[] }

/** How fetching goes; absent where nobody has tried. */
export interface Fetching {
  /** RFC 3339: the last try. */
  triedAt?: string
  /** Why the last try brought nothing: the one before is kept. */
  trouble?: string
  /** What the last list that said something else has changed. */
  changed?: ListChange
  /** RFC 3339: nobody on it is believed from then on, until somebody takes that back; it is fetched all the same. */
  suspendedAt?: string
}

export interface KeptList extends Fetching {
  /** Certificate that it is believed by (DER, base64): pinned, whatever comes later. */
  root: string
  token: string
  addedAt: string
  /** Where a newer one is fetched, each night; one that was added from a file alone is fetched by nobody. */
  address?: string
}

export type KeptHistory = KeyHistory & Fetching & { addedAt: string }

export function readFileOf(file: string): ListFile {
  if (!existsSync(file)) return { format: 'maru-trusted/1', lists: [] }
  const content = JSON.parse(readFileSync(file, 'utf8')) as ListFile
  if (content.format !== 'maru-trusted/1') throw new Error(`${file} holds no lists of issuers. Begin one: npm run -s maru -- trust add`)
  return content
}

export function writeFile(file: string, content: ListFile) {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 1)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

const payloadOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { iss: string; iat: number; exp: number }
export const fromOf = ({ token }: KeptList) => payloadOf(token).iss
export const endOf = ({ token }: KeptList) => payloadOf(token).exp

/** A list goes on: whoever brings back an older one, says two things at one moment, or ends sooner what was promised for longer, is not followed. @throws Error with a sentence */
export function demandNewer(before: KeptList, token: string) {
  const [old, fresh] = [payloadOf(before.token), payloadOf(token)]
  if (old.iat > fresh.iat || old.exp > fresh.exp) throw new Error(`A newer list of ${old.iss} is held already.`)
  if (old.iat === fresh.iat && before.token.split('.')[1] !== token.split('.')[1]) throw new Error(`${old.iss} has signed two different lists of the same moment.`)
}
