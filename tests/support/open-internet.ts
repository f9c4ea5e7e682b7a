/** A server with TLS on this machine, which only a test may take for the open internet. */
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 looks for it when it is loaded
import 'reflect-metadata'
import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'

/** @param host that its certificate is made out to */
export async function serveAs(host: string, answer: RequestListener) {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({ name: `CN=${host}`, keys, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' }, extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])] })
  const ca = certificate.toString('pem')
  const server = createServer({ cert: ca, key: PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY') }, answer)
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => { resolve() }) })
  return {
    reach: { ca, port: (server.address() as AddressInfo).port, isAllowed: () => true, resolve: () => Promise.resolve(['127.0.0.1']) },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => { server.close(resolve) })
    },
  }
}
