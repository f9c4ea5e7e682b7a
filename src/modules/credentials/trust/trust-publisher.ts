/** What others need in order to believe what the platform signs: the bundle, its keys, and the same list of issuers in words. */
import { type JWK, SignJWT } from 'jose'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { bundleLife, type PublicKey } from '../../../../packages/verifier/trust-bundle.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import type { CredentialsTables } from '../tables.ts'
import { ownIssuer } from './own-issuer.ts'
import type { TrustedIssuer } from './trust.ts'
import { writeBundle } from './write-bundle.ts'

export interface TrustPublisherDeps {
  db: RoomDatabase<CredentialsTables>
  pack: Pack
  keys: KeyRing
  /** Keys that papers are signed with, of all times. */
  paperKeys(): Promise<readonly JWK[]>
  /** Issuers beside the platform. */
  others: readonly TrustedIssuer[]
}

export interface TrustPublisher {
  /** COSE_Sign1; made anew every two seconds where it is small, less often the longer that takes. */
  bundle(origin: string): Promise<Buffer>
  keys(): { keys: JWK[] }
  /** A JWT: who may issue what, by which keys. */
  list(origin: string): Promise<string>
}

/** Milliseconds that a bundle is kept at least: a revocation is in the next one within five seconds. */
const keptFor = 2_000
/** A twentieth of a processor at most goes into it. */
const share = 20

export function createTrustPublisher({ db, pack, keys, paperKeys, others }: TrustPublisherDeps): TrustPublisher {
  const kept = new Map<string, { until: number; version: number; bundle: Promise<Buffer> }>()
  const make = async (origin: string) => {
    const madeAt = Math.floor(Date.now() / 1_000)
    const papers = (await paperKeys()).map(publicKey)
    const issuers = [ownIssuer(pack, keys, origin), ...others].map(({ id, name, types, keys: own }) => ({ id, name, types: [...types], keys: own.map(publicKey), paperKeys: id === origin ? papers : [] }))
    return writeBundle(keys.current('metadata'), { madeAt, issuers, ...await readRevoked(db, origin) })
  }
  return {
    bundle(origin) {
      const known = kept.get(origin)
      if (known && known.until > performance.now() && known.version === keys.version()) return known.bundle
      const began = performance.now()
      const entry = { until: Number.POSITIVE_INFINITY, version: keys.version(), bundle: make(origin) }
      if (kept.size > 20) kept.clear()
      kept.set(origin, entry)
      entry.bundle.then(() => { entry.until = performance.now() + Math.max(keptFor, (performance.now() - began) * share) }, () => kept.delete(origin))
      return entry.bundle
    },
    keys: () => ({ keys: keys.published('metadata').map(({ kid, jwk: { kty, crv, x, y } }) => ({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }) as JWK) }),
    list(origin) {
      const { kid, key, x5c } = keys.current('metadata')
      const issuers = [ownIssuer(pack, keys, origin), ...others].map(({ id, name, types, keys: own, anchors, statusLists }) => ({ id, name, types, keys: own, anchors, status_lists: statusLists }))
      return new SignJWT({ issuers }).setProtectedHeader({ alg: 'ES256', typ: 'maru-trust-list+jwt', kid, x5c: [...x5c] }).setIssuer(origin).setIssuedAt().setExpirationTime(Math.floor(Date.now() / 1_000) + bundleLife).sign(key)
    },
  }
}

/** One moment: a revocation is in all of it or in none. Copies that live for hours stay outside; verifiers without a network take none. */
function readRevoked(db: RoomDatabase<CredentialsTables>, origin: string) {
  return db.transaction(async (tx) => {
    const lists = await tx.selectFrom('status_list').select(['id', 'entries']).where('class', '=', 'long').orderBy('id').execute()
    const entries = await tx.selectFrom('issued_credential').innerJoin('status_list', 'status_list.id', 'issued_credential.list').select(['list', 'index'])
      .where('class', '=', 'long').where('state', '<>', 0).execute()
    const notValid = new Map(lists.map(({ id }) => [id, [] as number[]]))
    for (const { list, index } of entries) notValid.get(list)?.push(index)
    const papers = await tx.selectFrom('certificate').select('number').where('revoked_at', 'is not', null).orderBy('number').execute()
    return { lists: lists.map(({ id, entries: size }) => ({ uri: `${origin}/status/${id}`, entries: size, notValid: notValid.get(id) ?? [] })), papers: papers.map(({ number }) => number) }
  })
}

const publicKey = ({ kid, x, y }: JWK): PublicKey => ({ kid: kid ?? '', x: new Uint8Array(Buffer.from(x ?? '', 'base64url')), y: new Uint8Array(Buffer.from(y ?? '', 'base64url')) })
