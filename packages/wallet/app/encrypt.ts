/** For one reader (JWE, ECDH-ES on P-256): to a verifier's key or an issuer's, and back to a key of this moment. */
import { compactDecrypt, CompactEncrypt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'

/** The first that the other side takes is used. */
export const methods = ['A256GCM', 'A128GCM'] as const
export type Method = (typeof methods)[number]

export interface Encryption { key: JWK; method: Method }

export async function encrypt(content: object, { key, method }: Encryption): Promise<string> {
  const header = { alg: 'ECDH-ES', enc: method, ...(key.kid === undefined ? {} : { kid: key.kid }) }
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content))).setProtectedHeader(header).encrypt(await importJWK(key, 'ECDH-ES'))
}

/** Of one message: its key is made for it, and forgotten with it. */
export interface Reader {
  jwk: JWK
  /** @throws where it is for another key, by another algorithm, compressed, or was changed */
  read(token: string): Promise<string>
}

/** @param taken ways of encryption, and no other */
export async function newReader(taken: readonly Method[]): Promise<Reader> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' })
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const kid = crypto.randomUUID()
  return {
    jwk: { kty, crv, x, y, kid, alg: 'ECDH-ES', use: 'enc' } as JWK,
    async read(token) {
      const header = decodeProtectedHeader(token)
      // Nobody is asked to compress, and what is small on the way stays small.
      if (header.kid !== kid || header.zip !== undefined) throw new Error('for another key, or compressed')
      const { plaintext } = await compactDecrypt(token, privateKey, { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: [...taken] })
      return new TextDecoder('utf-8', { fatal: true }).decode(plaintext)
    },
  }
}
