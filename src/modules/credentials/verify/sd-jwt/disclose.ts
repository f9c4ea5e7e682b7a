/** Puts the disclosed claims where the issuer has signed for them (RFC 9901 section 7.1). */
import { hash } from 'node:crypto'
import { isObject, readJson, type JsonObject } from '../read-json.ts'
import { Refused } from '../refusal.ts'

type Disclosure = { salt: string; name: string | undefined; value: unknown }

/** SD-JWT VC section 2.2.2.2: what is said about the credential itself may not be withheld. */
const neverSelective = new Set(['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'status'])

const encoded = /^[\w-]+$/

/** @returns the payload without digests, and nothing that was not signed */
export function disclose(payload: JsonObject, disclosures: readonly string[]): JsonObject {
  const algorithm = payload['_sd_alg']
  if (algorithm !== undefined && algorithm !== 'sha-256') throw new Refused('wrong-algorithm')
  const waiting = new Map<string, Disclosure>()
  for (const text of disclosures) {
    const digest = hash('sha256', text, 'base64url')
    if (waiting.has(digest)) throw new Refused('repeated-claim')
    waiting.set(digest, readDisclosure(text))
  }
  const seen = new Set<string>()
  const take = (digest: unknown) => {
    if (typeof digest !== 'string' || seen.has(digest)) throw new Refused('repeated-claim')
    seen.add(digest)
    const found = waiting.get(digest)
    waiting.delete(digest)
    return found
  }
  const claims = openObject(payload, take, true)
  // A disclosure that no digest asks for was never signed.
  if (waiting.size > 0) throw new Refused('altered-claim')
  return claims
}

type Take = (digest: unknown) => Disclosure | undefined

function openValue(value: unknown, take: Take): unknown {
  if (Array.isArray(value)) return value.flatMap((item) => openItem(item, take))
  return isObject(value) ? openObject(value, take, false) : value
}

function openItem(item: unknown, take: Take): unknown[] {
  if (!isObject(item) || !('...' in item)) return [openValue(item, take)]
  if (Object.keys(item).length !== 1) throw new Refused('unreadable')
  const disclosure = take(item['...'])
  if (!disclosure) return []
  if (disclosure.name !== undefined) throw new Refused('unreadable')
  return [openValue(disclosure.value, take)]
}

function openObject(object: JsonObject, take: Take, atTop: boolean): JsonObject {
  // Entries, not assignments: a claim named __proto__ is a claim.
  const entries = new Map<string, unknown>()
  for (const name of Object.keys(object)) if (name !== '_sd' && !(atTop && name === '_sd_alg')) entries.set(name, openValue(object[name], take))
  const digests = object['_sd']
  if (digests !== undefined && !Array.isArray(digests)) throw new Refused('unreadable')
  for (const digest of (digests ?? []) as unknown[]) {
    const disclosure = take(digest)
    if (!disclosure) continue
    const { name, value } = disclosure
    if (name === undefined || name === '_sd' || name === '...') throw new Refused('unreadable')
    if (atTop && neverSelective.has(name)) throw new Refused('reserved-claim')
    if (entries.has(name)) throw new Refused('repeated-claim')
    entries.set(name, openValue(value, take))
  }
  return Object.fromEntries(entries)
}

function readDisclosure(text: string): Disclosure {
  if (!encoded.test(text)) throw new Refused('unreadable')
  const parts = readJson(Buffer.from(text, 'base64url').toString('utf8'))
  if (!Array.isArray(parts) || (parts.length !== 2 && parts.length !== 3) || typeof parts[0] !== 'string') throw new Refused('unreadable')
  const [salt, first, second] = parts as [string, unknown, unknown]
  if (parts.length === 2) return { salt, name: undefined, value: first }
  if (typeof first !== 'string') throw new Refused('unreadable')
  return { salt, name: first, value: second }
}
