/** Asks an authority for a time-stamp over a checkpoint's text (RFC 3161, section 3.4: over HTTP), and believes nothing it has not checked. */
import { hash, randomBytes } from 'node:crypto'
import type { StampAuthority } from './authority.ts'
import { postQuery, type PostSettings } from './post-query.ts'
import { verifyToken } from './verify-token.ts'

export interface Stamp { token: Buffer; at: Date }

/** Milliseconds: an authority whose clock is further from ours than this is of no use, or ours is wrong. */
const furthest = 5 * 60_000

/** @throws Error with the reason for which there is no stamp */
export async function askAuthority(authority: StampAuthority, text: string, settings: PostSettings = {}): Promise<Stamp> {
  const { PKIStatus, TimeStampResp } = await import('pkijs')
  const nonce = newNonce()
  const answer = await postQuery(authority, await writeQuery(text, nonce), settings)
  let response: InstanceType<typeof TimeStampResp>
  try {
    response = TimeStampResp.fromBER(new Uint8Array(answer).buffer)
  } catch (cause) {
    throw new Error('the answer is none of a time-stamp authority', { cause })
  }
  const { status: { status }, timeStampToken } = response
  if ((status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) || !timeStampToken) throw new Error(`the authority refuses (status ${status})`)
  const token = Buffer.from(timeStampToken.toSchema().toBER())
  const stamp = await verifyToken(token, text, authority.roots)
  if (stamp.nonce !== nonce.toString('hex')) throw new Error('the time-stamp answers another question: its nonce is not ours')
  if (Math.abs(stamp.at.getTime() - Date.now()) > furthest) throw new Error(`the clock of the authority is at ${stamp.at.toISOString()}`)
  return { token, at: stamp.at }
}

/** 64 bits; the first is neither 0 nor makes the number a negative one, so that there is one way to write it. */
function newNonce(): Buffer {
  const nonce = randomBytes(8)
  nonce[0] = (nonce[0]! & 0x3f) | 0x40
  return nonce
}

async function writeQuery(text: string, nonce: Buffer): Promise<Buffer> {
  const [{ AlgorithmIdentifier, MessageImprint, TimeStampReq }, { Integer, Null, OctetString }] = [await import('pkijs'), await import('asn1js')]
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1', algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: hash('sha256', text, 'buffer') }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    // With its certificates in it, a token can be checked by itself.
    certReq: true,
  })
  return Buffer.from(query.toSchema().toBER())
}
