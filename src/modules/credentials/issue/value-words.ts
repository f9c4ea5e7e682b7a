/** What the pack has words for among the values of a credential: codes, and money. */
import type { CredentialClaim, CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import { fieldOf, labelOf } from './credential-types.ts'

/** A place within a credential; null is every entry of a list (OpenID4VCI 1.0 appendix C). */
export type ClaimPath = (string | null)[]

export interface ClaimWords {
  path: ClaimPath
  label: Text
  /** By the code that is signed. */
  codes?: Record<string, Text>
  /** An amount in the minor unit of the pack's currency. */
  money?: true
}

/** In the order of the pack: each claim, and of people what is said of each by a code. */
export const wordsOf = (pack: Pack, { claims }: CredentialType): ClaimWords[] => claims.flatMap((claim) => [{ path: [claim.name], label: labelOf(pack, claim), ...valuesOf(pack, claim) }, ...attributesOf(pack, claim)])

function valuesOf(pack: Pack, claim: CredentialClaim): Pick<ClaimWords, 'codes' | 'money'> {
  const named = claim.from === 'mandate.kind' ? pack.mandates : /^(?:official|device)\.agencyId$/.test(claim.from) ? pack.agencies : undefined
  if (named) return { codes: Object.fromEntries(named.map(({ id, name }) => [id, name])) }
  const { type, values } = fieldOf(pack, claim)
  return { ...(type === 'enum' && values ? { codes: values } : {}), ...(type === 'money' ? { money: true } : {}) }
}

function attributesOf(pack: Pack, claim: CredentialClaim): ClaimWords[] {
  const said = claim.attributes ? fieldOf(pack, claim).attributes ?? {} : {}
  return (claim.attributes ?? []).flatMap((name): ClaimWords[] => {
    const attribute = said[name]
    if (attribute === undefined) return []
    const { label, values } = typeof attribute === 'string' ? fieldNamed(pack, attribute) : attribute
    return [{ path: [claim.name, null, name], label, ...(values ? { codes: values } : {}) }]
  })
}

function fieldNamed(pack: Pack, name: string) {
  const [register, field = ''] = name.split('.')
  const found = pack.registers.find(({ id }) => id === register)?.fields[field]
  if (!found) throw new Error(`pack ${pack.id} has no field ${name}`)
  return found
}
