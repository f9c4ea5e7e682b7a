/** Proofs that the wallet holds the keys it wants credentials for (OpenID4VCI 1.0 appendix F). Each key gets one credential at most. */
import type { JWK } from 'jose'
import type { Point } from '../../../kernel/jws/es256.ts'
import { type OwnKeyToken, verifyOwnKey } from '../../../kernel/jws/own-key.ts'
import { IssueRefused } from './issue-faults.ts'
import { mostCopies } from './metadata.ts'
import { isOurNonce } from './nonces.ts'
import { type Attesters, checkAttested, verifyAttestation } from './verify-attestation.ts'

export interface ProofContext {
  /** The credential issuer's identifier. */
  issuer: string
  client: string
  nonceKey: Buffer
  attesters: Attesters
}

export interface ProvenKeys {
  keys: JWK[]
  /** Each to be taken once. */
  nonces: string[]
}

interface Proven { key: Point; nonce: string }

/** Seconds that a wallet's clock may be off. */
const skew = 300

/** @throws IssueRefused */
export async function verifyProofs(proofs: unknown, context: ProofContext): Promise<ProvenKeys> {
  const { type, tokens } = readProofs(proofs)
  const proven = type === 'jwt' ? await Promise.all(tokens.map((token) => verifyProof(token, context))) : await attestedKeys(tokens, context)
  if (proven.length > mostCopies) throw new IssueRefused('invalid_proof', `at most ${mostCopies} keys at once`)
  if (new Set(proven.map(({ key }) => `${key.x} ${key.y}`)).size !== proven.length) throw new IssueRefused('invalid_proof', 'each key has one proof')
  return { keys: proven.map(({ key }) => key), nonces: [...new Set(proven.map(({ nonce }) => nonce))] }
}

function readProofs(proofs: unknown): { type: 'jwt' | 'attestation'; tokens: string[] } {
  if (typeof proofs !== 'object' || proofs === null || Array.isArray(proofs)) throw new IssueRefused('invalid_proof', 'proofs is missing')
  const [[type, tokens] = [], ...others] = Object.entries(proofs)
  if ((type !== 'jwt' && type !== 'attestation') || others.length > 0) throw new IssueRefused('invalid_proof', 'proofs holds one kind of proof, jwt or attestation')
  if (!Array.isArray(tokens) || tokens.length === 0 || tokens.some((token) => typeof token !== 'string')) throw new IssueRefused('invalid_proof', `proofs.${type} is a list of tokens`)
  // Counted before anything is verified: a long list costs nothing.
  if (tokens.length > (type === 'jwt' ? mostCopies : 1)) throw new IssueRefused('invalid_proof', `at most ${mostCopies} proofs, or one attestation`)
  return { type, tokens: tokens as string[] }
}

async function verifyProof(token: string, { issuer, client, nonceKey, attesters }: ProofContext): Promise<Proven> {
  const { payload: { iss, iat, nonce, aud }, header, key } = readProof(token)
  if (header['kid'] !== undefined || header['x5c'] !== undefined) throw new IssueRefused('invalid_proof', 'the key stands in the header as jwk, and nowhere else')
  if (aud !== issuer) throw new IssueRefused('invalid_proof', 'aud is this issuer, alone')
  if (iss !== undefined && iss !== client) throw new IssueRefused('invalid_proof', 'iss is another client')
  if (Math.abs(Date.now() / 1000 - (iat as number)) > skew) throw new IssueRefused('invalid_proof', 'iat is too far away')
  if (header['key_attestation'] !== undefined) await checkAttested(header['key_attestation'], key, attesters)
  return { key, nonce: ours(nonce, nonceKey) }
}

function readProof(token: string): OwnKeyToken {
  try {
    return verifyOwnKey(token, 'openid4vci-proof+jwt', skew)
  } catch (cause) {
    throw new IssueRefused('invalid_proof', (cause as Error).message)
  }
}

/** One signature for many keys: the provider's, over a nonce of ours. */
async function attestedKeys([token]: readonly string[], { nonceKey, attesters }: ProofContext): Promise<Proven[]> {
  const { keys, nonce } = await verifyAttestation(token!, attesters)
  const taken = ours(nonce, nonceKey)
  return keys.map((key) => ({ key, nonce: taken }))
}

function ours(nonce: unknown, key: Buffer): string {
  if (typeof nonce !== 'string') throw new IssueRefused('invalid_nonce', 'the proof needs a nonce of the nonce endpoint')
  if (!isOurNonce(key, nonce)) throw new IssueRefused('invalid_nonce', 'the nonce is not ours or has run out')
  return nonce
}
