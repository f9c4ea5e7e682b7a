/** What a company writes about itself, looked at before anything of it is kept. */
import type { JWK } from 'jose'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { strangerMayBeCalled } from '../../../kernel/http/may-call.ts'
import type { CompanyClient } from '../../identity/index.ts'
import { readKeys } from './read-keys.ts'

export interface TypedAccess { redirects: string; keysAddress: string; keys: string; notices: string }

export interface TypedRegistration extends TypedAccess {
  name: string
  number: string
  contact: string
  grounds: string
  purposes: readonly string[]
}

export interface Access {
  redirectUris: string[]
  keys: CompanyClient['keys']
  /** Where it is told what became of data; null while it has named none. */
  notices: string | null
}

/** Replaced keys that still open. */
export interface OldKeys { keys: readonly JWK[]; until: Date }

export interface Registration extends Access {
  name: string
  number: string
  contact: string
  grounds: string
  purposes: readonly string[]
}

/** Field of the form, and the last part of the message that says what to put right. */
export interface Mistake { field: keyof TypedRegistration; wrong: string }

const mostRedirects = 10
const longestAddress = 500

export async function readRegistration(pack: Pack, typed: TypedRegistration, inside: readonly string[]): Promise<Registration | Mistake[]> {
  const mistakes: Mistake[] = []
  const demand = (fits: boolean, field: Mistake['field'], wrong: string) => { if (!fits) mistakes.push({ field, wrong }) }
  const [name, number, contact, grounds] = [typed.name, typed.number, typed.contact, typed.grounds].map((text) => text.replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/g, ' ').trim()) as [string, string, string, string]
  demand(name !== '', 'name', 'name-missing')
  demand(number !== '', 'number', 'number-missing')
  demand(/^[^\s@]+@[^\s@]+$/.test(contact), 'contact', 'contact-missing')
  demand(grounds !== '', 'grounds', 'grounds-missing')
  demand(typed.purposes.length > 0 && typed.purposes.every((id) => pack.purposes.some((purpose) => purpose.id === id && purpose.companies)), 'purposes', 'purposes-missing')
  const access = await readAccess(typed, inside)
  if (Array.isArray(access)) mistakes.push(...access)
  if (mistakes.length > 0 || Array.isArray(access)) return mistakes
  return { name, number, contact, grounds, ...access, purposes: typed.purposes }
}

/** @param inside names that are on this machine, in a demonstration. @param before what is changed: its site stays, and no name of a key comes to mean another key */
export async function readAccess(typed: TypedAccess, inside: readonly string[], before?: Pick<Access, 'redirectUris' | 'keys'> & { oldKeys: OldKeys | null }): Promise<Access | Mistake[]> {
  const mistakes: Mistake[] = []
  const redirectUris = [...new Set(typed.redirects.split(/\s+/).filter((line) => line !== ''))]
  const hosts = new Set(redirectUris.map((uri) => URL.parse(uri)?.host))
  if (redirectUris.length === 0 || redirectUris.length > mostRedirects || !redirectUris.every(isWebAddress)) mistakes.push({ field: 'redirects', wrong: 'redirects-wrong' })
  // One site is one sector: what a person is called there is called so nowhere else (OpenID Connect Core, section 8.1).
  else if (hosts.size > 1) mistakes.push({ field: 'redirects', wrong: 'redirects-hosts' })
  else if (before && !before.redirectUris.some((uri) => hosts.has(URL.parse(uri)?.host))) mistakes.push({ field: 'redirects', wrong: 'redirects-moved' })
  const keys = await keysOf(typed)
  const known = [...before && 'jwks' in before.keys ? before.keys.jwks.keys : [], ...before?.oldKeys?.keys ?? []]
  if (typeof keys === 'string') mistakes.push({ field: typed.keysAddress === '' ? 'keys' : 'keysAddress', wrong: keys })
  else if ('jwks' in keys && keys.jwks.keys.some((key) => known.some(({ kid, x, y }) => kid === key.kid && (x !== key.x || y !== key.y)))) mistakes.push({ field: 'keys', wrong: 'keys-renamed' })
  const notices = typed.notices === '' ? null : typed.notices
  if (notices !== null && !(notices.length <= longestAddress && strangerMayBeCalled(notices, inside))) mistakes.push({ field: 'notices', wrong: 'notices-wrong' })
  return mistakes.length > 0 || typeof keys === 'string' ? mistakes : { redirectUris, keys, notices }
}

async function keysOf({ keysAddress, keys }: TypedAccess): Promise<CompanyClient['keys'] | string> {
  if (keysAddress !== '') return keys === '' && isWebAddress(keysAddress) ? { jwksUri: keysAddress } : 'keys-address-wrong'
  if (keys === '') return 'keys-missing'
  const read = await readKeys(keys)
  return typeof read === 'string' ? read : { jwks: read }
}

/** https, no credentials, nothing after #. */
function isWebAddress(address: string): boolean {
  const url = URL.parse(address)
  return address.length <= longestAddress && url?.protocol === 'https:' && url.username === '' && url.password === '' && !address.includes('#')
}
