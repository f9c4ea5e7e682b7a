/**
 * Another country's list of issuers (`/trust/list` of its platform): a JWT below a root certificate that the operator has had from it by another way. Nothing
 * of it is believed before that, and nothing after its end.
 */
import { createHash, createPublicKey, X509Certificate } from 'node:crypto'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import Type from 'typebox'
import { Value } from 'typebox/value'
import { strict } from '../../../kernel/schema/schema.ts'
import { trustListType } from './trust-list-type.ts'
import type { TrustedIssuer } from './trust.ts'

export interface TrustList {
  /** Whose list it is: an https address. */
  from: string
  /** Seconds since 1970. */
  issuedAt: number
  until: number
  issuers: TrustedIssuer[]
}

const Key = Type.Object({ kty: Type.Literal('EC'), crv: Type.Literal('P-256'), x: Type.String(), y: Type.String(), kid: Type.String({ minLength: 1 }) })
const https = Type.String({ pattern: '^https://', maxLength: 2_000 })
const Certificates = Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 100 })
const Issuer = strict({
  id: https, name: Type.Record(Type.String(), Type.String({ maxLength: 500 })), types: Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { minItems: 1, maxItems: 500 }),
  keys: Type.Array(Key, { maxItems: 100 }), anchors: Certificates, signers: Type.Optional(Certificates), status_keys: Type.Optional(Type.Array(Key, { maxItems: 100 })),
  // A beginning of an address that ends within a name would let others in.
  status_lists: Type.Array(Type.String({ pattern: '^https://[^/]+/(?:.*/)?$', maxLength: 2_000 }), { maxItems: 100 }),
})
const Payload = Type.Object({ iss: https, iat: Type.Integer(), exp: Type.Integer(), issuers: Type.Array(Issuer, { minItems: 1, maxItems: 1_000 }) })

/** Seconds that clocks may differ. */
const skew = 60

/**
 * @param token a compact JWS @param root certificate of the authority that vouches for the list, DER or PEM
 * @throws Error with a sentence for whoever adds it
 */
export async function readTrustList(token: string, root: Buffer | string, now = Date.now() / 1_000): Promise<TrustList> {
  const authority = new X509Certificate(root)
  const leaf = leafOf(token)
  if (!authority.ca) throw new Error('The root certificate is of no authority: it may not vouch for others.')
  if (!leaf.checkIssued(authority) || !leaf.verify(authority.publicKey)) throw new Error('The list is signed by nobody whom this root vouches for.')
  for (const [what, certificate] of [['root', authority], ['signer', leaf]] as const) {
    if (Date.parse(certificate.validFrom) / 1_000 > now + skew || Date.parse(certificate.validTo) / 1_000 < now - skew) throw new Error(`The certificate of the ${what} is not in force: from ${certificate.validFrom} to ${certificate.validTo}.`)
  }
  const { payload } = await jwtVerify(token, leaf.publicKey, { algorithms: ['ES256'], typ: trustListType, currentDate: new Date(now * 1_000), clockTolerance: skew, requiredClaims: ['iss', 'iat', 'exp'] })
    .catch((cause: Error) => { throw new Error(`The list does not hold: ${cause.message}.`, { cause }) })
  if (!Value.Check(Payload, payload)) throw new Error(`The list is not of this form: ${[...Value.Errors(Payload, payload)].slice(0, 5).map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ')}.`)
  if (payload.iat > now + skew) throw new Error('The list is of tomorrow.')
  return {
    from: payload.iss, issuedAt: payload.iat, until: payload.exp,
    issuers: payload.issuers.map(({ status_keys: statusKeys, status_lists: statusLists, signers, ...issuer }) => demandReadable({ ...issuer, statusLists, ...(signers ? { signers } : {}), ...(statusKeys ? { statusKeys } : {}) })),
  }
}

/** SHA-256 of a certificate, in pairs: what two offices read to each other. */
export const fingerprintOf = (root: Buffer | string) => (createHash('sha256').update(new X509Certificate(root).raw).digest('hex').toUpperCase().match(/../g) ?? []).join(':')

function leafOf(token: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(decodeProtectedHeader(token).x5c?.[0] ?? '', 'base64'))
  } catch (cause) {
    throw new Error('This is no signed list: its header holds no certificate.', { cause })
  }
}

/** What cannot be read would fail at the first presentation, and is refused here. */
function demandReadable(issuer: TrustedIssuer): TrustedIssuer {
  try {
    for (const jwk of [...issuer.keys, ...(issuer.statusKeys ?? [])]) createPublicKey({ key: jwk as never, format: 'jwk' })
    for (const certificate of [...issuer.anchors, ...(issuer.signers ?? [])]) void new X509Certificate(Buffer.from(certificate, 'base64'))
    return issuer
  } catch (cause) {
    throw new Error(`A key or certificate of ${issuer.id} cannot be read.`, { cause })
  }
}
