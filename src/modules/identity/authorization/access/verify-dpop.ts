/** Proof of the key that a token is bound to (RFC 9449 section 4.3). */
import { hash } from 'node:crypto'
import { verifyOwnKey } from '../../../../kernel/jws/own-key.ts'

export interface DpopCall { proof: string | undefined; url: string; method: string; token: string }

export interface DpopProof { thumbprint: string; id: string; nonce: string | undefined }

/** Seconds that a proof is taken for, and remembered. The nonce bounds its age; this bounds clocks. */
export const dpopLifetime = 300

/** @throws Error with the reason */
export function verifyDpop({ proof, url, method, token }: DpopCall): DpopProof {
  if (proof === undefined) throw new Error('a DPoP proof is needed')
  const { payload: { iat, jti, nonce, htm, htu, ath }, thumbprint } = verifyOwnKey(proof, 'dpop+jwt')
  if (htm !== method) throw new Error('htm is of another method')
  if (typeof htu !== 'string' || withoutQuery(htu) !== withoutQuery(url)) throw new Error('htu is of another address')
  if (ath !== hash('sha256', token, 'base64url')) throw new Error('ath is of another token')
  if (typeof iat !== 'number' || Math.abs(Date.now() / 1000 - iat) > dpopLifetime) throw new Error('iat is too far away')
  if (typeof jti !== 'string' || jti === '' || jti.length > 200) throw new Error('jti is missing')
  return { thumbprint, id: jti, nonce: typeof nonce === 'string' ? nonce : undefined }
}

function withoutQuery(address: string): string | undefined {
  const url = URL.parse(address)
  return url ? `${url.origin}${url.pathname}` : undefined
}
