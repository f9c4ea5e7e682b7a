/** Digital certificates: issued once, signed, checked by anyone, revoked in the open. */
import type { JWK } from 'jose'
import type { Selectable } from 'kysely'
import { trustedUse } from '../../../packages/verifier/logged-key.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Reach } from '../../kernel/http/call-outside.ts'
import type { Policy } from '../../kernel/transparency/note/policy.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Wording } from '../../web/wordings.ts'
import { credentialsFaults, type CertificateOrder } from './contract.ts'
import { createIssuer, type Issuer, type IssuerDeps } from './issue/issuer.ts'
import { createTrustPublisher, type TrustPublisher } from './trust/trust-publisher.ts'
import type { TrustedNow } from './trust/trusted-lists.ts'
import { createTrustDesk, type TrustDesk } from './trust/changes/trust-desk.ts'
import { issueCertificate } from './issue-certificate.ts'
import { createKeyLog } from './log/log-keys.ts'
import { createRootLog } from './log/log-roots.ts'
import type { PublicLog } from './log/public-log.ts'
import { type OpenPresentations, openPresentations } from './present/open-presentations.ts'
import { exportCertificate, nameIn } from './export/export-certificate.ts'
import { publishBits } from './export/publish-bits.ts'
import { takeEntry } from './export/take-entry.ts'
import { printCertificate } from './print-certificate.ts'
import { namedKey, publicHalf, publishedKeys, publishKey } from './publish-key.ts'
import { revokeCertificate, type Revocation } from './revoke-certificate.ts'
import { withHistory } from './history/with-history.ts'
import { type History, keepHistory } from './history/keep-history.ts'
import type { CredentialsTables } from './tables.ts'
import { verifyCertificate, type Verification } from './verify-certificate.ts'

export type { CertificateOrder, CertifiedFact } from './contract.ts'
export { addDeviceResource } from './devices/device-api.ts'
export { addIssuerResource, offerDevice } from './issue/offer-device.ts'
export { CardChanged } from './cards/card-holds.ts'
export { CardsOffered } from './cards/card-rounds.ts'
export { WalletsRestored } from './revoke/note-restoring.ts'
export { WalletsRevoked } from './revoke/revoke-everything.ts'
export { trustedLists, type TrustedNow } from './trust/trusted-lists.ts'
export type { Verification } from './verify-certificate.ts'
export type CertificateRow = Selectable<CredentialsTables['certificate']>

export interface CredentialsDeps {
  database: Database
  pack: Pack
  clock: Clock
  wordingIn(tag: string): Wording
  /** Private JWK, EC on P-256. Another one after a restart is a rotation: what was signed before stays checkable. */
  signingKey: JWK
  /** Public origin, `https://…`: the issuer's name, and where the QR code leads. */
  address: string | undefined
  /** Says on every paper that nothing here is real. */
  demonstration?: boolean
  /** For wallets; absent where only paper is issued. */
  issuing?: Pick<IssuerDeps, 'keys' | 'key' | 'log' | 'jobs' | 'authorization' | 'exchange' | 'events' | 'mandates' | 'officials' | 'devices'>
  /** Where keys and requests stand in the open; keys stay out of it where it is absent. */
  publicLog?: PublicLog
  /** Foreign issuers that are believed now; nobody when left out. */
  trusted?: TrustedNow
  /** The operator's file of them, where officials may change it; fetched from the open internet alone when nothing else is said. */
  trustedFile?: { path: string; reach?: Reach }
  /** For the history of the issuer's keys: the key that its own keys are derived from, and the witnesses. */
  history?: { secret: Buffer; policy: Pick<Policy, 'witnesses' | 'isQuorum'> }
  /** For asking wallets: the key that links to requests are made with. */
  presenting?: { key: Buffer }
}

export interface Credentials {
  readonly issuer: Issuer | undefined
  readonly presentations: OpenPresentations | undefined
  /** What others need in order to believe what is issued here. */
  readonly trust: TrustPublisher | undefined
  /** Where officials change whom the country believes; absent where the operator keeps no file. */
  readonly trustDesk: TrustDesk | undefined
  /** The same key again is the same certificate. */
  issue(order: CertificateOrder): Promise<{ id: string; number: string }>
  /** Newest first. */
  list(person: string): Promise<CertificateRow[]>
  /**
   * A tagged PDF in the language of its application, in the pack's own where that is written from right to left.
   * @param origin where the request came to; used in the QR code when no public address is set
   * @throws noSuchCertificate also for another person's: whether it exists is not said
   */
  print(person: string, id: string, origin: string): Promise<{ bytes: Buffer; number: string }>
  /**
   * The same as a W3C Verifiable Credential 2.0 (`application/vc+jwt`), good for thirty days.
   * @throws noSuchCertificate, certificateRevoked
   */
  export(person: string, id: string, origin: string): Promise<{ token: string; number: string }>
  /** A list of revoked exports (`application/vc+jwt`). @returns undefined where there is no such list */
  exportStatus(origin: string, list: number): Promise<string | undefined>
  /** @param code what a QR code or a paper gives: the token, or an address that ends in it */
  verify(code: string): Promise<Verification>
  /** Idempotent; the first reason stands. */
  revoke(revocation: Revocation): Promise<void>
  /** Of the issuer's keys; absent where only paper is issued. */
  readonly history: History | undefined
  /** What the issuer's DIDs name: keys of papers, of credentials and of status lists. */
  didKeys(): Promise<JWK[]>
  /** RFC 7517: every key that a certificate may be signed with. */
  keys(): Promise<{ keys: JWK[] }>
}

