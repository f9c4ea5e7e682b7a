/** Nonces that resources hand out for DPoP proofs (RFC 9449 section 9): they say until when they are good, and nothing is stored. */
import { mark, marksEqual } from '../../../../kernel/crypto/tokens.ts'

/** Milliseconds. A new one comes in the middle of the life of the one before. */
const lifetime = 5 * 60_000

export interface DpopNonces { next(): string; check(nonce: string): boolean }

export function createDpopNonces(key: Buffer, now: () => number = Date.now): DpopNonces {
  const made = new Map<number, string>()
  const at = (until: number) => `${until.toString(36)}.${mark(key, `dpop nonce ${until}`)}`
  return {
    next() {
      const until = (Math.floor(now() / (lifetime / 2)) + 2) * (lifetime / 2)
      let nonce = made.get(until)
      if (nonce === undefined) {
        made.clear()
        made.set(until, (nonce = at(until)))
      }
      return nonce
    },
    check(nonce) {
      const until = Number.parseInt(nonce.split('.')[0] ?? '', 36)
      return until > now() && until <= now() + lifetime && marksEqual(nonce, at(until))
    },
  }
}
