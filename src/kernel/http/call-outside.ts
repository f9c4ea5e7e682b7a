/**
 * One request to an address that somebody else chose: no detours, a small answer, soon. The name is asked once, and the address that was
 * checked is the one that is connected to, so that a name which changes its mind between the two leads nowhere inside.
 */
import { lookup as resolveName } from 'node:dns/promises'
import { type IncomingHttpHeaders, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './is-public-address.ts'
import { readAtMost } from './read-at-most.ts'

export interface Reach {
  /** Names to addresses; the system's when absent. */
  resolve?(name: string): Promise<string[]>
  /** Whether an address may be connected to; `isPublicAddress` when absent. */
  isAllowed?(address: string): boolean
  /** Of a certificate authority that is trusted beside the usual ones, and the port that stands for the usual one: for a server on this machine. */
  ca?: string
  port?: number
}

export interface Outgoing {
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: Buffer
  /** Milliseconds for everything together. */
  patience: number
  /** Bytes of the answer. */
  longest: number
  /** Gets each piece of the answer as it comes, where it succeeds. */
  heard?: ((piece: Buffer) => void) | undefined
}

export interface OutsideAnswer { status: number; headers: IncomingHttpHeaders; body: Buffer }

/** @param url http or https; what else it must be is the caller's to check. @throws Error with the reason */
export async function callOutside(url: URL, { method, headers, body, patience, longest, heard }: Outgoing, { resolve = allAddresses, isAllowed = isPublicAddress, ca, port }: Reach = {}): Promise<OutsideAnswer> {
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const named = isIP(name) === 0
  const signal = AbortSignal.timeout(patience)
  const addresses = named ? await resolve(name) : [name]
  const chosen = addresses[0]
  if (chosen === undefined || !addresses.every(isAllowed)) throw new Error(`${name} is not on the open internet`)
  const secure = url.protocol === 'https:'
  const { promise, resolve: settle, reject } = Promise.withResolvers<OutsideAnswer>()
  const call = (secure ? requestSecure : requestPlain)({
    host: chosen, port: port ?? (url.port || (secure ? 443 : 80)), ...(named ? { servername: name } : {}), path: `${url.pathname}${url.search}`, method, agent: false, signal,
    headers: { host: url.host, 'user-agent': 'maru', ...headers, ...(body === undefined ? {} : { 'content-length': body.length }) }, ...(ca === undefined ? {} : { ca }),
  }, (answer) => {
    readAtMost(answer, longest, answer.statusCode === 200 ? heard : undefined).then((read) => { settle({ status: answer.statusCode ?? 0, headers: answer.headers, body: read }) }, reject)
  })
  call.on('error', reject)
  call.end(body)
  return promise
}

const allAddresses = async (name: string) => (await resolveName(name, { all: true })).map(({ address }) => address)
