/** Credentials and presentations by the stock library, and its verdict on them. */
import { createPublicKey, hash, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import type { JWK } from 'jose'

export const vct = 'https://farland.example/credentials/identity'
export const issuer = 'https://farland.example'

const es256 = { dsaEncoding: 'ieee-p1363' } as const
const signerOf = (key: KeyObject) => (data: string) => sign('sha256', Buffer.from(data), { key, ...es256 }).toString('base64url')
const isSignature = (key: KeyObject, data: string, signature: string) => verify('sha256', Buffer.from(data), { key, ...es256 }, Buffer.from(signature, 'base64url'))
const hasher = (data: string | ArrayBuffer) => new Uint8Array(hash('sha256', typeof data === 'string' ? data : new Uint8Array(data), 'buffer'))

export interface SdJwtOrder {
  key: KeyObject
  kid?: string
  certificate?: Buffer
  holder?: KeyObject
  claims: Record<string, unknown>
  /** Claims of the credential itself. */
  own?: Record<string, unknown>
  withheld?: readonly string[]
}

const frameOf = (claims: Record<string, unknown>, withheld: readonly string[] = Object.keys(claims)) => ({ _sd: [...withheld] })

export async function issueSdJwt({ key, kid, certificate, holder, claims, own = {}, withheld }: SdJwtOrder): Promise<string> {
  const instance = new SDJwtVcInstance({ signer: signerOf(key), signAlg: 'ES256', hasher, hashAlg: 'sha-256', saltGenerator: () => randomBytes(16).toString('base64url') })
  const payload = { iss: issuer, vct, iat: 1_790_000_000, ...(holder ? { cnf: { jwk: holder.export({ format: 'jwk' }) } } : {}), ...own, ...claims }
  return instance.issue(payload as never, frameOf(claims, withheld) as never, { header: certificate ? { x5c: [certificate.toString('base64')] } : { kid: kid ?? 'one' } })
}

export interface Showing { holder: KeyObject; audience: string; nonce: string; at: number; show?: readonly string[] }

export async function presentSdJwt(credential: string, { holder, audience, nonce, at, show = [] }: Showing): Promise<string> {
  const instance = new SDJwtVcInstance({ hasher, hashAlg: 'sha-256', kbSigner: signerOf(holder), kbSignAlg: 'ES256' })
  return instance.present(credential, Object.fromEntries(show.map((name) => [name, true])) as never, { kb: { payload: { aud: audience, nonce, iat: at } } })
}

export interface StockCheck { key: KeyObject; audience: string; nonce: string; at: number }

/** As its documentation has it: with the issuer's key at hand and the holder's read from the credential. */
export function stockSdJwt({ key, nonce, at }: Omit<StockCheck, 'audience'>) {
  const instance = new SDJwtVcInstance({
    hasher, hashAlg: 'sha-256', verifier: (data: string, signature: string) => isSignature(key, data, signature),
    kbVerifier: (data, signature, payload) => isSignature(createPublicKey({ key: (payload as unknown as { cnf: { jwk: JWK } }).cnf.jwk as never, format: 'jwk' }), data, signature),
    statusListFetcher: () => Promise.reject(new Error('no status is asked for here')),
  })
  return (presentation: string) => instance.verify(presentation, { keyBindingNonce: nonce, currentDate: at, skewSeconds: 60 })
}

/** A proof of possession of any shape, for attacks. */
export function proofOf(presented: string, holder: KeyObject, changes: Record<string, unknown>, header: Record<string, unknown> = { alg: 'ES256', typ: 'kb+jwt' }): string {
  const payload = { sd_hash: hash('sha256', presented, 'base64url'), ...changes }
  return presented + jwsOf(header, payload, holder)
}

export function jwsOf(header: object, payload: object | string, key: KeyObject): string {
  const encode = (value: object | string) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${signerOf(key)(input)}`
}
