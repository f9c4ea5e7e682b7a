/** What a company writes about itself, looked at before anything of it is kept. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { CompanyClient } from '../../identity/index.ts'
import { readKeys } from './read-keys.ts'

export interface TypedRegistration {
  name: string
  number: string
  contact: string
  redirects: string
  keysAddress: string
  keys: string
  grounds: string
  purposes: readonly string[]
}

export interface Registration {
  name: string
  number: string
  contact: string
  redirectUris: string[]
  keys: CompanyClient['keys']
  grounds: string
  purposes: readonly string[]
}

/** Field of the form, and the last part of the message that says what to put right. */
export interface Mistake { field: keyof TypedRegistration; wrong: string }

const mostRedirects = 10
const longestAddress = 500

export async function readRegistration(pack: Pack, typed: TypedRegistration): Promise<Registration | Mistake[]> {
  const mistakes: Mistake[] = []
  const demand = (fits: boolean, field: Mistake['field'], wrong: string) => { if (!fits) mistakes.push({ field, wrong }) }
  const [name, number, contact, grounds] = [typed.name, typed.number, typed.contact, typed.grounds].map((text) => text.replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/g, ' ').trim()) as [string, string, string, string]
  const redirectUris = [...new Set(typed.redirects.split(/\s+/).filter((line) => line !== ''))]
  demand(name !== '', 'name', 'name-missing')
  demand(number !== '', 'number', 'number-missing')
  demand(/^[^\s@]+@[^\s@]+$/.test(contact), 'contact', 'contact-missing')
  demand(grounds !== '', 'grounds', 'grounds-missing')
  demand(redirectUris.length > 0 && redirectUris.length <= mostRedirects && redirectUris.every(isWebAddress), 'redirects', 'redirects-wrong')
  // One site is one sector: what a person is called there is called so nowhere else (OpenID Connect Core, section 8.1).
  demand(new Set(redirectUris.map((uri) => URL.parse(uri)?.host)).size <= 1, 'redirects', 'redirects-hosts')
  demand(typed.purposes.length > 0 && typed.purposes.every((id) => pack.purposes.some((purpose) => purpose.id === id && purpose.companies)), 'purposes', 'purposes-missing')
  const keys = await keysOf(typed)
  if (typeof keys === 'string') mistakes.push({ field: typed.keysAddress === '' ? 'keys' : 'keysAddress', wrong: keys })
  if (mistakes.length > 0 || typeof keys === 'string') return mistakes
  return { name, number, contact, grounds, redirectUris, keys, purposes: typed.purposes }
}

async function keysOf({ keysAddress, keys }: TypedRegistration): Promise<CompanyClient['keys'] | string> {
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
