/**
 * Fetches a document that a stranger names (draft-ietf-oauth-client-id-metadata-document, section 6): https at the usual port, from
 * an address of the open internet and no other, one answer without detours, small and soon. The address that was checked is the one
 * that is connected to, so that a name which changes its mind between the two reaches nothing.
 */
import { lookup as resolveName } from 'node:dns/promises'
import { request } from 'node:https'
import { BlockList, isIP } from 'node:net'

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
    const pieces: Buffer[] = []
    let size = 0
    answer.on('data', (piece: Buffer) => {
      size += piece.length
      pieces.push(piece)
      if (size > limit) call.destroy(new Error(`more than ${limit} bytes`))
    })
    answer.on('error', reject)
    answer.on('end', () => { settle(new Response(Buffer.concat(pieces), { status: okStatus(answer.statusCode), headers: cacheHeaders(answer.headers) })) })
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

/** IANA special-purpose address registries (RFC 6890), multicast, and what carries an IPv4 address inside; one in the dress of IPv6 (::ffff:0:0/96) is checked as what it is. */
const special = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
] as const) special.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  ['::', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20], ['5f00::', 16], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
] as const) special.addSubnet(network, prefix, 'ipv6')

export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && !special.check(address, family === 4 ? 'ipv4' : 'ipv6')
}
