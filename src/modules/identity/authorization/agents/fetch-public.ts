/**
 * Fetches a document that a stranger names (draft-ietf-oauth-client-id-metadata-document, section 6): https at the usual port, from
 * an address of the open internet and no other, one answer without detours, small and soon. The address that was checked is the one
 * that is connected to, so that a name which changes its mind between the two reaches nothing.
 */
import { lookup as resolveName } from 'node:dns/promises'
import { request } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../../../kernel/http/is-public-address.ts'
import { readAtMost } from '../../../../kernel/http/read-at-most.ts'

export interface PublicFetch {
  /** Milliseconds for everything together. */
  patience?: number
  /** Bytes. */
  limit?: number
  /** Names to addresses; the system's when absent. */
  resolve?(name: string): Promise<string[]>
  /** Whether an address belongs to the open internet; `isPublicAddress` when absent. */
  isPublic?(address: string): boolean
  /** Of a certificate authority that is trusted beside the usual ones, and the port that stands for 443: for a server on this machine. */
  ca?: string
  port?: number
}

const usual = { patience: 2_500, limit: 16 * 1024 }

/** @throws Error with the reason */
export async function fetchPublic(address: string, settings: PublicFetch = {}): Promise<Response> {
  const { patience = usual.patience, limit = usual.limit, resolve = allAddresses, isPublic = isPublicAddress, ca, port = 443 } = settings
  const url = new URL(address)
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') throw new Error('only https addresses without port and credentials are fetched')
  const name = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(name) !== 0) throw new Error('an address of numbers names nobody')
  const signal = AbortSignal.timeout(patience)
  const addresses = await resolve(name)
  if (addresses.length === 0 || !addresses.every(isPublic)) throw new Error(`${name} is not on the open internet`)
  const chosen = addresses[0]!
  const { promise, resolve: settle, reject } = Promise.withResolvers<Response>()
  const call = request({
    host: chosen, port, servername: name, path: `${url.pathname}${url.search}`, method: 'GET', agent: false, signal,
    headers: { host: url.host, accept: 'application/json', 'user-agent': 'maru' }, ...(ca === undefined ? {} : { ca }),
  }, (answer) => {
    readAtMost(answer, limit).then((body) => { settle(new Response(new Uint8Array(body), { status: okStatus(answer.statusCode), headers: cacheHeaders(answer.headers) })) }, reject)
  })
  call.on('error', reject)
  call.end()
  return promise
}

/** A detour is an answer like any other, and no document. */
const okStatus = (status: number | undefined) => (status === 200 ? 200 : 502)

const cacheHeaders = (headers: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(['cache-control', 'expires', 'content-type'].flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])))

const allAddresses = async (name: string) => (await resolveName(name, { all: true })).map(({ address }) => address)
