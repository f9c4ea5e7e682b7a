/** Digital certificates: issued once, signed, checked by anyone, revoked in the open. */
import type { JWK } from 'jose'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { IssueRequest } from './claims.ts'
import type { PublicJwk } from './contract.ts'
import { issueCertificate } from './issue-certificate.ts'
import { publishedKeys, signerOf } from './keys.ts'
import { drawPaper } from './paper/draw-paper.ts'
import { listCertificates, ownCertificate, toCertificate, type Certificate } from './read-certificates.ts'
import { revokeCertificate, type Revocation } from './revoke-certificate.ts'
import type { CredentialsTables } from './tables.ts'
import { verifyToken, type Verification } from './verify-token.ts'
import { createWordings } from './wording.ts'

export { CertificateIssued, CertificateRevoked } from './contract.ts'
export type { CertifiedAmount, CertifiedFact, IssueRequest } from './claims.ts'
export type { Certificate } from './read-certificates.ts'
export type { Verification } from './verify-token.ts'

export interface CredentialsDeps {
  database: Database
  pack: Pack
  clock: Clock
  log: Log
  /** Private JWK, EC on P-256. Another one after a restart is a rotation: what was signed before stays checkable. */
  signingKey: JWK
  /** Public origin, `https://…`, in the QR code and as issuer. */
  address: string | undefined
  /** Says on every paper that nothing here is real. */
  demonstration?: boolean
}

export interface Credentials {
  /** The same key again is the same certificate. Emits `credentials.issued`. */
  issue(request: IssueRequest): Promise<{ id: string; number: string }>
  /** Newest first. */
  list(person: string): Promise<Certificate[]>
  /** A tagged PDF. Another person's certificate is `noSuchDocument`. */
  pdf(person: string, id: string, language: string): Promise<{ bytes: Buffer; number: string }>
  /** Idempotent; the first reason stands. Emits `credentials.revoked`. */
  revoke(revocation: Revocation): Promise<void>
  /** @param brought a compact JWS, the text of the QR code, or the printed code */
  verify(brought: string): Promise<Verification>
  /** RFC 7517: every key that a certificate may be signed with. */
  keys(): Promise<PublicJwk[]>
  certificate(person: string, id: string): Promise<Certificate>
}

export function createCredentials({ database, pack, clock, log, signingKey, address, demonstration = false }: CredentialsDeps): Credentials {
  const db = database.room<CredentialsTables>('credentials')
  const wordsIn = createWordings(pack, log)
  const signer = signerOf(signingKey)
  // A key that cannot sign shows at its first use; here it must not end the process.
  signer.catch((cause: unknown) => { log.error({ cause }, 'signing key') })
  const own = (person: string, id: string) => db.transaction((tx) => ownCertificate(tx, person, id))
  return {
    issue: (request) => issueCertificate({ db, pack, clock, signer, issuer: address ?? `urn:maru:${pack.id}` }, request),
    list: (person) => db.transaction((tx) => listCertificates(tx, person)),
    certificate: async (person, id) => toCertificate(await own(person, id)),
    async pdf(person, id, language) {
      const row = await own(person, id)
      return { bytes: await drawPaper(row, wordsIn, language, { address, demonstration }), number: row.number }
    },
    revoke: (revocation) => revokeCertificate(db, clock, revocation),
    verify: (brought) => verifyToken(db, signer, brought),
    async keys() {
      const signing = await signer
      return db.transaction((tx) => publishedKeys(tx, signing))
    },
  }
}
