/** One question to a time-stamp authority (RFC 3161, section 3.4). Plain http is allowed: the answer is signed, and the question is a public hash. */
import { callOutside, type Reach } from '../../http/call-outside.ts'
import { isPublicAddress } from '../../http/is-public-address.ts'
import type { StampAuthority } from './authority.ts'

export interface PostSettings extends Pick<Reach, 'resolve'> {
  /** Milliseconds for everything together. */
  patience?: number
}

const usual = 10_000
/** Bytes: a token with a chain of certificates has a few thousand. */
const longest = 64 * 1024

/** @throws Error with the reason */
export async function postQuery({ url, isInside }: Pick<StampAuthority, 'url' | 'isInside'>, query: Buffer, { patience = usual, ...reach }: PostSettings = {}): Promise<Buffer> {
  const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' }
  const answer = await callOutside(new URL(url), { method: 'POST', headers, body: query, patience, longest }, { ...reach, isAllowed: (address) => isInside || isPublicAddress(address) })
  const type = answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (answer.status !== 200) throw new Error(`status ${answer.status}`)
  if (type !== 'application/timestamp-reply') throw new Error(`the answer is ${type ?? 'of no kind'}, no time-stamp`)
  return answer.body
}
