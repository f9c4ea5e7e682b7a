/** X.509 through the library; loaded when a certificate is there to read, which is never without a network. */
// The certificate library wants it there before itself.
// oxlint-disable-next-line import/no-unassigned-import
import 'reflect-metadata'
import { SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509'
import { base64url } from 'jose'
import { Refused } from './json.ts'

/** Certificates are DER in base64, as `x5c` has them (RFC 7515 section 4.1.6). */
function read(der: string): X509Certificate {
  try {
    return new X509Certificate(der)
  } catch (cause) {
    throw new Refused('bad-certificate', cause)
  }
}

/** @throws Refused */
export function demandInForce(der: string, now = Date.now()) {
  const { notBefore, notAfter } = read(der)
  if (now < notBefore.getTime() || now > notAfter.getTime()) throw new Refused('bad-certificate')
}

/** Hosts that it is made out to. */
export const namesOf = (der: string): string[] => read(der).getExtension(SubjectAlternativeNameExtension)?.names.items.filter(({ type }) => type === 'dns').map(({ value }) => value) ?? []

/** What it calls its holder: organisation, else common name. */
export const nameOf = (der: string): string | undefined => ['O', 'CN'].flatMap((field) => read(der).subjectName.getField(field)).at(0)

/** Base64url of SHA-256 (OpenID4VP 1.0 section 5.9.3). */
export const hashOf = async (der: string) => base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', read(der).rawData)))

/** @throws Refused unless the certificate is in force and made out to this host */
export function demandName(der: string, host: string) {
  demandInForce(der)
  const names = namesOf(der)
  if (!names.includes(host)) throw new Refused('bad-certificate', new Error(`made out to ${names.join(', ')}`))
}
