/** A wallet provider's word on where keys are kept (OpenID4VCI 1.0 appendix D): believed from providers that the operator has named. */
import { createLocalJWKSet, decodeJwt, type JWK, jwtVerify } from 'jose'
import { type Point, pointOf } from '../../../kernel/jws/es256.ts'
import { IssueRefused } from './issue-faults.ts'

/** Public keys of the wallet providers, each brought into the library once. */
export type Attesters = ReturnType<typeof createLocalJWKSet>
export const attestersOf = (keys: readonly JWK[]): Attesters => createLocalJWKSet({ keys: [...keys] })

export interface Attestation { keys: Point[]; nonce: string | undefined }

/** @throws IssueRefused where no provider of ours said it, it has ended, or it names no keys */
export async function verifyAttestation(token: string, attesters: Attesters): Promise<Attestation> {
  const { payload } = await jwtVerify<{ attested_keys?: unknown; nonce?: unknown }>(token, attesters, { algorithms: ['ES256'], typ: 'key-attestation+jwt', requiredClaims: ['iat'] })
    .catch((cause: Error) => { throw new IssueRefused('invalid_proof', `key attestation: ${cause.message}`) })
  const { attested_keys: keys, nonce } = payload
  const attested = Array.isArray(keys) ? keys.map(readKey) : []
  if (attested.length === 0 || attested.includes(undefined)) throw new IssueRefused('invalid_proof', 'key attestation: attested_keys are public keys on P-256')
  return { keys: attested as Point[], nonce: typeof nonce === 'string' ? nonce : undefined }
}

const readKey = (key: unknown): Point | undefined => (typeof key === 'object' && key !== null && !('d' in key) ? pointOf(key as Record<string, unknown>)?.point : undefined)

/** In the header of a proof: the proven key must be among the attested ones, and the word not have ended. */
export async function checkAttested(token: unknown, key: Point, attesters: Attesters) {
  if (typeof token !== 'string' || decodeExpiry(token) === undefined) throw new IssueRefused('invalid_proof', 'key attestation: exp is missing')
  const { keys } = await verifyAttestation(token, attesters)
  if (!keys.some(({ x, y }) => x === key.x && y === key.y)) throw new IssueRefused('invalid_proof', 'key attestation: the proven key is not among the attested ones')
}

function decodeExpiry(token: string): number | undefined {
  try {
    return decodeJwt(token).exp
  } catch (cause) {
    throw new IssueRefused('invalid_proof', `key attestation: ${(cause as Error).message}`)
  }
}
