/**
 * One question to a time-stamp authority: no detours, a small answer, soon. The address that was checked is the one that is connected to, so
 * that a name of the open internet never leads inside. Plain http is allowed: the answer is signed, and the question is a public hash.
 */
import { lookup as resolveName } from 'node:dns/promises'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../http/is-public-address.ts'
import { readAtMost } from '../../http/read-at-most.ts'
import type { StampAuthority } from './authority.ts'

export interface PostSettings {
  /** Milliseconds for everything together. */
  patience?: number
  /** Names to addresses; the system's when absent. */
  resolve?(name: string): Promise<string[]>
}

const usual = 10_000
/** Bytes: a token with a chain of certificates has a few thousand. */
const longest = 64 * 1024
const allAddresses = async (name: string) => (await resolveName(name, { all: true })).map(({ address }) => address)

/** @throws Error with the reason */
export async function postQuery({ url: address, isInside }: Pick<StampAuthority, 'url' | 'isInside'>, query: Buffer, { patience = usual, resolve = allAddresses }: PostSettings = {}): Promise<Buffer> {
  const url = new URL(address)
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const signal = AbortSignal.timeout(patience)
  const addresses = isIP(name) === 0 ? await resolve(name) : [name]
  const chosen = addresses[0]
  if (chosen === undefined || (!isInside && !addresses.every(isPublicAddress))) throw new Error(`${name} is not on the open internet`)
  const secure = url.protocol === 'https:'
  const { promise, resolve: settle, reject } = Promise.withResolvers<Buffer>()
  const call = (secure ? requestSecure : requestPlain)({
    host: chosen, port: url.port || (secure ? 443 : 80), ...(isIP(name) === 0 ? { servername: name } : {}), path: `${url.pathname}${url.search}`, method: 'POST', agent: false, signal,
    headers: { host: url.host, 'content-type': 'application/timestamp-query', 'content-length': query.length, accept: 'application/timestamp-reply', 'user-agent': 'maru' },
  }, (answer) => {
    const type = answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
    if (answer.statusCode !== 200 || type !== 'application/timestamp-reply') {
      call.destroy(new Error(answer.statusCode === 200 ? `the answer is ${type ?? 'of no kind'}, no time-stamp` : `status ${answer.statusCode}`))
      return
    }
    readAtMost(answer, longest).then(settle, reject)
  })
  call.on('error', reject)
  call.end(query)
  return promise
}
