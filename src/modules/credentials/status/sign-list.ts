/** A list signed as a JWT and as a CWT (Token Status List sections 5.1 and 5.2): the same bits, the same times. */
import { encode, Tagged } from 'cborg'
import type { HeldKey } from '../../../kernel/keys/key-ring.ts'
import { signWith } from '../../../kernel/keys/sign-with.ts'
import { coseSign } from '../issue/cose-sign.ts'
import { bitsPerEntry } from './status-list.ts'

export interface ListContent {
  uri: string
  /** Compressed. */
  lst: Buffer
}

export interface SignedList {
  jwt: string
  cwt: Buffer
  /** Milliseconds since 1970: then it is signed again, though nothing has changed. */
  freshUntil: number
}

/** Seconds. How long a verifier may keep a list, and when even a kept one no longer counts: longer than a week without a server. */
export const listTimes = { fresh: 60, valid: 8 * 24 * 3600 }
/** Seconds: a list that nobody changes is signed again so often, so that its end stays far. */
const signEvery = 3600

const claim = { subject: 2, expires: 4, issued: 6, fresh: 65534, list: 65533 }
const sign1 = 18

export async function signList(signer: HeldKey, { uri, lst }: ListContent, now = Date.now()): Promise<SignedList> {
  // On a fixed clock: the moment of a change is not told beyond the minute.
  const iat = Math.floor(now / 60_000) * 60
  const exp = iat + listTimes.valid
  const claims = new Map<number, unknown>([[claim.subject, uri], [claim.issued, iat], [claim.expires, exp], [claim.fresh, listTimes.fresh], [claim.list, { bits: bitsPerEntry, lst }]])
  return {
    jwt: await signJwt(signer, { sub: uri, iat, exp, ttl: listTimes.fresh, status_list: { bits: bitsPerEntry, lst: lst.toString('base64url') } }),
    cwt: Buffer.from(encode(new Tagged(sign1, await coseSign(signer, encode(claims), 'application/statuslist+cwt')))),
    freshUntil: now + signEvery * 1000,
  }
}

async function signJwt(signer: HeldKey, payload: object): Promise<string> {
  const header = { alg: 'ES256', typ: 'statuslist+jwt', kid: signer.kid, x5c: signer.x5c }
  const input = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${input}.${(await signWith(signer, Buffer.from(input))).toString('base64url')}`
}
