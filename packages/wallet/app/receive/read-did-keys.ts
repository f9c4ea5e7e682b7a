/** Keys that an issuer's DID leads to: the history of a did:webvh with its witnesses, or the document of a did:web; at the issuer's own host and nowhere else. */
import type { JWK } from 'jose'
import type { DIDDoc } from 'didwebvh-ts'
import { keysOf } from '../../../../src/kernel/webvh/name-parts.ts'
import { fetchJson } from '../fetch-limited.ts'
import { Refused } from '../json.ts'
import { readHistory } from './read-history.ts'

/** @param issuer credential issuer identifier. @throws Refused */
export async function readDidKeys(did: string, issuer: string): Promise<JWK[]> {
  if (did.startsWith('did:webvh:')) return (await readHistory(did, issuer)).keys
  const [, method, host = '', ...path] = did.split(':')
  const own = new URL(issuer)
  if (method !== 'web' || decodeURIComponent(host) !== own.host) throw new Refused('wrong-issuer')
  const document = await fetchJson(new URL(path.length === 0 ? '/.well-known/did.json' : `/${path.map(encodeURIComponent).join('/')}/did.json`, own))
  if (document['id'] !== did) throw new Refused('wrong-issuer')
  return keysOf(document as DIDDoc)
}
