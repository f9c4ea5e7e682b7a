/** Proofs that the wallet holds the keys it wants credentials for (OpenID4VCI 1.0 appendix F.1). Each key gets one credential at most. */
import { calculateJwkThumbprint, EmbeddedJWK, type JWK, jwtVerify } from 'jose'
import { mostCopies } from './metadata.ts'
import { IssueRefused } from './issue-faults.ts'
import { isOurNonce } from './nonces.ts'

export interface ProofContext {
  /** The credential issuer's identifier. */
  issuer: string
  client: string
  nonceKey: Buffer
}

export interface ProvenKeys {
  keys: JWK[]
  /** Each to be taken once. */
  nonces: string[]
}

/** Seconds that a wallet's clock may be off. */
const skew = 300

/** @throws IssueRefused */
export async function verifyProofs(proofs: unknown, context: ProofContext): Promise<ProvenKeys> {
  const tokens = readTokens(proofs)
  const proven = await Promise.all(tokens.map((token) => verifyProof(token, context)))
  const thumbprints = await Promise.all(proven.map(({ key }) => calculateJwkThumbprint(key)))
  if (new Set(thumbprints).size !== thumbprints.length) throw new IssueRefused('invalid_proof', 'each key has one proof')
  return { keys: proven.map(({ key }) => key), nonces: [...new Set(proven.map(({ nonce }) => nonce))] }
}

function readTokens(proofs: unknown): string[] {
  if (typeof proofs !== 'object' || proofs === null || Array.isArray(proofs)) throw new IssueRefused('invalid_proof', 'proofs is missing')
  const [[type, tokens] = [], ...others] = Object.entries(proofs)
  if (type !== 'jwt' || others.length > 0) throw new IssueRefused('invalid_proof', 'proofs holds one kind of proof, jwt')
  if (!Array.isArray(tokens) || tokens.length === 0 || tokens.some((token) => typeof token !== 'string')) throw new IssueRefused('invalid_proof', 'proofs.jwt is a list of tokens')
  if (tokens.length > mostCopies) throw new IssueRefused('invalid_proof', `at most ${mostCopies} proofs at once`)
  return tokens as string[]
}

async function verifyProof(token: string, { issuer, client, nonceKey }: ProofContext): Promise<{ key: JWK; nonce: string }> {
  const { payload, protectedHeader } = await jwtVerify(token, EmbeddedJWK, { algorithms: ['ES256'], typ: 'openid4vci-proof+jwt', audience: issuer, requiredClaims: ['iat'], clockTolerance: skew })
    .catch((cause: Error) => { throw new IssueRefused('invalid_proof', cause.message) })
  const { kid, x5c, jwk } = protectedHeader
  if (kid !== undefined || x5c !== undefined || !jwk) throw new IssueRefused('invalid_proof', 'the key stands in the header as jwk, and nowhere else')
  const { iss, iat, nonce, aud } = payload
  if (typeof aud !== 'string') throw new IssueRefused('invalid_proof', 'aud is one issuer')
  if (iss !== undefined && iss !== client) throw new IssueRefused('invalid_proof', 'iss is another client')
  if (Math.abs(Date.now() / 1000 - (iat ?? 0)) > skew) throw new IssueRefused('invalid_proof', 'iat is too far away')
  if (typeof nonce !== 'string') throw new IssueRefused('invalid_nonce', 'the proof needs a nonce of the nonce endpoint')
  if (!isOurNonce(nonceKey, nonce)) throw new IssueRefused('invalid_nonce', 'the nonce is not ours or has run out')
  const { kty, crv, x, y } = jwk
  return { key: { kty, crv, x, y } as JWK, nonce }
}
