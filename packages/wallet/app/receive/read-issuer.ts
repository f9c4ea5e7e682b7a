/** What an issuer says of itself (OpenID4VCI 1.0 section 12.2), at the address that it names and nowhere else. */
import { loggedKey } from '../../../verifier/logged-key.ts'
import { addressOf } from '../fetch-limited.ts'
import { isObject, type Json, listAt, objectAt, optionalText, Refused, textAt } from '../json.ts'
import type { Displayed } from '../texts/open-wording.ts'
import type { CardDisplay, ClaimName } from '../cards/card.ts'
import { demandInLog } from '../log/demand-in-log.ts'
import { encryptionOf, type MessageEncryption } from './encrypt-messages.ts'
import { type MetadataSigner, readMetadata } from './read-metadata.ts'

export interface IssuerMetadata {
  id: string
  /** Who has signed this; undefined: nobody has. */
  signer: MetadataSigner | undefined
  display: Displayed[]
  authorizationServer: string
  credentialEndpoint: string
  nonceEndpoint: string | undefined
  /** Where one comes again for what could not be given at once. */
  deferredEndpoint: string | undefined
  notificationEndpoint: string | undefined
  encryption: MessageEncryption
  /** Copies at once. */
  batch: number
  configurations: Record<string, ConfigurationMetadata>
  /** By name of a key: where it stands in the issuer's public log (c2sp.org/tlog-proof). */
  keyProofs: Record<string, string>
}

export interface ConfigurationMetadata {
  format: string
  /** `vct`, or the docType. */
  type: string | undefined
  /** Configurations of one scope are one credential in several forms (section 12.2.4). */
  scope: string | undefined
  display: CardDisplay[]
  names: ClaimName[]
}

/**
 * The country's own platform signs, by a key that stands in the log: without both it is refused.
 * @param policy whom to believe about the log. @throws Refused
 */
export async function readIssuer(id: string, policy: string, own = location.origin): Promise<IssuerMetadata> {
  const { metadata, signer } = await readMetadata(wellKnown(id, 'openid-credential-issuer'), id)
  // Section 12.2.4: who answers for another name is somebody else.
  if (metadata['credential_issuer'] !== id) throw new Refused('wrong-issuer')
  const keyProofs = Object.fromEntries(listAt(metadata, 'key_log_proofs').flatMap((one) => (isObject(one) ? [[textAt(one, 'kid'), textAt(one, 'proof')]] : [])))
  if (new URL(id).origin === own) {
    if (!signer) throw new Refused('unsigned-issuer')
    await demandInLog(keyProofs[signer.kid], loggedKey('metadata', signer.key), policy)
  }
  const servers = listAt(metadata, 'authorization_servers')
  const batch = metadata['batch_credential_issuance']
  return {
    id, signer, keyProofs, display: displaysOf(metadata),
    authorizationServer: typeof servers[0] === 'string' ? servers[0] : id,
    credentialEndpoint: textAt(metadata, 'credential_endpoint'), nonceEndpoint: optionalText(metadata, 'nonce_endpoint'), deferredEndpoint: optionalText(metadata, 'deferred_credential_endpoint'), notificationEndpoint: optionalText(metadata, 'notification_endpoint'),
    encryption: encryptionOf(metadata),
    batch: isObject(batch) && Number.isSafeInteger(batch['batch_size']) ? batch['batch_size'] as number : 1,
    configurations: Object.fromEntries(Object.entries(objectAt(metadata, 'credential_configurations_supported')).flatMap(([name, value]) => (isObject(value) ? [[name, configurationOf(value)]] : []))),
  }
}

/** Between host and path (RFC 8615 section 3). */
export function wellKnown(id: string, name: string): URL {
  const url = addressOf(id)
  return new URL(`/.well-known/${name}${url.pathname === '/' ? '' : url.pathname}`, url)
}

function configurationOf(configuration: Json): ConfigurationMetadata {
  const described = configuration['credential_metadata']
  const metadata = isObject(described) ? described : configuration
  const format = textAt(configuration, 'format')
  const isMdoc = format === 'mso_mdoc'
  return {
    format, type: optionalText(configuration, isMdoc ? 'doctype' : 'vct'), scope: optionalText(configuration, 'scope'), display: displaysOf(metadata),
    names: listAt(metadata, 'claims').flatMap((claim) => (isObject(claim) && Array.isArray(claim['path']) ? [{ path: (isMdoc ? claim['path'].slice(1) : claim['path']) as ClaimName['path'], display: displaysOf(claim), ...valuesOf(claim) }] : [])),
  }
}

/** Two parameters that the platform adds: no standard has words for values. */
function valuesOf(claim: Json): Pick<ClaimName, 'values' | 'currency'> {
  const { maru_value_display: said, maru_currency: currency } = claim
  const values = isObject(said) ? Object.fromEntries(Object.keys(said).map((code) => [code, namesOf(said, code)])) : undefined
  // Whatever else stands there, a format could not be made of it.
  const isCurrency = isObject(currency) && /^[A-Z]{3}$/.test(optionalText(currency, 'code') ?? '') && [0, 1, 2, 3, 4].includes(currency['minor_unit'] as number)
  return { ...(values ? { values } : {}), ...(isCurrency ? { currency: { code: currency['code'] as string, minorUnit: currency['minor_unit'] as number } } : {}) }
}

const namesOf = (holder: Json, name: string): Displayed[] => listAt(holder, name).flatMap((one) => (isObject(one) && typeof one['name'] === 'string' ? [{ name: one['name'], locale: optionalText(one, 'locale') }] : []))

const displaysOf = (holder: Json): CardDisplay[] => listAt(holder, 'display').flatMap((one) => (isObject(one) && typeof one['name'] === 'string'
  ? [{ name: one['name'], locale: optionalText(one, 'locale'), description: optionalText(one, 'description'), background: colourOf(one, 'background_color'), ink: colourOf(one, 'text_color') }] : []))

/** A stranger's colour, and nothing else that a style could hold. */
const colourOf = (holder: Json, name: string) => (/^#[\da-f]{6}$/i.test(optionalText(holder, name) ?? '') ? optionalText(holder, name) : undefined)
