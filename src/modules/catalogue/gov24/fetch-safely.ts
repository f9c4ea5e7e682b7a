/** Loads a text from a public https address, and from nowhere inside the network that the platform stands in. */
import { lookup } from 'node:dns/promises'
import { request as httpsRequest } from 'node:https'
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { ImportError } from './remark.ts'

/** Bytes. */
export const sizeLimit = 20 * 1024 * 1024
/** Milliseconds for the whole transfer. */
const patience = 60_000

/** Everything that is not the public internet (IANA special-purpose registries, RFC 6890). */
const inside = new BlockList()
const networks4 = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24',
  '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4']
const networks6 = ['::/128', '::1/128', '::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16', 'fc00::/7', 'fe80::/10',
  'fec0::/10', 'ff00::/8']
for (const [networks, family] of [[networks4, 'ipv4'], [networks6, 'ipv6']] as const) {
  for (const network of networks) {
    const [address, bits] = network.split('/')
    inside.addSubnet(address!, Number(bits), family)
  }
}

/** An IPv4 address written as IPv6 is judged as what it reaches. */
export const isInside = (address: string) => isIP(address) === 0 || inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  || /^::ffff:/i.test(address)

export interface FetchDeps {
  resolve?(host: string): Promise<{ address: string; family: number }[]>
  request?(options: RequestOptions, answer: (response: IncomingMessage) => void): ClientRequest
  refuse?(address: string): boolean
  patience?: number
}

/** @throws ImportError: not https, an address inside, a redirect, another status than 200, too large, too slow */
export async function fetchSafely(source: string, deps: FetchDeps = {}): Promise<string> {
  const url = URL.canParse(source) ? new URL(source) : undefined
  if (url?.protocol !== 'https:') throw new ImportError('Only https addresses are loaded. Load the file yourself and give its path.')
  if (url.username !== '' || url.password !== '') throw new ImportError('An address with a name or password in it is not loaded.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await resolveHost(host, deps)
  const refused = addresses.find(({ address }) => (deps.refuse ?? isInside)(address))
  if (refused !== undefined) throw new ImportError(`${host} leads to ${refused.address}, which is inside a private network. It is not loaded.`)
  const target = addresses[0]!
  const stop = AbortSignal.timeout(deps.patience ?? patience)
  try {
    return await load({
      host: target.address, family: target.family, servername: isIP(host) === 0 ? host : undefined, port: url.port || 443, path: `${url.pathname}${url.search}`, signal: stop, agent: false,
      // The connection goes to the address that was judged: asking the name again could give another one.
      headers: { host: url.host, accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'maru-catalogue' },
    }, deps.request ?? httpsRequest)
  } catch (cause) {
    if (cause instanceof ImportError) throw cause
    if (stop.aborted) throw new ImportError(`${host} did not answer in time. Nothing was imported. Try again later.`, { cause })
    throw new ImportError(`${host} could not be reached: ${(cause as Error).message}`, { cause })
  }
}

async function resolveHost(host: string, { resolve = (name) => lookup(name, { all: true }) }: FetchDeps) {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  try {
    const addresses = await resolve(host)
    if (addresses.length > 0) return addresses
  } catch (cause) {
    throw new ImportError(`${host} has no address. Check the spelling and the network.`, { cause })
  }
  throw new ImportError(`${host} has no address. Check the spelling and the network.`)
}

function load(options: RequestOptions & { servername: string | undefined }, request: NonNullable<FetchDeps['request']>): Promise<string> {
  return new Promise((resolve, reject) => {
    const { servername, ...rest } = options
    const asked = request({ ...rest, ...(servername === undefined ? {} : { servername }) } as RequestOptions, (response) => {
      const fail = (text: string) => {
        // Before the end of the response, which rejects with less to say.
        reject(new ImportError(text))
        response.destroy()
      }
      const status = response.statusCode ?? 0
      if (status >= 300 && status < 400) return fail('The address answers with a redirect. It is not followed: give the address it leads to.')
      if (status !== 200) return fail(`The address answers with status ${status}.`)
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > sizeLimit) fail(`The answer is larger than ${sizeLimit / 1024 / 1024} MB.`)
        else chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('aborted', () => { reject(new Error('the answer broke off')) })
      response.on('end', () => { resolve(Buffer.concat(chunks).toString('utf8')) })
    })
    asked.on('error', reject)
    asked.end()
  })
}
