/** A credential offer (OpenID4VCI 1.0 section 4.1): what somebody asked for at the portal or the console, for whichever wallet takes it. */
import { randomInt } from 'node:crypto'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Authorization, PreAuthorization } from '../../identity/index.ts'
import { configurationsOf, scopeOf } from './credential-types.ts'

export interface Offer {
  /** Opens a wallet, as a link or from a QR code. */
  link: string
  /** The same without a secret: its holder signs in, and no code is typed. Absent of what is only given out for the asking. */
  signInLink: string | undefined
  /** Typed into the wallet: the offer is worth nothing without it. */
  transactionCode: string
  endsAt: Date
  /** What the tokens rest on that it is redeemed for. */
  grant: string
}

const preAuthorizedCode = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

/** Digits, and seconds: five guesses at a million in ten minutes. */
const codeLength = 6
const patience = 600

/** @param types ids of the pack's credentials. @param seconds that the offer is good for */
export async function makeOffer(authorization: Authorization, pack: Pack, origin: string, holder: PreAuthorization['holder'], types: readonly string[], seconds = patience): Promise<Offer> {
  const offered = configurationsOf(pack).filter(({ type }) => types.includes(type.id))
  const transactionCode = String(randomInt(10 ** codeLength)).padStart(codeLength, '0')
  const endsAt = new Date(Date.now() + seconds * 1000)
  const { code, grant } = await authorization.preAuthorize(origin, { holder, scopes: [...new Set(offered.map(({ type }) => scopeOf(type)))], transactionCode, seconds })
  const tied = { [preAuthorizedCode]: { 'pre-authorized_code': code, tx_code: { input_mode: 'numeric', length: codeLength } } }
  // A mandate is one among several, and an official signs in at another door: the code alone says what is meant.
  const open = offered.every(({ type }) => type.about === undefined) ? { authorization_code: { issuer_state: authorization.issuerState(holder, patience) } } : undefined
  const linkOf = (grants: object) => `openid-credential-offer://?credential_offer=${encodeURIComponent(JSON.stringify({ credential_issuer: origin, credential_configuration_ids: offered.map(({ id }) => id), grants }))}`
  return { link: linkOf({ ...tied, ...open }), signInLink: open && linkOf(open), transactionCode, endsAt, grant }
}
