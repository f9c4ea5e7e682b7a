/** What is shown of a mobile document: the chosen elements and nothing else, signed for by the device for this verifier and this request (section 9.1.3). */
import { encode, Tagged } from 'cborg'
import { base64url, calculateJwkThumbprint, type JWK } from 'jose'
import { bySpace, readMdoc } from './read-mdoc.ts'

export interface MdocSession {
  clientId: string
  nonce: string
  responseUri: string
  /** That the answer is encrypted to; absent where it is not. */
  encryptionKey: JWK | undefined
}

/** By the browser's Digital Credentials API: for the origin of the page that asks. */
export type DigitalSession = Pick<MdocSession, 'nonce' | 'encryptionKey'> & { origin: string }

const es256 = -7
const algorithm = 1

/** @param names of the elements to show. @returns DeviceResponse, base64url (OpenID4VP 1.0 annex B.2) */
export async function presentMdoc(credential: string, key: CryptoKey, names: readonly string[], session: MdocSession | DigitalSession): Promise<string> {
  const { elements, issuerAuth, security } = readMdoc(credential)
  const shown = elements.filter(({ name }) => names.includes(name))
  const docType = security.get('docType')
  // Of ourselves we say nothing: only what the issuer has vouched for is shown.
  const deviceSpaces = new Tagged(24, encode(new Map()))
  const authentication = encode(new Tagged(24, encode(['DeviceAuthentication', await transcriptOf(session), docType, deviceSpaces])))
  const header = encode(new Map([[algorithm, es256]]))
  const toBeSigned = encode(['Signature1', header, new Uint8Array(0), authentication]) as Uint8Array<ArrayBuffer>
  const signature = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, toBeSigned))
  return base64url.encode(encode({
    version: '1.0', status: 0,
    documents: [{
      docType, issuerSigned: { nameSpaces: new Map(bySpace(shown).map(([namespace, some]) => [namespace, some.map(({ item }) => item)])), issuerAuth },
      deviceSigned: { nameSpaces: deviceSpaces, deviceAuth: { deviceSignature: [header, new Map(), null, signature] } },
    }],
  }))
}

/** Annex B.2.6: [DeviceEngagementBytes, EReaderKeyBytes, Handover], of which over the network only the last is there. */
async function transcriptOf({ nonce, encryptionKey, ...session }: MdocSession | DigitalSession) {
  const thumbprint = encryptionKey === undefined ? null : base64url.decode(await calculateJwkThumbprint(encryptionKey))
  const [name, content] = 'origin' in session ? ['OpenID4VPDCAPIHandover', [session.origin, nonce, thumbprint]] : ['OpenID4VPHandover', [session.clientId, nonce, thumbprint, session.responseUri]]
  const info = encode(content) as Uint8Array<ArrayBuffer>
  return [null, null, [name, new Uint8Array(await crypto.subtle.digest('SHA-256', info))]]
}
