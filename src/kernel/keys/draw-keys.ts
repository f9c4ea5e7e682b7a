/** New keys, and the next key of a use. */
import { generateKeyPairSync } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { type KeyUse, keyUses, tokenUses } from './key-ring.ts'
import type { KeyRecord, KeysFile } from './keys-file.ts'
import { makeLeaf, makeRoot, type Subject } from './make-certificate.ts'
import { makeInToken, type TokenSettings } from './token.ts'

/** Hours between the publishing of a key and its first signature: longer than anything of ours may be cached. */
const ahead = 2

/** A key for each use below a root of their own, all active at once. */
export async function drawKeys(subject: Subject, now = new Date()): Promise<KeysFile> {
  const key = await drawKey()
  const root = { key, certificate: await makeRoot(key, subject, now) }
  const uses: KeysFile['uses'] = {}
  for (const use of keyUses) uses[use] = [await recordOf(use, subject, root, now, now)]
  return { format: 'maru-keys/1', roots: [root], uses }
}

/** A file of an earlier release gets what it lacks. */
export async function drawMissing(keys: KeysFile, subject: Subject, now = new Date()): Promise<KeysFile> {
  const [root] = keys.roots
  const missing = keyUses.filter((use) => !keys.uses[use]?.length)
  if (missing.length === 0 || !root?.key) return keys
  const uses = { ...keys.uses }
  for (const use of missing) uses[use] = [await recordOf(use, subject, { key: root.key, certificate: root.certificate }, now, now)]
  return { ...keys, uses }
}

/**
 * @param leaked the key that signs now is known to others: the new one signs at once, and nothing that the old one signed is believed
 * @param inToken the new key is made in the token, and stays there
 * @throws Error where the root's private half is not in the file; TokenFailed
 */
export async function rotateKey(keys: KeysFile, use: KeyUse, subject: Subject, { leaked = false, inToken = false } = {}, now = new Date()): Promise<KeysFile> {
  const root = keys.roots[0]
  if (!root?.key) throw new Error('The private half of the root is not in this file: put it back for the rotation.')
  const before = (keys.uses[use] ?? []).map((record) => (leaked && record.compromisedAt === undefined ? { ...record, compromisedAt: now.toISOString() } : record))
  const elsewhere = inToken ? { jwk: await makeInToken(tokenFor(keys, use), idOf(use, now), `maru ${use}`), inToken: idOf(use, now) } : undefined
  const next = await recordOf(use, subject, { key: root.key, certificate: root.certificate }, leaked ? now : new Date(now.getTime() + ahead * 3_600_000), now, elsewhere)
  return { ...keys, uses: { ...keys.uses, [use]: [next, ...before] } }
}

function tokenFor({ token }: KeysFile, use: KeyUse): TokenSettings {
  if (!tokenUses.includes(use)) throw new Error(`A key for ${use} is used by the authorization server and by libraries that want it in the file. In a token there may be keys for ${tokenUses.join(' and ')}.`)
  if (!token) throw new Error('The file does not say which token: npm run -s maru -- keys token --module <library> --label <token> --pin-file <file>')
  return token
}

/** Of its own, and told by its beginning what it is for: the moment in milliseconds. */
const idOf = (use: KeyUse, now: Date) => `${Buffer.from(use.slice(0, 4)).toString('hex')}${now.getTime().toString(16).padStart(12, '0')}`

async function recordOf(use: KeyUse, subject: Subject, root: { key: JWK; certificate: string }, activeFrom: Date, now: Date, elsewhere?: Required<Pick<KeyRecord, 'jwk' | 'inToken'>>): Promise<KeyRecord> {
  const { jwk, ...where } = elsewhere ?? { jwk: await drawKey() }
  return { jwk, ...where, certificate: await makeLeaf(jwk, use, subject, root, now), activeFrom: activeFrom.toISOString() }
}

async function drawKey(): Promise<JWK> {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) }
}
