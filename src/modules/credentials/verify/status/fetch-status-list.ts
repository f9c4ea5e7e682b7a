/**
 * Asks a server of somebody else's choosing for a list, and for nothing else: only addresses that the issuer is registered with, never one
 * inside a private network, no redirect, no cookie, so many bytes, so many seconds.
 */
import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Refused } from '../refusal.ts'

export interface FetchLimits {
  /** Beginnings of addresses, each ending in `/`. */
  allowed: readonly string[]
  /** Milliseconds for the whole answer. */
  patience?: number
  /** Bytes of the answer. */
  largest?: number
  /** Hosts inside a private network that may be asked all the same; tests have theirs on loopback. */
  privateHosts?: readonly string[]
}

export async function fetchStatusList(uri: string, limits: FetchLimits): Promise<string> {
  const url = demandAllowed(uri, limits)
  const signal = AbortSignal.timeout(limits.patience ?? 5_000)
  const answer = await ask(url, limits, signal)
  return readAll(answer, limits.largest ?? 4 * 1024 * 1024)
}

function demandAllowed(uri: string, { allowed, privateHosts = [] }: FetchLimits): URL {
  const url = URL.parse(uri)
  // Compared as it will be fetched: `…/lists/../secret`, a user name or another port do not get past.
  if (!url || url.href !== uri || url.username !== '' || url.hash !== '' || !allowed.some((start) => start.endsWith('/') && uri.startsWith(start))) throw new Refused('status-unavailable')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && privateHosts.includes(url.hostname))) throw new Refused('status-unavailable')
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0 && isPrivate(literal) && !privateHosts.includes(url.hostname)) throw new Refused('status-unavailable')
  return url
}

function ask(url: URL, { privateHosts = [] }: FetchLimits, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((settle, reject) => {
    const headers = { accept: 'application/statuslist+jwt', 'accept-encoding': 'identity', 'user-agent': 'maru-verifier' }
    request(url, { method: 'GET', headers, signal, agent: false, ...(privateHosts.includes(url.hostname) ? {} : { lookup: lookupPublic }) })
      .on('error', reject)
      .on('response', (answer) => {
        const type = answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
        if (answer.statusCode === 200 && type === 'application/statuslist+jwt' && (answer.headers['content-encoding'] ?? 'identity') === 'identity') {
          settle(answer)
          return
        }
        answer.destroy()
        reject(new Refused('status-unavailable'))
      })
      .end()
  })
}

async function readAll(answer: IncomingMessage, largest: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > largest) {
      answer.destroy()
      throw new Refused('too-large')
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('latin1')
}

/** The name is resolved once and that address is connected to: a name that changes its mind in between gains nothing. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return done(error, '')
    if (addresses.length === 0 || addresses.some(({ address }) => isPrivate(address))) return done(new Refused('status-unavailable'), '')
    return options.all ? (done as (error: null, all: LookupAddress[]) => void)(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family)
  })
}

/** IANA's special-purpose registries: what is not meant to be reached from the outside. */
const special = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.168.0.0', 16],
  ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) special.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [['::', 128], ['::1', 128], ['64:ff9b::', 96], ['100::', 64], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) special.addSubnet(net, bits, 'ipv6')

/** An IPv4 address inside an IPv6 one counts as what it is: BlockList looks into `::ffff:0:0/96` itself. */
export const isPrivate = (address: string) => special.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
