/** The issuer (OpenID4VCI 1.0): offers, nonces, and what a wallet with a token and keys is given. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { Exchange } from '../../exchange/index.ts'
import type { Access, Authorization } from '../../identity/index.ts'
import { createOpenLists } from '../status/open-lists.ts'
import { createStatusLists, type StatusLists } from '../status/publish-list.ts'
import type { CredentialsTables } from '../tables.ts'
import { type Configuration, configurationsOf, scopeOf } from './credential-types.ts'
import { gatherClaims } from './gather-claims.ts'
import { issueCredential, type Issued } from './issue-credential.ts'
import { IssueRefused } from './issue-faults.ts'
import { issuePath } from './issue-paths.ts'
import { makeOffer, type Offer } from './make-offer.ts'
import { metadataOf } from './metadata.ts'
import { newNonce } from './nonces.ts'
import { verifyProofs } from './verify-proofs.ts'

export interface IssuerDeps {
  db: RoomDatabase<CredentialsTables>
  pack: Pack
  clock: Clock
  keys: KeyRing
  /** Signs nonces. */
  key: Buffer
  log: Pick<Log, 'warn'>
  authorization: Authorization
  exchange: Pick<Exchange, 'askOwnData'>
}

export interface Issuer {
  readonly authorization: Authorization
  readonly statusLists: StatusLists
  readonly configurations: readonly Configuration[]
  metadata(origin: string): ReturnType<typeof metadataOf>
  nonce(): string
  offer(origin: string, person: string, types: readonly string[]): Promise<Offer>
  /** @param request as the wallet sent it (OpenID4VCI 1.0 section 8.2) */
  issue(origin: string, access: Access, request: Record<string, unknown>): Promise<Issued>
}

/** Seconds that an access token is good for. */
const tokenSeconds = 300

export function createIssuer({ db, pack, clock, keys, key, authorization, exchange }: IssuerDeps): Issuer {
  const configurations = configurationsOf(pack)
  const lists = createOpenLists(db)
  authorization.resources.add({ path: issuePath, tokenSeconds, scopes: pack.credentials.map((type) => ({ name: scopeOf(type), meaning: type.name })) })
  return {
    authorization, configurations, statusLists: createStatusLists(db, keys),
    metadata: (origin) => metadataOf(pack, origin),
    nonce: () => newNonce(key),
    offer: (origin, person, types) => makeOffer(authorization, pack, origin, person, types),
    async issue(origin, access, { credential_configuration_id: wanted, credential_identifier: identifier, proofs }) {
      if (identifier !== undefined) throw new IssueRefused('unknown_credential_identifier', 'tokens of this issuer name no credential identifiers')
      if (typeof wanted !== 'string') throw new IssueRefused('invalid_credential_request', 'credential_configuration_id is missing')
      const configuration = configurations.find(({ id }) => id === wanted)
      if (!configuration) throw new IssueRefused('unknown_credential_configuration', 'there is no such credential')
      if (!access.scopes.has(scopeOf(configuration.type))) throw new IssueRefused('insufficient_scope', 'the token is for another credential', 403)
      const proven = await verifyProofs(proofs, { issuer: origin, client: access.client, nonceKey: key })
      const claims = await gatherClaims(exchange, configuration.type, access.person, clock.today())
      return issueCredential({ db, pack, keys, lists }, { origin, configuration, person: access.person, client: access.client, claims, ...proven })
    },
  }
}
