/** A country's own sign-in (OpenID Connect), by which people come in who have no passkey yet. */
import { dirname, resolve } from 'node:path'
import type { JWK } from 'jose'
import type { Text } from '../schema/schema.ts'
import { ConfigError } from './read-config.ts'
import { readJsonObject, readLine } from './read-json-file.ts'

export interface NationalSettings {
  /** Exactly as the provider writes it (OpenID Connect Discovery 1.0, section 3). */
  issuer: string
  clientId: string
  /** How the platform shows the provider that it is this client. */
  proof: { by: 'key'; key: JWK } | { by: 'secret'; secret: string }
  /** On the button, by language tag. */
  name: Text
  scope: string
  /** Names of the claims that hold the person's number, as the pack writes it, and the name. */
  claims: { person: string; name: string }
  /** One of these ways of authentication has to have been used; any where the list is empty. */
  acr: string[]
  /** In the operator's own network: it need not be on the open internet, nor speak TLS. */
  isInside: boolean
}

const setting = 'MARU_NATIONAL_SIGN_IN_FILE'
const known = ['issuer', 'clientId', 'keyFile', 'secretFile', 'name', 'scope', 'claims', 'acr', 'inside']

/** @throws ConfigError with a sentence for everything that cannot be used */
export function readNationalSignIn(file: string): NationalSettings {
  const faults: string[] = []
  const fault = (at: string, sentence: string) => { faults.push(`${file}#/${at}: ${sentence}`) }
  const { issuer, clientId, keyFile, secretFile, name, scope = 'openid profile', claims, acr = [], inside = false, ...more } = readJsonObject(setting, file, `${known.slice(0, 3).join(', ')} and others; see docs/guides/operate.md`)
  for (const word of Object.keys(more)) fault(word, `is not known. There are ${known.join(', ')}.`)
  const beside = (path: unknown) => (typeof path === 'string' ? readLine(resolve(dirname(file), path)) : '')
  const [key, secret] = [readKey(beside(keyFile)), beside(secretFile)]
  const { person, name: called } = (claims ?? {}) as Record<string, unknown>
  if (typeof inside !== 'boolean') fault('inside', 'is true for a provider in your own network, else left out.')
  if (!isIssuer(issuer, inside === true)) fault('issuer', 'give an https address without query, fragment or password (http only with "inside": true).')
  if (typeof clientId !== 'string' || clientId === '') fault('clientId', 'say what the provider calls this platform.')
  if ((keyFile === undefined) === (secretFile === undefined)) fault('keyFile', 'name a keyFile or a secretFile, and not both.')
  else if (keyFile !== undefined && key === undefined) fault('keyFile', 'names no file with a private key (JWK with "alg").')
  else if (secretFile !== undefined && secret.length < 16) fault('secretFile', 'names no file with a secret of at least 16 signs.')
  if (typeof name !== 'object' || name === null || Object.keys(name).length === 0 || !Object.values(name).every((text) => typeof text === 'string' && text !== '')) fault('name', 'says by language what stands on the button, such as {"en": "National ID"}.')
  if (typeof scope !== 'string' || !scope.split(' ').includes('openid')) fault('scope', 'holds openid.')
  if (typeof person !== 'string' || person === '') fault('claims/person', 'say which claim holds the number of the person.')
  if (typeof called !== 'string' || called === '') fault('claims/name', 'say which claim holds the name of the person.')
  if (!Array.isArray(acr) || !acr.every((one) => typeof one === 'string' && one !== '' && !one.includes(' '))) fault('acr', 'is a list of authentication context classes.')
  if (faults.length > 0) throw new ConfigError(faults)
  return {
    issuer: String(issuer), clientId: String(clientId), proof: key ? { by: 'key', key } : { by: 'secret', secret }, name: name as Text, scope: String(scope),
    claims: { person: String(person), name: String(called) }, acr: acr as string[], isInside: inside === true,
  }
}

function readKey(text: string): JWK | undefined {
  try {
    const key = JSON.parse(text) as JWK
    return typeof key.alg === 'string' && 'd' in key ? key : undefined
  } catch {
    return undefined
  }
}

function isIssuer(issuer: unknown, inside: boolean): boolean {
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) return false
  const { protocol, username, password, search, hash } = new URL(issuer)
  return (protocol === 'https:' || (inside && protocol === 'http:')) && username === '' && password === '' && search === '' && hash === ''
}
