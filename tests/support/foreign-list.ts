/** A list of issuers as another country's platform signs it. */
import { SignJWT } from 'jose'
import type { KeyRing } from '../../src/kernel/keys/key-ring.ts'

export interface ListedIssuer { id: string; name: Record<string, string>; types: string[]; keys: object[]; anchors: string[]; status_lists: string[] }

/** One of that country, with a key that it signs with. */
export const issuerOf = (ring: KeyRing, id: string, types: string[] = ['urn:elsewhere:id:1']): ListedIssuer => ({
  id, name: { en: new URL(id).host }, types, keys: ring.published('credentials').map(({ kid, jwk: { kty, crv, x, y } }) => ({ kty, crv, x, y, kid })), anchors: [...ring.roots()], status_lists: [`${id}/status/`],
})

/** @param issuers the country alone when absent. @param issuedAt seconds since 1970 */
export function listOf(ring: KeyRing, from: string, issuers: readonly ListedIssuer[] = [issuerOf(ring, from)], issuedAt = Math.floor(Date.now() / 1_000)): Promise<string> {
  const { kid, key, x5c } = ring.current('metadata')
  return new SignJWT({ issuers }).setProtectedHeader({ alg: 'ES256', typ: 'maru-trust-list+jwt', kid, x5c: [...x5c] }).setIssuer(from).setIssuedAt(issuedAt).setExpirationTime(issuedAt + 7 * 24 * 3600).sign(key)
}
