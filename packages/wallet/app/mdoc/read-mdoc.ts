/** A mobile document as its issuer signed it (ISO/IEC 18013-5 section 9.1.2). This folder, and the library for CBOR, are loaded where there is one. */
import { decode, Tagged } from 'cborg'
import { base64url } from 'jose'
import { type Json, Refused } from '../json.ts'

export type Node = Map<unknown, unknown>

export interface Element {
  /** Its identifier; with the name space before it where another name space has the same. */
  name: string
  namespace: string
  identifier: string
  value: unknown
  digest: unknown
  /** `#6.24(bstr)`: digests are made over these bytes, so that they are kept as they came. */
  item: Tagged
}

export interface Mdoc {
  elements: Element[]
  /** By name of the element; values as the views show them. */
  claims: Json
  /** [protected header, unprotected header, mobile security object, signature] */
  issuerAuth: unknown[]
  security: Node
}

const strict = { strict: true, useMaps: true, rejectDuplicateMapKeys: true, allowIndefinite: false, allowUndefined: false, tags: Tagged.preserve(0, 24, 1004) }

/** @throws Error on anything but one value, with shortest lengths and no key twice */
export const readCbor = (bytes: Uint8Array): unknown => decode(bytes, strict)

/** Reads; believes nothing yet. @param credential IssuerSigned, base64url. @throws Refused */
export function readMdoc(credential: string): Mdoc {
  try {
    const issuerSigned = mapIn(readCbor(base64url.decode(credential)))
    const issuerAuth = listIn(issuerSigned.get('issuerAuth'))
    const elements = new Map<string, Element>()
    for (const [space, items] of mapIn(issuerSigned.get('nameSpaces'))) {
      const namespace = textIn(space)
      for (const item of listIn(items)) {
        const content = mapIn(readCbor(embeddedIn(item)))
        const identifier = textIn(content.get('elementIdentifier'))
        const name = elements.has(identifier) ? `${namespace}/${identifier}` : identifier
        if (elements.has(name)) throw new Refused('unreadable', new Error(`${name} stands there twice`))
        elements.set(name, { name, namespace, identifier, value: plainOf(content.get('elementValue')), digest: content.get('digestID'), item: item as Tagged })
      }
    }
    return { elements: [...elements.values()], claims: Object.fromEntries([...elements].map(([name, { value }]) => [name, value])), issuerAuth, security: mapIn(readCbor(embeddedIn(readCbor(bytesIn(issuerAuth[2]))))) }
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Refused('unreadable', cause)
  }
}

/** Name spaces as a query matches them (OpenID4VP 1.0 section 7.2). */
export const namespacesOf = ({ elements }: Mdoc): Record<string, Json> =>
  Object.fromEntries(bySpace(elements).map(([namespace, some]) => [namespace, Object.fromEntries(some.map(({ identifier, value }) => [identifier, value]))]))

export const bySpace = (elements: readonly Element[]): [namespace: string, elements: Element[]][] =>
  [...new Set(elements.map(({ namespace }) => namespace))].map((namespace) => [namespace, elements.filter((element) => element.namespace === namespace)])

/** What the document calls the element that a path names. */
export const nameAt = ({ elements }: Mdoc, [namespace, identifier]: readonly [string, string]): string =>
  elements.find((element) => element.namespace === namespace && element.identifier === identifier)?.name ?? identifier

function plainOf(value: unknown): unknown {
  if (value instanceof Tagged) return value.value
  if (Array.isArray(value)) return value.map(plainOf)
  return value instanceof Map ? Object.fromEntries([...value].map(([name, one]) => [String(name), plainOf(one)])) : value
}

export function mapIn(value: unknown): Node {
  if (!(value instanceof Map)) throw new Refused('unreadable')
  return value
}

export function listIn(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Refused('unreadable')
  return value
}

export function bytesIn(value: unknown): Uint8Array<ArrayBuffer> {
  if (!(value instanceof Uint8Array)) throw new Refused('unreadable')
  return value as Uint8Array<ArrayBuffer>
}

export function embeddedIn(value: unknown): Uint8Array<ArrayBuffer> {
  if (!(value instanceof Tagged) || value.tag !== 24) throw new Refused('unreadable')
  return bytesIn(value.value)
}

export function textIn(value: unknown): string {
  if (typeof value !== 'string') throw new Refused('unreadable')
  return value
}
