/** SD-JWT VC with key binding (RFC 9901, SD-JWT VC, HAIP 1.0): whose it is, that it is whole, and that its holder shows it to us, now. */
import { hash } from 'node:crypto'
import { type Check, largest, readStatusReference, type VerifiedCredential } from '../credential.ts'
import { readHolderKey } from '../holder-key.ts'
import type { JsonObject } from '../read-json.ts'
import { type Outcome, outcomeOf, Refused } from '../refusal.ts'
import { demandFresh, demandValid } from '../time-policy.ts'
import { disclose } from './disclose.ts'
import { dateIn, demandHeader, isSigned, type Jws, objectIn, readJws, textIn } from './read-jws.ts'

export interface SdJwtCheck extends Check {
  /** What the holder's proof must be made for; undefined only for a credential that is not presented (paper, storing). */
  binding: Binding | undefined
}

export interface Binding { audience: string; nonce: string }

export const verifySdJwt = (presentation: string, check: SdJwtCheck): Outcome<VerifiedCredential> => outcomeOf(() => readSdJwt(presentation, check))

/** @throws Refused with the first reason found */
export function readSdJwt(presentation: string, { trust, now, binding }: SdJwtCheck): VerifiedCredential {
  if (presentation.length > largest) throw new Refused('too-large')
  const [token, ...rest] = presentation.split('~')
  const proof = rest.pop()
  if (token === undefined || proof === undefined) throw new Refused('unreadable')

  const credential = readJws(token)
  demandHeader(credential, 'dc+sd-jwt')
  const { payload } = credential
  const type = textIn(payload, 'vct')
  const signer = signerOf(credential, type, { trust, now })
  if (!isSigned(credential, signer.key)) throw new Refused('bad-signature')
  demandValid({ from: dateIn(payload, 'nbf'), until: dateIn(payload, 'exp') }, now)

  const claims = disclose(payload, rest)
  const status = readStatusReference(payload['status'])
  if (status === 'unsupported') throw new Refused('no-status')
  const jwk = objectIn(payload, 'cnf')?.['jwk']
  const holderKey = jwk === undefined ? undefined : readHolderKey(jwk as JsonObject)
  if (binding) {
    if (!holderKey || proof === '') throw new Refused('no-binding')
    demandBinding(readJws(proof), holderKey, presentation.slice(0, presentation.length - proof.length), binding, now)
  } else if (proof !== '') throw new Refused('wrong-audience')

  return { format: 'dc+sd-jwt', type, issuer: signer.issuer, claims, holderKey, status, validUntil: dateIn(payload, 'exp') }
}

/** By the certificate in the header where there is one (HAIP 6.1.1), else by the key's name. A key in the header itself counts for nothing. */
function signerOf({ header, payload }: Jws, type: string, { trust, now }: Check) {
  const issuer = payload['iss']
  const certificates = header['x5c']
  if (certificates === undefined) return trust.byKeyId(textIn(payload, 'iss'), textIn(header, 'kid'), type)
  const [leaf] = Array.isArray(certificates) ? (certificates as unknown[]) : []
  if (typeof leaf !== 'string') throw new Refused('unreadable')
  const signer = trust.byCertificate(Buffer.from(leaf, 'base64').toString('latin1'), type, now, 'sd-jwt')
  if (issuer !== undefined && issuer !== signer.issuer.id) throw new Refused('unknown-issuer')
  return signer
}

function demandBinding(proof: Jws, key: NonNullable<VerifiedCredential['holderKey']>, presented: string, { audience, nonce }: Binding, now: number) {
  demandHeader(proof, 'kb+jwt')
  if (!isSigned(proof, key)) throw new Refused('bad-binding-signature')
  const { payload } = proof
  if (payload['aud'] !== audience) throw new Refused('wrong-audience')
  if (payload['nonce'] !== nonce) throw new Refused('wrong-nonce')
  if (payload['sd_hash'] !== hash('sha256', presented, 'base64url')) throw new Refused('wrong-disclosures')
  const madeAt = dateIn(payload, 'iat')
  if (madeAt === undefined) throw new Refused('unreadable')
  demandFresh(madeAt, now)
}
