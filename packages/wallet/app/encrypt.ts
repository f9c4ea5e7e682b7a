/** For one reader (JWE, ECDH-ES on P-256): to a verifier's key or an issuer's. */
import { CompactEncrypt, importJWK, type JWK } from 'jose'

/** The first that the other side takes is used. */
export const methods = ['A256GCM', 'A128GCM'] as const
export type Method = (typeof methods)[number]

export interface Encryption { key: JWK; method: Method }

export async function encrypt(content: object, { key, method }: Encryption): Promise<string> {
  const header = { alg: 'ECDH-ES', enc: method, ...(key.kid === undefined ? {} : { kid: key.kid }) }
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content))).setProtectedHeader(header).encrypt(await importJWK(key, 'ECDH-ES'))
}