const nobody: readonly never[] = []
const nobodyElse = () => nobody

export function createCredentials({ database, pack, clock, wordingIn, signingKey, address, demonstration = false, issuing, publicLog, history, presenting, trusted = nobodyElse, trustedFile }: CredentialsDeps): Credentials {
  const db = database.room<CredentialsTables>('credentials')
  let published: Promise<JWK> | undefined
  /** In the books before the first signature; tried again after a failure. */
  const publicKey = () => (published ??= publish().catch((cause: unknown) => {
    published = undefined
    throw cause
  }))
  const publish = async () => {
    const named = await namedKey(signingKey)
    await publishKey(db, named)
    return named
  }
  const paperKeys = async () => {
    await publicKey()
    return publishedKeys(db)
  }
  const loggedKeys = issuing && publicLog && createKeyLog(db, issuing.keys, publicLog, async () => [...(await paperKeys()).map((jwk) => ({ use: 'papers', jwk })), ...trusted().flatMap(({ id, keys }) => keys.map((jwk) => ({ use: trustedUse(id), jwk })))], trusted)
  const didKeys = async () => [...await paperKeys(), ...(issuing ? (['credentials', 'status'] as const).flatMap((use) => issuing.keys.published(use).map(({ jwk }) => publicHalf(jwk))) : [])]
  const keysHistory = issuing && history && keepHistory({ db, keys: didKeys, log: issuing.log, ...history })
  const keyLog = loggedKeys && keysHistory && address !== undefined ? withHistory(loggedKeys, issuing.keys, keysHistory, address) : loggedKeys
  const rootLog = publicLog && createRootLog(db, publicLog)
  /** In the log as well, before it signs. */
  const key = async () => {
    const named = await publicKey()
    await keyLog?.demandLogged()
    return named
  }
  const find = async (person: string, id: string) => {
    const row = await db.transaction((tx) => tx.selectFrom('certificate').selectAll().where('person', '=', person).where('id', '=', id).executeTakeFirst())
    if (!row) throw new Fault(credentialsFaults.noSuchCertificate)
    return row
  }
  return {
    trust: issuing && publicLog && keyLog && rootLog && createTrustPublisher({ db, pack, keys: issuing.keys, paperKeys, others: trusted, keyLog, rootLog, log: publicLog }),
    trustDesk: publicLog && trustedFile !== undefined ? createTrustDesk(db, trustedFile.path, publicLog, trustedFile.reach) : undefined,
    issuer: issuing && createIssuer({ db, pack, clock, keyLog, rootLog, ...issuing }),
    presentations: issuing && publicLog && presenting && openPresentations({ db, pack, keys: issuing.keys, log: publicLog, others: trusted, ...presenting }),
    issue: async (order) => issueCertificate(db, { name: address ?? `urn:maru:${pack.id}`, key: await key() }, order),
    list: (person) => db.transaction((tx) => tx.selectFrom('certificate').selectAll().where('person', '=', person).orderBy('issued_at', 'desc').orderBy('id', 'desc').execute()),
    async print(person, id, origin) {
      const row = await find(person, id)
      const asked = wordingIn(row.language)
      // The PDF library sets text from left to right only.
      const wording = asked.language.dir === 'ltr' ? asked : wordingIn(pack.defaultLanguage)
      return { bytes: await printCertificate({ wording, origin: address ?? origin, demonstration }, row), number: row.number }
    },
    async export(person, id, origin) {
      const row = await find(person, id)
      if (row.revoked_at !== null) throw new Fault(credentialsFaults.certificateRevoked)
      const [service, agency] = [pack.services.find((one) => one.id === row.service), pack.agencies.find((one) => one.id === row.agency)]
      const names = { service: nameIn(service?.name, pack.defaultLanguage, row.service), agency: nameIn(agency?.name, pack.defaultLanguage, row.agency) }
      return { token: await exportCertificate(row, { origin: address ?? origin, key: await key(), names, entry: await takeEntry(db, id), now: new Date() }), number: row.number }
    },
    exportStatus: publishBits({ db, key, rootLog }),
    verify: (code) => verifyCertificate(db, code),
    revoke: (revocation) => revokeCertificate(db, clock, revocation),
    history: keysHistory,
    didKeys,
    keys: async () => ({ keys: await paperKeys() }),
  }
}
