/** A credential offer (OpenID4VCI 1.0 section 4.1), from a link, a QR code or what was pasted. */
import { fetchJson } from '../fetch-limited.ts'
import { isObject, type Json, listAt, objectAt, optionalText, parseJson, Refused, textAt } from '../json.ts'

export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export interface TransactionCode { numeric: boolean; length: number | undefined; description: string | undefined }

export interface Offer {
  issuer: string
  configurations: string[]
  code: string
  /** Typed by the person: it came to them by another way. */
  transactionCode: TransactionCode | undefined
}

export const isOffer = (text: string) => /[?#&]credential_offer(?:_uri)?=/.test(text)

/** @throws Refused */
export async function readOffer(link: string): Promise<Offer> {
  const parameters = parametersOf(link)
  const [value, address] = [parameters.get('credential_offer'), parameters.get('credential_offer_uri')]
  if ((value === null) === (address === null)) throw new Refused('no-offer')
  return understand(value === null ? await fetchJson(address!) : parseJson(value))
}

/** Behind `?`, or behind `#` where the server should not read it. */
export function parametersOf(link: string): URLSearchParams {
  const at = link.search(/[?#]/)
  return new URLSearchParams(at < 0 ? '' : link.slice(at + 1).replace(/^[/?]+/, ''))
}

function understand(offer: Json): Offer {
  const configurations = listAt(offer, 'credential_configuration_ids').filter((id) => typeof id === 'string')
  if (configurations.length === 0) throw new Refused('no-offer')
  const grant = objectAt(offer, 'grants')[preAuthorizedGrant]
  // Only what the issuer has already tied to a person is taken from a link.
  if (!isObject(grant)) throw new Refused('other-grant')
  const asked = grant['tx_code']
  return {
    issuer: textAt(offer, 'credential_issuer'), configurations, code: textAt(grant, 'pre-authorized_code'),
    transactionCode: isObject(asked) ? { numeric: asked['input_mode'] !== 'text', length: typeof asked['length'] === 'number' ? asked['length'] : undefined, description: optionalText(asked, 'description') } : undefined,
  }
}
