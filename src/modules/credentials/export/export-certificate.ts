/**
 * A certificate as a W3C Verifiable Credential (Data Model 2.0), secured as a JWS (Securing Verifiable Credentials using JOSE and COSE): for software
 * that knows neither our papers nor our wallets. Its issuer is found by did:web.
 */
import { CompactSign, importJWK, type JWK } from 'jose'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { CertificateRow } from '../index.ts'
import { bitsPath } from './bits-path.ts'
import { didOf } from './did-document.ts'
import type { ExportEntry } from './take-entry.ts'

/** Days that an export is good for: what it says of a person is then read anew, and whether it was revoked in between stands in the list that it names. */
export const exportDays = 30

export interface Exporting {
  /** Public origin. */
  origin: string
  key: JWK
  /** Of the agency and the service, in the pack's own language. */
  names: { agency: string; service: string }
  /** Where its revocation would stand. */
  entry: ExportEntry
  now: Date
}

/** @returns a compact JWS, media type `application/vc+jwt` */
export async function exportCertificate({ id, number, receipt, content, issued_at: issuedAt }: CertificateRow, { origin, key, names, entry: { list, index }, now }: Exporting): Promise<string> {
  const statusListCredential = `${origin}${bitsPath}/${list}`
  return signVc({
    '@context': ['https://www.w3.org/ns/credentials/v2', { '@vocab': `${origin}/vocabulary#` }],
    id: `urn:uuid:${id}`, type: ['VerifiableCredential', 'MaruCertificate'],
    issuer: { id: didOf(origin), name: names.agency }, name: names.service,
    validFrom: stamp(issuedAt), validUntil: stamp(new Date(now.getTime() + exportDays * 86_400_000)),
    credentialStatus: { id: `${statusListCredential}#${index}`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: String(index), statusListCredential },
    credentialSubject: {
      certificateNumber: number, receipt, decidedOn: content.decidedOn,
      ...Object.fromEntries(content.facts.map(({ name, value }) => [name, value])),
      amounts: content.amounts.map(({ value, per, upTo = false, voucher = false, from, until }) => ({ amount: value, per, upTo, voucher, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) })),
    },
  }, origin, key)
}

/** Securing Verifiable Credentials using JOSE and COSE, section 3.1.1. */
export async function signVc(credential: object, origin: string, key: JWK): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(credential)))
    .setProtectedHeader({ alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid: `${didOf(origin)}#${key.kid ?? ''}` })
    .sign(await importJWK(key, 'ES256'))
}

/** An XML Schema dateTimeStamp; a second is exact enough, and is what the paper says. */
export const stamp = (at: Date) => at.toISOString().replace(/\.\d+/, '')

export const nameIn = (name: Text | undefined, language: string, otherwise: string) => name?.[language] ?? otherwise
