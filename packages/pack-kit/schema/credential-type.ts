import Type, { type Static } from 'typebox'
import { Id, Source, strict, Text } from './common.ts'

const Element = Type.String({ pattern: '^[a-z][a-z0-9_]*$', description: 'Name of the claim in both formats' })

/** What a credential says of a mandate, as `mandate.<name>`; acts are said one by one, so that each can be shown alone. */
export const mandateClaims = {
  representative: 'text', represented: 'text', kind: 'text', apply: 'bool', applications: 'bool', data: 'bool', notices: 'bool', documents: 'bool', limited: 'bool', uses: 'int', until: 'date',
} as const
export type MandateClaim = keyof typeof mandateClaims

/** What a credential says of an official's post, as `official.<name>`. What the post lets them do is no claim: the agency may change it at any moment. */
export const officialClaims = { name: 'text', agency: 'text', agencyId: 'text', since: 'date' } as const
export type OfficialClaim = keyof typeof officialClaims

/** What a credential says of an agency's machine, as `device.<name>`. What it may ask for is no claim: that is said at the door, and may change. */
export const deviceClaims = { id: 'text', kind: 'text', name: 'text', place: 'text', agency: 'text', agencyId: 'text' } as const
export type DeviceClaim = keyof typeof deviceClaims

/** Of what no register holds: what each kind of credential may say, and of which type it is. */
export const claimsAbout = { mandate: mandateClaims, official: officialClaims, device: deviceClaims } as const

export const CredentialClaim = strict({
  name: Element,
  from: Type.String({ pattern: '^[a-z-]+\\.[A-Za-z]+$', description: 'register.field; of a credential about a mandate `mandate.` and one of `mandateClaims`, about an official `official.` and one of `officialClaims`, about a device `device.` and one of `deviceClaims`' }),
  ageOver: Type.Optional(Type.Integer({ minimum: 1, maximum: 120, description: 'Of a date of birth, only whether the person is so old in years on the day of issue' })),
  attributes: Type.Optional(Type.Array(Type.String(), { description: 'Of people: what is said of each; each of them is disclosed apart' })),
  label: Type.Optional(Text),
})
export type CredentialClaim = Static<typeof CredentialClaim>

/** credentials.json: what people carry in a wallet, where its claims come from, and how long it holds. */
export const CredentialType = strict({
  id: Id,
  agency: Id,
  name: Text,
  description: Text,
  version: Type.Integer({ minimum: 1, description: 'Grows when claims change their meaning' }),
  doctype: Type.String({ pattern: '^[a-z0-9]+(\\.[a-z0-9-]+)+$', description: 'Of the mobile document (ISO/IEC 18013-5)' }),
  namespace: Type.String({ pattern: '^[a-z0-9]+(\\.[a-z0-9-]+)+$' }),
  /** By which registers are read: every credential has one but those of an official and of a device, for which no register is. */
  purpose: Type.Optional(Id),
  about: Type.Optional(Type.Union([Type.Literal('mandate'), Type.Literal('official'), Type.Literal('device')], {
    description: 'mandate: its holder may act for another; revoked when the mandate ends, its purpose reads whether both live. official: its holder is in office; issued in the console, revoked when the appointment ends. device: its holder is a machine of an agency, which renews it by its key; suspended and revoked with the machine',
  })),
  attested: Type.Optional(Type.Boolean({ description: 'Issued to wallets alone for which a provider has vouched whom the operator knows, or which this platform serves (OAuth attestation-based client authentication)' })),
  requires: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean(), Type.Integer()]), { description: 'register.field to the value it must have: only who meets all is issued it' })),
  everybody: Type.Optional(Type.String({ description: 'A purpose of everybody (purposes.json) that reads what `requires` names: by it the agency may tell everybody who is entitled that the card can be taken' })),
  holding: Type.Optional(Type.String({ description: 'A purpose of its agency (purposes.json) that reads of somebody who is not asked the name and nothing else: before a card is held or ended, the name in the agency’s file is compared with the register’s' })),
  claims: Type.Array(CredentialClaim, { minItems: 1 }),
  validDays: Type.Integer({ minimum: 8, maximum: 3650 }),
  background: Type.String({ pattern: '^#[0-9a-f]{6}$' }),
  source: Source,
})
export type CredentialType = Static<typeof CredentialType>
