/** Whose a conversation is: the browser that began it, and nobody else's once a person has signed in with it. */
import { createHash, randomBytes } from 'node:crypto'

export interface Owner {
  /** SHA-256 of the cookie's token. */
  browser: Buffer
  person: string | null
}

export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A conversation with a person is theirs alone, signed in; without one it is the browser's. */
export const isOwn = (row: { owner: Buffer; person: string | null }, owner: Owner): boolean =>
  row.person === null ? row.owner.equals(owner.browser) : row.person === owner.person
