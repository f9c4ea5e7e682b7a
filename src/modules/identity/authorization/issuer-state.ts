/**
 * `issuer_state` of a credential offer (OpenID4VCI 1.0 section 4.1.1): by it the server knows for whom an offer was made when a wallet comes with it, so that
 * one that reaches another's wallet leads to nothing. It names nobody, and stores nothing.
 */
import { mark, marksEqual } from '../../../kernel/crypto/tokens.ts'

const markOf = (key: Buffer, account: string, end: string) => mark(key, `issuer state ${account} ${end}`)

/** @param seconds that it is good for */
export function issuerStateFor(key: Buffer, account: string, seconds: number, now = Date.now()): string {
  const end = (now + seconds * 1000).toString(36)
  return `${end}.${markOf(key, account, end)}`
}

/** A request without one was begun by the wallet itself. */
export function fitsIssuerState(key: Buffer, state: unknown, account: string, now = Date.now()): boolean {
  if (state === undefined) return true
  const [, end, marked] = typeof state === 'string' ? /^([a-z\d]{1,12})\.([\w-]{43})$/.exec(state) ?? [] : []
  return end !== undefined && marked !== undefined && Number.parseInt(end, 36) > now && marksEqual(marked, markOf(key, account, end))
}
