/** What a name of the method did:webvh 1.0 leads to: its two files, and from its document the keys that sign. */
import type { DIDDoc } from 'didwebvh-ts'

/** Where the two files of a name stand (did:webvh 1.0, the DID to HTTPS transformation). @throws Error */
export function addressesOf(did: string): { log: string; witness: string } {
  const [scheme, method, scid, host, ...path] = did.split(':')
  if (scheme !== 'did' || method !== 'webvh' || !scid || !host || path.some((part) => !/^\w[\w.-]*$/.test(part))) throw new Error(`${did} is no name of the method did:webvh.`)
  const folder = new URL(path.length === 0 ? '/.well-known/' : `/${path.join('/')}/`, `https://${decodeURIComponent(host)}`)
  return { log: new URL('did.jsonl', folder).href, witness: new URL('did-witness.json', folder).href }
}

export interface SigningKey { kty: 'EC'; crv: 'P-256'; x: string; y: string; kid: string }

/** Credentials name a key by its whole address or by its last part alone. */
export function keysOf({ id = '', assertionMethod = [], verificationMethod = [] }: DIDDoc): SigningKey[] {
  const whole = (name: string) => (name.startsWith('#') ? id + name : name)
  const signing = new Set(assertionMethod.map(whole))
  return verificationMethod.filter((method) => signing.has(whole(method.id))).flatMap(({ id: name, publicKeyJwk: jwk }) => {
    const { kty, crv, x, y } = (jwk as Record<string, string> | undefined) ?? {}
    if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) return []
    const fragment = whole(name).slice(whole(name).indexOf('#') + 1)
    return [whole(name), `#${fragment}`, fragment].map((kid) => ({ kty, crv, x, y, kid }))
  })
}
