/** What others need in order to believe what the platform signs: the bundle, its keys, and the same list of issuers in words. */
import { type JWK, SignJWT } from 'jose'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { trustedUse } from '../../../../packages/verifier/logged-key.ts'
import { bundleLife, type ProvenKey } from '../../../../packages/verifier/trust-bundle.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import type { KeyLog } from '../log/log-keys.ts'
import type { PublicLog } from '../log/public-log.ts'
import { type Root, rootOfList, rootOfPapers, type RootLog } from '../log/log-roots.ts'
import type { CredentialsTables } from '../tables.ts'
import { foreignTo, ownIssuer } from './own-issuer.ts'
import { trustListType } from './trust-list-type.ts'
import type { TrustedIssuer } from './trust.ts'
import { writeBundle } from './write-bundle.ts'

export interface TrustPublisherDeps {
  db: RoomDatabase<CredentialsTables>
  pack: Pack
  keys: KeyRing
  /** Keys that papers are signed with, of all times. */
  paperKeys(): Promise<readonly JWK[]>
  /** Issuers beside the platform. */
  others(): readonly TrustedIssuer[]
  /** Where the keys, and what is taken back, stand in the open. */
  keyLog: KeyLog
  rootLog: RootLog
  log: Pick<PublicLog, 'policy'>
}

export interface TrustPublisher {
  /**
   * COSE_Sign1; made anew every two seconds where it is small, less often the longer that takes. @throws kernelFaults.unavailable while the log, or its
   * witnesses, cannot prove what would stand in it: verifiers keep the one they have, and its age is shown
   */
  bundle(origin: string): Promise<Buffer>
  /** That bundles are signed with, each with its proof. */
  keys(): Promise<{ keys: (JWK & { proof: string })[] }>
  /** Whom to believe about the log that the bundle's proofs are of (C2SP tlog-policy). */
  logPolicy(): Promise<string>
  /** A JWT: who may issue what, by which keys. */
  list(origin: string): Promise<string>
}

/** Milliseconds that a bundle is kept at least: a revocation is in the next one within five seconds. */
const keptFor = 2_000
/** A twentieth of a processor at most goes into it. */
const share = 20

export function createTrustPublisher({ db, pack, keys, paperKeys, others, keyLog, rootLog, log }: TrustPublisherDeps): TrustPublisher {
  const kept = new Map<string, { until: number; version: number; bundle: Promise<Buffer> }>()
  const proven = async (use: string, own: readonly JWK[]): Promise<ProvenKey[]> => {
    const proofs = new Map((await keyLog.proofs(use)).map(({ kid, proof }) => [kid, proof]))
    return own.map((key) => ({ ...publicKey(key), proof: demand(proofs.get(key.kid ?? '')) }))
  }
  const make = async (origin: string) => {
    const madeAt = Math.floor(Date.now() / 1_000)
    const papers = await proven('papers', await paperKeys())
    const issuers = await Promise.all([ownIssuer(pack, keys, origin), ...foreignTo(origin, others())].map(async ({ id, name, types, keys: own }) => {
      const isOwn = id === origin
      return { id, own: isOwn, name, types: [...types], keys: await proven(isOwn ? 'credentials' : trustedUse(id), own), paperKeys: isOwn ? papers : [] }
    }))
    const revoked = await readRevoked(db)
    const roots = [...revoked.lists.map(({ root }) => root), rootOfPapers(revoked.papers)]
    await rootLog.demandLogged(roots)
    const prove = async (root: Root) => demand(await rootLog.prove(root))
    const lists = await Promise.all(revoked.lists.map(async ({ id, entries, notValid, root }) => ({ uri: `${origin}/status/${id}`, entries, notValid, states: root.states, proof: await prove(root) })))
    return writeBundle(keys.current('metadata'), { madeAt, issuers, lists, papers: revoked.papers, papersProof: await prove(roots.at(-1)!) })
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
    async keys() {
      const proofs = await keyLog.proofs('metadata')
      return { keys: keys.published('metadata').flatMap(({ kid, jwk: { kty, crv, x, y } }) => proofs.filter((one) => one.kid === kid).map(({ proof }) => ({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig', proof }) as JWK & { proof: string })) }
    },
    logPolicy: () => log.policy(),
    list(origin) {
      const { kid, key, x5c } = keys.current('metadata')
      const issuers = [ownIssuer(pack, keys, origin), ...foreignTo(origin, others())].map(({ id, name, types, keys: own, anchors, signers, statusKeys, statusLists }) => ({ id, name, types, keys: own, anchors, signers, status_keys: statusKeys, status_lists: statusLists }))
      return new SignJWT({ issuers }).setProtectedHeader({ alg: 'ES256', typ: trustListType, kid, x5c: [...x5c] }).setIssuer(origin).setIssuedAt().setExpirationTime(Math.floor(Date.now() / 1_000) + bundleLife).sign(key)
    },
  }
}

/** One moment: a revocation is in all of it or in none. Copies that live for hours stay outside; verifiers without a network take none. */
function readRevoked(db: RoomDatabase<CredentialsTables>) {
  return db.transaction(async (tx) => {
    const lists = await tx.selectFrom('status_list').select(['id', 'entries']).where('class', '=', 'long').orderBy('id').execute()
    const entries = await tx.selectFrom('issued_credential').innerJoin('status_list', 'status_list.id', 'issued_credential.list').select(['list', 'index', 'state'])
      .where('class', '=', 'long').where('state', '<>', 0).execute()
    const changed = Map.groupBy(entries, ({ list }) => list)
    const papers = await tx.selectFrom('certificate').select('number').where('revoked_at', 'is not', null).orderBy('number').execute()
    return {
      lists: lists.map(({ id, entries: size }) => {
        const own = changed.get(id) ?? []
        return { id, entries: size, notValid: own.map(({ index }) => index), root: rootOfList(id, size, own) }
      }),
      papers: papers.map(({ number }) => number),
    }
  })
}

function demand(proof: string | undefined): string {
  if (proof === undefined) throw new Fault(kernelFaults.unavailable, { cause: new Error('witnesses have not seen what the bundle would say') })
  return proof
}

const publicKey = ({ kid, x, y }: JWK) => ({ kid: kid ?? '', x: new Uint8Array(Buffer.from(x ?? '', 'base64url')), y: new Uint8Array(Buffer.from(y ?? '', 'base64url')) })
