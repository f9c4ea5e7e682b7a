/** A credential offer (OpenID4VCI 1.0 section 4.1), from a link, a QR code or what was pasted. */
import { fetchJson } from '../fetch-limited.ts'
import { isObject, type Json, listAt, optionalText, parseJson, Refused, textAt } from '../json.ts'

export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export interface TransactionCode { numeric: boolean; length: number | undefined; description: string | undefined }

export interface Offer {
  issuer: string
  configurations: string[]
  grant: OfferGrant
}

/** What the issuer has tied to a person already, or who that is at its own page. */
export type OfferGrant =
  | { way: 'code'; code: string; /** Typed by the person: it came to them by another way. */ transactionCode: TransactionCode | undefined }
  | { way: 'sign-in'; /** By which the issuer knows its offer again. */ issuerState: string | undefined }

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
  return { issuer: textAt(offer, 'credential_issuer'), configurations, grant: grantOf(isObject(offer['grants']) ? offer['grants'] : {}) }
}

function grantOf(grants: Json): OfferGrant {
  const [tied, open] = [grants[preAuthorizedGrant], grants['authorization_code']]
  if (isObject(tied)) {
    const asked = tied['tx_code']
    return {
      way: 'code', code: textAt(tied, 'pre-authorized_code'),
      transactionCode: isObject(asked) ? { numeric: asked['input_mode'] !== 'text', length: typeof asked['length'] === 'number' ? asked['length'] : undefined, description: optionalText(asked, 'description') } : undefined,
    }
  }
  // Section 4.1.1: an offer that names no grant leaves it to what the server can.
  if (!isObject(open) && Object.keys(grants).length > 0) throw new Refused('other-grant')
  return { way: 'sign-in', issuerState: isObject(open) ? optionalText(open, 'issuer_state') : undefined }
}
