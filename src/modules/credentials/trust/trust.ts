/** Whom we believe, for which types, by which keys. Read once, then asked for every presentation. */
import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import { keepRecent } from '../verify/keep-recent.ts'
import { Refused } from '../verify/refusal.ts'
import { skew } from '../verify/time-policy.ts'

export interface TrustedIssuer {
  /** `iss` of its credentials: an https address. */
  id: string
  name: Record<string, string>
  /** `vct` and docType values that it may issue. */
  types: readonly string[]
  /** Keys by `kid`, for credentials without a certificate. */
  keys: readonly JWK[]
  /** Certificates of its authorities (DER, base64): each signs document signers directly, as ISO 18013-5 annex B has it. */
  anchors: readonly string[]
  /** Certificates that sign now (DER, base64). Where they are listed, no other of its authorities counts: one that leaked is taken out. */
  signers?: readonly string[]
  /** Keys of its status lists; those of its credentials where there are none. */
  statusKeys?: readonly JWK[]
  /** Beginnings of the addresses of its status lists: nothing else is ever fetched for it. */
  statusLists: readonly string[]
}

export interface Signer { issuer: TrustedIssuer; key: KeyObject }

export interface Trust {
  readonly issuers: readonly TrustedIssuer[]
  /** @throws Refused unless this issuer has this key and may issue the type */
  byKeyId(issuer: string, kid: string, type: string): Signer
  /** @param certificate of the signer, DER in latin1. @throws Refused unless an authority of a trusted issuer has signed it and it is in force */
  byCertificate(certificate: string, type: string, now: number, use: 'mdoc' | 'sd-jwt'): Signer
  statusKey(issuer: TrustedIssuer, kid: string | undefined): KeyObject
}

/** Extended key usage of a document signer (ISO 18013-5 annex B.1.4). */
const documentSigner = '1.0.18013.5.1.2'

interface Known { issuer: TrustedIssuer; key: KeyObject; from: number; until: number; usages: readonly string[] }

export function openTrust(issuers: readonly TrustedIssuer[]): Trust {
  const byId = new Map(issuers.map((issuer) => [issuer.id, { issuer, keys: readKeys(issuer.keys), statusKeys: readKeys(issuer.statusKeys ?? issuer.keys) }]))
  const anchors = issuers.flatMap((issuer) => issuer.anchors.map((der) => ({ issuer, signers: issuer.signers?.map(latin1), certificate: new X509Certificate(Buffer.from(der, 'base64')) })))

  /** Signature and names once for each certificate; its time at every use. */
  const known = keepRecent<Known | undefined>(1_000, (der) => {
    const leaf = new X509Certificate(Buffer.from(der, 'latin1'))
    const above = anchors.find(({ certificate, signers }) => (signers === undefined || signers.includes(der)) && certificate.ca && !leaf.ca && leaf.checkIssued(certificate) && leaf.verify(certificate.publicKey))
    if (!above || leaf.publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return undefined
    const [from, until] = [Math.max(...[leaf, above.certificate].map(({ validFrom }) => seconds(validFrom))), Math.min(...[leaf, above.certificate].map(({ validTo }) => seconds(validTo)))]
    return { issuer: above.issuer, key: leaf.publicKey, from, until, usages: leaf.keyUsage ?? [] }
  })

  return {
    issuers,
    byKeyId(id, kid, type) {
      const entry = byId.get(id)
      const key = entry?.keys.get(kid)
      if (!entry || !key) throw new Refused('unknown-issuer')
      demandType(entry.issuer, type)
      return { issuer: entry.issuer, key }
    },
    byCertificate(certificate, type, now, use) {
      const signer = knownOrBad(certificate)
      if (!signer) throw new Refused('unknown-issuer')
      if (now + skew < signer.from || now - skew > signer.until || (use === 'mdoc' && !signer.usages.includes(documentSigner))) throw new Refused('bad-certificate')
      demandType(signer.issuer, type)
      return signer
    },
    statusKey({ id }, kid) {
      const keys = byId.get(id)?.statusKeys ?? new Map<string, KeyObject>()
      const key = kid === undefined ? (keys.size === 1 ? [...keys.values()][0] : undefined) : keys.get(kid)
      if (!key) throw new Refused('unknown-issuer')
      return key
    },
  }

  function knownOrBad(certificate: string) {
    try {
      return known(certificate)
    } catch (cause) {
      throw new Refused('bad-certificate', cause)
    }
  }
}

function demandType({ types }: TrustedIssuer, type: string) {
  if (!types.includes(type)) throw new Refused('not-for-this-type')
}

const readKeys = (keys: readonly JWK[]) => new Map(keys.map((jwk) => [jwk.kid ?? '', createPublicKey({ key: jwk as never, format: 'jwk' })] as const))

const latin1 = (base64: string) => Buffer.from(base64, 'base64').toString('latin1')

const seconds = (date: string) => Date.parse(date) / 1_000
