/**
 * An issuer that is named by did:webvh: its keys are those of its history (`did.jsonl`), whose name holds its first entry and whose witnesses have vouched for
 * the last. Whoever has the name from that issuer needs no root.
 */
import type { DIDDoc, WitnessProofFileEntry } from 'didwebvh-ts'
import { checkLog, readLog } from '../../../kernel/webvh/check-log.ts'
import type { TrustList } from './read-trust-list.ts'
import type { TrustedIssuer } from './trust.ts'

export interface KeyHistory {
  did: string
  /** `did.jsonl` and `did-witness.json`, as they were fetched. */
  log: string
  witness: string
  /** What the operator believes it for: a history says who signs, and not what they may issue. */
  types: readonly string[]
  /** Beginnings of the addresses of its status lists. */
  statusLists: readonly string[]
}

/** Seconds: then it is fetched anew, or believed no longer. As long as a signed list. */
const life = 7 * 24 * 3600

/** @param addedAt seconds since 1970. @throws Error with a sentence for whoever adds it */
export async function readKeyHistory({ did, log, witness, types, statusLists }: KeyHistory, addedAt: number): Promise<TrustList & { version: string }> {
  if (types.length === 0) throw new Error('Say what it may issue: a history names keys, and no credentials.')
  const wrong = statusLists.find((address) => !/^https:\/\/[^/]+\/(?:.*\/)?$/.test(address))
  if (wrong !== undefined) throw new Error(`${wrong} is no beginning of https addresses: end it with a slash.`)
  const checked = await checkLog(readLog(log), JSON.parse(witness) as WitnessProofFileEntry[], did).catch((cause: Error) => { throw new Error(`The history of ${did} does not hold: ${cause.message}`, { cause }) })
  if (!checked.isWitnessed) throw new Error(`Too few witnesses have vouched for the last entry of ${did}.`)
  const keys = keysOf(checked.document)
  if (keys.length === 0) throw new Error(`${did} names no key on P-256 that it signs with.`)
  return { from: did, version: checked.meta.versionId, issuedAt: addedAt, until: addedAt + life, issuers: [{ id: did, name: { und: decodeURIComponent(did.split(':').slice(3).join('/')) }, types, keys, anchors: [], statusLists }] }
}

/** Credentials name a key by its whole address or by its last part alone. */
function keysOf({ id = '', assertionMethod = [], verificationMethod = [] }: DIDDoc): TrustedIssuer['keys'] {
  const whole = (name: string) => (name.startsWith('#') ? id + name : name)
  const signing = new Set(assertionMethod.map(whole))
  return verificationMethod.filter((method) => signing.has(whole(method.id))).flatMap(({ id: name, publicKeyJwk: jwk }) => {
    const { kty, crv, x, y } = (jwk as Record<string, string> | undefined) ?? {}
    if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) return []
    const fragment = whole(name).slice(whole(name).indexOf('#') + 1)
    return [whole(name), `#${fragment}`, fragment].map((kid) => ({ kty, crv, x, y, kid }))
  })
}

/** Where the two files of a name stand (did:webvh 1.0, the DID to HTTPS transformation). @throws Error */
export function addressesOf(did: string): { log: string; witness: string } {
  const [scheme, method, scid, host, ...path] = did.split(':')
  if (scheme !== 'did' || method !== 'webvh' || !scid || !host || path.some((part) => !/^\w[\w.-]*$/.test(part))) throw new Error(`${did} is no name of the method did:webvh.`)
  const folder = new URL(path.length === 0 ? '/.well-known/' : `/${path.join('/')}/`, `https://${decodeURIComponent(host)}`)
  return { log: new URL('did.jsonl', folder).href, witness: new URL('did-witness.json', folder).href }
}
