/**
 * An issuer that is named by did:webvh: its keys are those of its history (`did.jsonl`), whose name holds its first entry and whose witnesses have vouched for
 * the last. Whoever has the name from that issuer needs no root.
 */
import type { WitnessProofFileEntry } from 'didwebvh-ts'
import { checkLog } from '../../../kernel/webvh/check-log.ts'
import { readLog } from '../../../kernel/webvh/check-log-by.ts'
import { keysOf } from '../../../kernel/webvh/name-parts.ts'
import type { TrustList } from './read-trust-list.ts'

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
