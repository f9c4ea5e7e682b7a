/** Mobile documents by the stock library, and its verdict on them. */
import { createPublicKey, createPrivateKey, hash, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import {
  CoseKey, DeviceKey, DeviceNamespaces, DeviceRequest, DocRequest, Holder, Issuer, ItemsRequest, type MdocContext, SessionTranscript, SignatureAlgorithm, Verifier,
} from '@owf/mdoc'
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 looks for it when it is loaded
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import type { OpenidHandover } from './mdoc/openid-transcript.ts'

export const docType = 'org.iso.18013.5.1.mDL'
export const nameSpace = 'org.iso.18013.5.1'

const es256 = { dsaEncoding: 'ieee-p1363' } as const
const notHere = () => { throw new Error('no reader key here') }

/** Native signatures and hashes; certificates by the library that its documentation uses. */
export const context: MdocContext = {
  crypto: {
    random: (length) => new Uint8Array(randomBytes(length)),
    digest: ({ bytes }) => new Uint8Array(hash('sha256', bytes, 'buffer')),
    calculateEphemeralMacKey: notHere,
  },
  cose: {
    mac0: { sign: notHere, verify: notHere },
    sign1: {
      sign: ({ toBeSigned, key }) => new Uint8Array(sign('sha256', toBeSigned, { key: createPrivateKey({ key: plain(key.jwk), format: 'jwk' }), ...es256 })),
      verify: ({ sign1, key }) => verify('sha256', sign1.toBeSigned, { key: createPublicKey({ key: plain(key.jwk), format: 'jwk' }), ...es256 }, sign1.signature),
    },
  },
  x509: {
    getIssuerNameField: ({ certificate, field }) => new x509.X509Certificate(certificate as Uint8Array<ArrayBuffer>).issuerName.getField(field),
    async getPublicKey({ certificate }) {
      const key = await new x509.X509Certificate(certificate as Uint8Array<ArrayBuffer>).publicKey.export()
      return CoseKey.fromJwk(await crypto.subtle.exportKey('jwk', key) as Record<string, unknown>)
    },
    async verifyCertificateChain({ trustedCertificates, x5chain, now }) {
      const leaf = new x509.X509Certificate(x5chain[0] as Uint8Array<ArrayBuffer>)
      const trusted = trustedCertificates.map((der) => new x509.X509Certificate(der as Uint8Array<ArrayBuffer>))
      const chain = await new x509.X509ChainBuilder({ certificates: trusted }).build(leaf)
      const root = chain.at(-1)!
      if (chain.length < 2 || !trusted.some((one) => one.equal(root))) throw new Error('no chain')
      for (const [at, certificate] of chain.entries()) {
        const above = chain[at + 1] ?? certificate
        if (!(await certificate.verify({ publicKey: above.publicKey, ...(now ? { date: now } : {}) }))) throw new Error('bad certificate')
      }
    },
    getCertificateData({ certificate }) {
      const read = new x509.X509Certificate(certificate as Uint8Array<ArrayBuffer>)
      return { issuerName: read.issuer, subjectName: read.subject, serialNumber: read.serialNumber, thumbprint: '', notBefore: read.notBefore, notAfter: read.notAfter, pem: '' }
    },
  },
}

const plain = (jwk: Record<string, unknown>) => ({ kty: jwk['kty'], crv: jwk['crv'], x: jwk['x'], y: jwk['y'], ...(jwk['d'] === undefined ? {} : { d: jwk['d'] }) }) as never
const coseKey = (key: KeyObject) => CoseKey.fromJwk({ ...key.export({ format: 'jwk' }), alg: 'ES256' })

export interface MdocOrder { key: KeyObject; certificate: Buffer; holder: KeyObject; claims: Record<string, unknown>; from?: Date; until?: Date }

export async function issueMdoc({ key, certificate, holder, claims, from = new Date('2026-11-01T00:00:00Z'), until = new Date('2027-11-01T00:00:00Z') }: MdocOrder) {
  const builder = new Issuer(docType, context).addIssuerNamespace(nameSpace, claims)
  return builder.sign({
    signingKey: coseKey(key), algorithm: SignatureAlgorithm.ES256, digestAlgorithm: 'SHA-256', certificates: [new Uint8Array(certificate)],
    validityInfo: { signed: from, validFrom: from, validUntil: until }, deviceKeyInfo: { deviceKey: DeviceKey.fromJwk({ ...holder.export({ format: 'jwk' }), alg: 'ES256' }) as DeviceKey },
  })
}

export type Issued = Awaited<ReturnType<typeof issueMdoc>>

const transcriptOf = ({ clientId, nonce, encryptionKey, responseUri }: OpenidHandover) =>
  SessionTranscript.forOid4Vp({ clientId, nonce, responseUri, ...(encryptionKey ? { jwkThumbprint: encryptionKey } : {}) }, context)

export async function presentMdoc(issued: Issued, holder: KeyObject, show: readonly string[], handover: OpenidHandover): Promise<Uint8Array> {
  const asked = Object.fromEntries(show.map((name) => [name, false]))
  const itemsRequest = ItemsRequest.create({
    docType: issued.issuerAuth.mobileSecurityObject.docType, namespaces: Object.fromEntries([...issued.issuerNamespaces!.issuerNamespaces.keys()].map((name) => [name, asked])),
  } as never)
  const response = await Holder.createDeviceResponseForDeviceRequest({
    deviceRequest: DeviceRequest.create({ docRequests: [DocRequest.create({ itemsRequest })] }), sessionTranscript: await transcriptOf(handover), issuerSigned: [issued],
    deviceNamespaces: DeviceNamespaces.create({ deviceNamespaces: new Map() }), signature: { signingKey: coseKey(holder) },
  }, context)
  return response.encode()
}

/** @throws where the library refuses */
export async function stockMdoc(handover: OpenidHandover, anchors: readonly string[], now: Date) {
  const sessionTranscript = await transcriptOf(handover)
  const trustedCertificates = anchors.map((der) => new Uint8Array(Buffer.from(der, 'base64')))
  return (deviceResponse: Uint8Array) => Verifier.verifyDeviceResponse({ deviceResponse, sessionTranscript, trustedCertificates, now, skewSeconds: 60 }, context)
}
