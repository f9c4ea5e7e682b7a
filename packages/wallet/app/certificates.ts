/** X.509 through the library; loaded when a certificate is there to read, which is never without a network. */
// The certificate library wants it there before itself.
// oxlint-disable-next-line import/no-unassigned-import
import 'reflect-metadata'
import { SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509'
import { Refused } from './json.ts'

/** @param der base64. @throws Refused unless the certificate is in force and made out to this host */
export function demandName(der: string, host: string, now = Date.now()) {
  const certificate = new X509Certificate(der)
  if (now < certificate.notBefore.getTime() || now > certificate.notAfter.getTime()) throw new Refused('bad-certificate')
  const names = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items.filter(({ type }) => type === 'dns').map(({ value }) => value) ?? []
  if (!names.includes(host)) throw new Refused('bad-certificate', new Error(`made out to ${names.join(', ')}`))
}
