/** What a card says in one of its forms, whichever that is. */
import type { Form } from './cards/card.ts'
import type { Json } from './json.ts'
import type { Mdoc } from './mdoc/read-mdoc.ts'
import { readCredential } from './sd-jwt.ts'

export interface ReadForm {
  /** About the person, by name. */
  claims: Json
  /** As a query sees it (OpenID4VP 1.0 section 7). */
  queried: object
  /** What the first step or steps of a path in a query come to here. */
  nameAt(path: readonly (string | number | null)[]): string
}

/** @throws Refused */
export async function readForm({ format, type, copies: [copy] }: Form): Promise<ReadForm> {
  const { credential } = copy!
  const held = { credential_format: format, cryptographic_holder_binding: true }
  if (format === 'dc+sd-jwt') {
    const { claims } = await readCredential(credential)
    return { claims, queried: { ...held, vct: type, claims }, nameAt: ([name]) => String(name) }
  }
  const { nameAt, namespacesOf, readMdoc } = await import('./mdoc/read-mdoc.ts')
  const mdoc: Mdoc = readMdoc(credential)
  return { claims: mdoc.claims, queried: { ...held, doctype: type, namespaces: namespacesOf(mdoc) }, nameAt: ([space, name]) => nameAt(mdoc, [String(space), String(name)]) }
}
