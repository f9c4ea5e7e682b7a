/** Who may ask people what, what for, under which law: nothing is asked that is not registered, and every registration is public. */
import { DcqlQuery } from 'dcql'
import type { RequestTemplate } from '../../../../packages/pack-kit/schema/request-template.ts'
import type { Text } from '../../../kernel/schema/schema.ts'

export type { RequestTemplate }

/** A credential type by the names that both formats know it by. */
export interface CredentialNames {
  id: string
  name: Text
  vct: string
  doctype: string
  namespace: string
  claims: readonly { name: string; label: Text }[]
}

/** DCQL (OpenID4VP 1.0 section 6): each credential in the format that its verifier reads, else in whichever of the two the wallet has. */
export function queryOf({ asks, keepDays }: Pick<RequestTemplate, 'asks' | 'keepDays'>, types: readonly CredentialNames[]): DcqlQuery.Output {
  const options = asks.map(({ credential, claims, format }) => {
    const { id, vct, doctype, namespace } = typeOf(types, credential)
    const listed = (of: (name: string) => object) => (claims.length > 0 ? { claims: claims.map(of) } : {})
    return [
      { id, format: 'dc+sd-jwt', meta: { vct_values: [vct] }, ...listed((name) => ({ path: [name] })) },
      // What is kept is retained (ISO/IEC 18013-5 section 8.3.2.1.2.1); wallets may say so.
      { id: mdocId(id), format: 'mso_mdoc', meta: { doctype_value: doctype }, ...listed((name) => ({ path: [namespace, name], intent_to_retain: keepDays > 0 })) },
    ].filter((one) => format === undefined || one.format === format)
  })
  const query = DcqlQuery.parse({ credentials: options.flat(), credential_sets: options.map((one) => ({ options: one.map(({ id }) => [id]), required: true })) } as DcqlQuery.Input)
  DcqlQuery.validate(query)
  return query
}

export const mdocId = (credential: string) => `${credential}_mdoc`

export function typeOf(types: readonly CredentialNames[], id: string): CredentialNames {
  const type = types.find((one) => one.id === id)
  if (!type) throw new Error(`no credential type ${id}`)
  return type
}
