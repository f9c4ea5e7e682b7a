/** A mobile document as its holder's device shows it (ISO/IEC 18013-5 section 9.1.3): the device has signed for this very session. */
import { encode, Tagged } from 'cborg'
import { type Check, largest } from '../credential.ts'
import { type Outcome, outcomeOf, Refused } from '../refusal.ts'
import { embeddedBytes, embeddedIn, listIn, mapIn, readCbor, stringIn } from './cbor.ts'
import { demandEs256, isSign1, readSign1 } from './cose-sign1.ts'
import { type IssuerSigned, readIssuerSigned } from './verify-issuer-signed.ts'

export interface DeviceResponseCheck extends Check {
  /** The session as both sides know it; its value, not its bytes. */
  transcript: SessionTranscript
}

/** [DeviceEngagementBytes, EReaderKeyBytes, Handover] */
export type SessionTranscript = readonly [Tagged | null, Tagged | null, unknown]

export const verifyDeviceResponse = (bytes: Uint8Array, check: DeviceResponseCheck): Outcome<IssuerSigned[]> => outcomeOf(() => readDeviceResponse(bytes, check))

/** @throws Refused where any document fails: a response is believed whole or not at all */
export function readDeviceResponse(bytes: Uint8Array, check: DeviceResponseCheck): IssuerSigned[] {
  if (bytes.length > largest) throw new Refused('too-large')
  const response = mapIn(readCbor(bytes))
  if (response.get('version') !== '1.0' || response.get('status') !== 0) throw new Refused('unreadable')
  const documents = listIn(response.get('documents'))
  if (documents.length === 0) throw new Refused('unreadable')
  return documents.map((document) => readDocument(mapIn(document), check))
}

function readDocument(document: Map<unknown, unknown>, { transcript, ...check }: DeviceResponseCheck): IssuerSigned {
  const docType = stringIn(document.get('docType'))
  const issuerSigned = readIssuerSigned(document.get('issuerSigned'), docType, check)
  const deviceSigned = document.get('deviceSigned')
  if (!(deviceSigned instanceof Map)) throw new Refused('no-binding')
  const nameSpaces = embeddedIn(deviceSigned.get('nameSpaces'))
  // What a device says of itself no issuer has vouched for; we ask for nothing of the kind.
  if (mapIn(readCbor(nameSpaces)).size > 0) throw new Refused('device-claim')
  const signature = mapIn(deviceSigned.get('deviceAuth')).get('deviceSignature')
  // A MAC needs a reader's key, which no request of ours over the network has.
  if (signature === undefined) throw new Refused('no-binding')
  const sign1 = readSign1(signature)
  demandEs256(sign1)
  if (sign1.payload !== null) throw new Refused('unreadable')
  const authentication = embeddedBytes(encode(['DeviceAuthentication', transcript, docType, new Tagged(24, nameSpaces)]))
  if (!isSign1(sign1, issuerSigned.holderKey, authentication)) throw new Refused('bad-binding-signature')
  return issuerSigned
}
