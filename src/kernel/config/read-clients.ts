/** Programs that the authorization server knows, from one JSON file: agencies' applications and wallets. */
import type { JWK } from 'jose'
import type { Text } from '../schema/schema.ts'
import { ConfigError } from './read-config.ts'
import { isSafeAddress, readJsonObject } from './read-json-file.ts'

export interface Client {
  id: string
  /** A wallet holds keys and no secret; an application has one key that the operator knows; a speaker's service has a secret, and comes with its channel. */
  kind: 'wallet' | 'application' | 'speaker'
  /** Shown to whoever is asked to consent, by language tag. */
  name: Text
  redirectUris: string[]
  /** Public keys (RFC 7517): of an application its own, of a wallet those of its provider, who says where keys are kept. */
  jwks?: { keys: JWK[] }
  /** Of a wallet: it is let in with its provider's attestation alone. */
  attested?: boolean
  backchannelLogoutUri?: string
  postLogoutRedirectUris?: string[]
  /** Of a speaker's service: what it shows for a token, and where in its request (RFC 6749 section 2.3.1). */
  secret?: { text: string; sentIn: 'header' | 'body' }
  /** Of a speaker's service: all that it may ask for. */
  scope?: string
}

/** @throws ConfigError with a sentence for each client that cannot be used */
export function readClients(file: string): Client[] {
  const faults: string[] = []
  const clients = Object.entries(readJsonObject('MARU_CLIENTS_FILE', file, 'client id to its settings; see docs/guides/operate.md')).map(([id, entry]) => {
    const client = { id, ...(entry as Omit<Client, 'id'>) }
    const fault = faultOf(client)
    if (fault !== undefined) faults.push(`${file}#/${id}: ${fault}`)
    return client
  })
  if (faults.length > 0) throw new ConfigError(faults)
  return clients
}

const known = new Set(['id', 'kind', 'name', 'redirectUris', 'jwks', 'attested', 'backchannelLogoutUri', 'postLogoutRedirectUris'])

function faultOf(client: Client): string | undefined {
  const { kind, name, redirectUris, jwks, backchannelLogoutUri, postLogoutRedirectUris = [] } = client
  const unknown = Object.keys(client).find((key) => !known.has(key))
  if (unknown !== undefined) return `knows no ${unknown}. There are ${[...known].slice(1).join(', ')}.`
  if (kind !== 'wallet' && kind !== 'application') return 'kind is wallet or application.'
  if (typeof name !== 'object' || name === null || Object.keys(name).length === 0) return 'name says by language what people read, such as {"en": "Tax office"}.'
  if (!Array.isArray(redirectUris) || redirectUris.length === 0 || !redirectUris.every((uri) => typeof uri === 'string' && URL.canParse(uri))) return 'redirectUris is a list of addresses.'
  if (client.attested === true && (kind !== 'wallet' || !jwks?.keys?.length)) return 'attested is of a wallet, whose jwks holds the keys of its provider.'
  if (kind === 'wallet') return backchannelLogoutUri === undefined && !jwks?.keys.some((key) => 'd' in key) ? undefined : 'a wallet has no backchannelLogoutUri, and jwks holds public keys alone.'
  if (!redirectUris.every(isSafeAddress)) return 'redirectUris of an application are https addresses.'
  if (!jwks?.keys?.length || jwks.keys.some((key) => 'd' in key)) return 'jwks holds the public keys of the application, and no private one.'
  if (![backchannelLogoutUri ?? redirectUris[0]!, ...postLogoutRedirectUris].every(isSafeAddress)) return 'addresses are https (http only on this machine).'
  return undefined
}
