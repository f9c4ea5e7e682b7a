/** What can be issued, from the pack: each type in two formats, with names that the whole world shares. */
import { claimsAbout, type CredentialClaim, type CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RegisterField } from '../../../../packages/pack-kit/schema/register.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { CredentialFormat } from '../tables.ts'

export interface Configuration {
  /** Of the credential configuration (OpenID4VCI 1.0 section 12.2.4). */
  id: string
  type: CredentialType
  format: CredentialFormat
}

export const scopeOf = ({ id }: CredentialType) => `credential.${id}`

/** SD-JWT VC section 3.2.2.1: a name that collides with nobody's. */
export const vctOf = (pack: Pack, { id, version }: CredentialType) => `urn:maru:${pack.id}:${id}:${version}`

export function configurationsOf(pack: Pack): Configuration[] {
  return pack.credentials.flatMap((type): Configuration[] => [{ id: type.id, type, format: 'dc+sd-jwt' }, { id: `${type.id}-mdoc`, type, format: 'mso_mdoc' }])
}

/** The credential by which people show that they act for another, where the pack has one. */
export const mandateType = (pack: Pack): CredentialType | undefined => pack.credentials.find(({ about }) => about === 'mandate')

/** The credential by which officials show that they are in office, where the pack has one. */
export const officialType = (pack: Pack): CredentialType | undefined => pack.credentials.find(({ about }) => about === 'official')

/** The credential by which machines of agencies show which they are, where the pack has one. */
export const deviceType = (pack: Pack): CredentialType | undefined => pack.credentials.find(({ about }) => about === 'device')

export function fieldOf(pack: Pack, { from, label }: CredentialClaim): RegisterField {
  const [register, field] = from.split('.') as [string, string]
  const type = (claimsAbout as Record<string, Record<string, RegisterField['type']>>)[register]?.[field]
  if (type && label) return { label, type }
  const found = pack.registers.find(({ id }) => id === register)?.fields[field]
  if (!found) throw new Error(`pack ${pack.id} has no field ${from}`)
  return found
}

export const labelOf = (pack: Pack, claim: CredentialClaim): Text => claim.label ?? fieldOf(pack, claim).label
