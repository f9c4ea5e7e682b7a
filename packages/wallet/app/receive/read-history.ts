/**
 * An issuer that its credentials name by did:webvh: its keys are those of its history, checked as a server checks them (`src/kernel/webvh`), with its witnesses.
 * The name holds the first entry; that it is this issuer's, its host says. Loaded where there is such an issuer, which is never without a network.
 */
import type { JWK } from 'jose'
import type { Verifier, WitnessProofFileEntry } from 'didwebvh-ts'
import { checkLogBy, readLog } from '../../../../src/kernel/webvh/check-log-by.ts'
import { addressesOf, keysOf } from '../../../../src/kernel/webvh/name-parts.ts'
import { isSigned } from '../../../verifier/is-signed.ts'
import { fetchLimited, readText, refusedBy } from '../fetch-limited.ts'
import { Refused } from '../json.ts'

export interface IssuerHistory {
  did: string
  /** Of its last entry. */
  version: string
  /** How many have vouched for that, at the least. */
  witnesses: number
}

export interface ReadHistory extends IssuerHistory { keys: JWK[] }

const verifier: Verifier = { verify: (signature, message, key) => isSigned(key as Uint8Array<ArrayBuffer>, message as Uint8Array<ArrayBuffer>, signature as Uint8Array<ArrayBuffer>) }

/** @param issuer credential issuer identifier. @param known what was read of it before: a history goes on, and has no other beginning. @throws Refused */
export async function readHistory(did: string, issuer: string, known?: IssuerHistory): Promise<ReadHistory> {
  const { log: address, witness } = filesOf(did)
  if (address.host !== new URL(issuer).host || (known !== undefined && known.did !== did)) throw new Refused('wrong-issuer')
  const [text, proofs] = await Promise.all([fetchFile(address), fetchFile(witness)])
  if (text === undefined) throw new Refused('not-there', new Error(`${address.href} is not there`))
  const { checked, versions } = await check(did, text, proofs ?? '[]')
  if (!checked.isWitnessed) throw new Refused('not-witnessed')
  if (known !== undefined && !versions.includes(known.version)) throw new Refused('bad-history', new Error('it does not grow from what was read before'))
  return { did, version: checked.meta.versionId, witnesses: checked.meta.witness?.threshold ?? 0, keys: keysOf(checked.document) }
}

async function check(did: string, text: string, proofs: string) {
  try {
    const log = readLog(text)
    return { checked: await checkLogBy(verifier, log, JSON.parse(proofs) as WitnessProofFileEntry[], did), versions: log.map(({ versionId }) => versionId) }
  } catch (cause) {
    throw new Refused('bad-history', cause)
  }
}

/** On this very machine without TLS, as every address. */
function filesOf(did: string) {
  try {
    const { log, witness } = addressesOf(did)
    return { log: reachable(log), witness: reachable(witness) }
  } catch (cause) {
    throw new Refused('unreadable', cause)
  }
}

function reachable(address: string): URL {
  const url = new URL(address)
  if (url.hostname === 'localhost') url.protocol = 'http:'
  return url
}

async function fetchFile(url: URL): Promise<string | undefined> {
  const response = await fetchLimited(url)
  if (response.ok) return readText(response)
  const refused = refusedBy(response, 'not-there')
  if (refused.reason !== 'not-there') throw refused
  return undefined
}
