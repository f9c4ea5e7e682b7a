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

/** DCQL (OpenID4VP 1.0 section 6): each credential in whichever of the two formats the wallet has. */
export function queryOf({ asks }: Pick<RequestTemplate, 'asks'>, types: readonly CredentialNames[]): DcqlQuery.Output {
  const named = asks.map(({ credential, claims }) => ({ type: typeOf(types, credential), claims }))
  const query = DcqlQuery.parse({
    credentials: named.flatMap(({ type: { id, vct, doctype, namespace }, claims }) => [
      { id, format: 'dc+sd-jwt', meta: { vct_values: [vct] }, ...(claims.length > 0 ? { claims: claims.map((name) => ({ path: [name] })) } : {}) },
      { id: mdocId(id), format: 'mso_mdoc', meta: { doctype_value: doctype }, ...(claims.length > 0 ? { claims: claims.map((name) => ({ path: [namespace, name], intent_to_retain: false })) } : {}) },
    ]),
    credential_sets: named.map(({ type: { id } }) => ({ options: [[id], [mdocId(id)]], required: true })),
  } as DcqlQuery.Input)
  DcqlQuery.validate(query)
  return query
}

export const mdocId = (credential: string) => `${credential}_mdoc`

export function typeOf(types: readonly CredentialNames[], id: string): CredentialNames {
  const type = types.find((one) => one.id === id)
  if (!type) throw new Error(`no credential type ${id}`)
  return type
}
