/** The issuer (OpenID4VCI 1.0): offers, nonces, and what a wallet with a token and keys is given. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/events/jobs.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { Exchange } from '../../exchange/index.ts'
import type { Events } from '../../../kernel/events/events.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Authorization, Devices, HolderAccess, Identity, Mandates } from '../../identity/index.ts'
import { EndAccess, revokeWithAccess } from '../revoke/revoke-everything.ts'
import { type CardHolds, createCardHolds } from '../cards/card-holds.ts'
import { type CardRounds, createCardRounds } from '../cards/card-rounds.ts'
import { checkHolder, type HolderAnswer, type HolderQuestion } from '../cards/check-holder.ts'
import { createRevoking, type Revoking } from '../revoke/revoking.ts'
import { createOpenLists } from '../status/open-lists.ts'
import { createStatusLists, type StatusLists } from '../status/publish-list.ts'
import type { KeyLog } from '../log/log-keys.ts'
import type { RootLog } from '../log/log-roots.ts'
import type { CredentialsTables } from '../tables.ts'
import { certifyMandate, revokeWithMandates } from './certify-mandate.ts'
import { certifyOfficial, noteOffer, revokeWithAppointments, revokeWithPhones } from './certify-official.ts'
import { certifyDevice, followDevices } from './certify-device.ts'
import { type Configuration, configurationsOf, mandateType, officialType, scopeOf } from './credential-types.ts'
import { deferIssuance, findDeferred, takeDeferred } from './deferred.ts'
import { openRequest, requestKeys } from './encryption.ts'
import { gatherClaims, RegistersSilent } from './gather-claims.ts'
import { type Issue, issueCredential, type Issued } from './issue-credential.ts'
import { IssueRefused } from './issue-faults.ts'
import { addIssuerResource, offerDevice } from './offer-device.ts'
import { makeOffer, type Offer } from './make-offer.ts'
import { metadataOf } from './metadata.ts'
import { newNonce } from './nonces.ts'
import { noteNotification } from './notification.ts'
import { recordIssuances } from './record-issuance.ts'
import { signMetadata } from './sign-metadata.ts'
import { attestersOf } from './verify-attestation.ts'
import { type ProvenKeys, verifyProofs } from './verify-proofs.ts'

export interface IssuerDeps {
  db: RoomDatabase<CredentialsTables>
  pack: Pack
  clock: Clock
  keys: KeyRing
  /** Signs nonces. */
  key: Buffer
  log: Pick<Log, 'warn'>
  jobs: Pick<Jobs, 'define'>
  authorization: Authorization
  exchange: Pick<Exchange, 'askOwnData' | 'askAbout' | 'residents' | 'askPeople'>
  events: Events
  mandates: Pick<Mandates, 'use' | 'stand'>
  officials: Pick<Identity, 'official'>
  devices: Devices
  /** Where the public halves of the keys stand in the open. */
  keyLog?: KeyLog | undefined
  /** Where status lists stand in the open. */
  rootLog?: RootLog | undefined
}

/** Asked for and not to be had yet: the wallet comes again with the transaction. */
export interface Later { transaction: string }

/** A request of a wallet, decrypted. */
export interface Asking { origin: string; access: HolderAccess; request: Record<string, unknown> }

export interface Issuer {
  readonly authorization: Authorization
  readonly statusLists: StatusLists
  readonly configurations: readonly Configuration[]
  readonly revoking: Revoking
  /** What agencies do to cards that they have issued. */
  readonly holds: CardHolds
  readonly rounds: CardRounds
  /** Before a card is held or ended: whether number and name belong together. */
  holder(question: HolderQuestion): Promise<HolderAnswer>
  metadata(origin: string): Promise<ReturnType<typeof metadataOf>>
  signedMetadata(origin: string): Promise<string>
  nonce(): string
  offer(origin: string, person: string, types: readonly string[]): Promise<Offer>
  /** Of the credential that says this mandate. @throws notFound also where it is another's, or has ended */
  offerMandate(origin: string, person: string, mandate: string): Promise<Offer>
  /** Of the ID of somebody in office. @throws notFound where the pack has none */
  offerOfficial(origin: string, official: string): Promise<Offer>
  /** Of the credential of a machine, by which it enrols. @throws notFound where the pack has none */
  offerDevice(origin: string, device: string): Promise<Offer>
  /** @param token a request that was encrypted to one of our keys */
  openRequest(token: string): Promise<unknown>
  issue(asking: Asking): Promise<Issued | Later>
  issueDeferred(asking: Asking): Promise<Issued | Later>
  notify(access: HolderAccess, request: Record<string, unknown>): Promise<void>
}

export function createIssuer({ db, pack, clock, keys, key, log, jobs, authorization, exchange, events, mandates, officials, devices, keyLog, rootLog }: IssuerDeps): Issuer {
  const configurations = configurationsOf(pack)
  const [lists, record] = [createOpenLists(db), recordIssuances(db)]
  const attesters = attestersOf(authorization.clients.filter(({ kind }) => kind === 'wallet').flatMap(({ jwks }) => jwks?.keys ?? []))
  addIssuerResource(authorization, pack)
  jobs.define(EndAccess, ({ person, before }) => authorization.endPerson(person, new Date(before)))
  const metadata = async (origin: string) => metadataOf(pack, origin, requestKeys(keys), await keyProofs())
  /** The rest of the metadata is true also while the log is away; wallets that want a proof then have to wait. */
  const keyProofs = async () => keyLog && Promise.all([keyLog.proofs('credentials'), keyLog.proofs('metadata')]).then((all) => all.flat()).catch((cause: unknown) => {
    log.warn({ cause: (cause as Error).message }, 'no proofs of keys')
    return undefined
  })
  revokeWithMandates(db, events)
  revokeWithAppointments(db, events)
  revokeWithPhones(db, pack, events)
  revokeWithAccess(db, events)
  followDevices(db, events, devices)
  /** @param proven of the holder's keys; asked for when there is something to be issued for them */
  const fulfil = async ({ origin, access }: Asking, configuration: Configuration, proven: () => Promise<ProvenKeys>) => {
    if (configuration.type.attested && !access.attested) throw new IssueRefused('credential_request_denied', 'this credential is for wallets that a provider vouches for who is known here')
    await keyLog?.demandLogged()
    const whose = { person: null, official: null, device: null, ...('person' in access ? { person: access.person } : 'official' in access ? { official: access.official } : { device: access.device }) }
    const issue = async (of: Pick<Issue, 'claims' | 'mandate'>) => issueCredential({ record, pack, keys, lists }, { origin, configuration, ...whose, client: access.client, grant: access.grant, ...await proven(), ...of })
    const holder = 'official' in access ? 'official' : 'device' in access ? 'device' : undefined
    if (holder !== (configuration.type.about === 'mandate' ? undefined : configuration.type.about)) throw new IssueRefused('credential_request_denied', 'an ID is for who is in office, that of a device for the device, and everything else for residents')
    if ('device' in access) return certifyDevice({ db, pack, devices }, access, configuration.type, await proven(), issue)
    if ('official' in access) return certifyOfficial({ db, pack, officials }, access, configuration.type, issue)
    if (configuration.type.about === 'mandate') return certifyMandate({ db, pack, clock, mandates }, access, configuration.type, issue)
    return issue({ claims: await gatherClaims(exchange, configuration.type, access.person, clock.today()) })
  }
  const whenSilent = (later: () => Promise<Later>) => (cause: unknown) => {
    if (!(cause instanceof RegistersSilent)) throw cause
    log.warn({ registers: cause.message }, 'credential deferred')
    return later()
  }
  return {
    authorization, configurations, statusLists: createStatusLists(db, keys, rootLog), metadata, revoking: createRevoking(db, authorization), holds: createCardHolds(db, jobs), rounds: createCardRounds({ db, pack, jobs, exchange }), holder: (question) => checkHolder({ db, exchange, clock }, question),
    signedMetadata: async (origin) => signMetadata(keys.current('metadata'), await metadata(origin)),
    nonce: () => newNonce(key),
    offer: (origin, person, types) => makeOffer(authorization, pack, origin, { kind: 'resident', subject: person }, types),
    async offerMandate(origin, person, mandate) {
      const [type, standing] = [mandateType(pack), await mandates.stand(mandate)]
      if (!type || standing?.actor !== person || standing.over !== undefined) throw new Fault(kernelFaults.notFound)
      const offer = await makeOffer(authorization, pack, origin, { kind: 'resident', subject: person }, [type.id])
      await db.transaction((tx) => tx.insertInto('mandate_grant').values({ grant_id: offer.grant, mandate, person }).execute())
      return offer
    },
    async offerOfficial(origin, official) {
      const type = officialType(pack)
      if (!type || !(await officials.official(official))) throw new Fault(kernelFaults.notFound)
      const offer = await makeOffer(authorization, pack, origin, { kind: 'official', subject: official }, [type.id])
      await noteOffer(db, official, offer.grant)
      return offer
    },
    offerDevice: (origin, device) => offerDevice(authorization, pack, origin, device),
    openRequest: (token) => openRequest(keys, token),
    async issue(asking) {
      const { access, request, origin } = asking
      const configuration = wantedOf(configurations, access, request)
      const proven = await verifyProofs(request['proofs'], { issuer: origin, client: access.client, nonceKey: key, attesters })
      return fulfil(asking, configuration, () => Promise.resolve(proven))
        .catch(whenSilent(async () => {
          // Of officials no register is asked.
          if (!('person' in access)) throw new IssueRefused('credential_request_denied', 'ask again later')
          return { transaction: await deferIssuance(db, access, configuration.id, proven) }
        }))
    },
    async issueDeferred(asking) {
      const transaction = asking.request['transaction_id']
      const found = await findDeferred(db, asking.access, transaction)
      const configuration = configurations.find(({ id }) => id === found.configuration)
      if (!configuration) throw new IssueRefused('invalid_transaction_id', 'there is no such credential any more')
      return fulfil(asking, configuration, async () => {
        if (!(await takeDeferred(db, transaction as string))) throw new IssueRefused('invalid_transaction_id', 'there is no such transaction')
        return { keys: found.keys, nonces: [] }
      }).catch(whenSilent(() => Promise.resolve({ transaction: transaction as string })))
    },
    notify: (access, request) => noteNotification(db, access, request),
  }
}

function wantedOf(configurations: readonly Configuration[], access: HolderAccess, { credential_configuration_id: wanted, credential_identifier: identifier }: Record<string, unknown>): Configuration {
  if (identifier !== undefined) throw new IssueRefused('unknown_credential_identifier', 'tokens of this issuer name no credential identifiers')
  if (typeof wanted !== 'string') throw new IssueRefused('invalid_credential_request', 'credential_configuration_id is missing')
  const configuration = configurations.find(({ id }) => id === wanted)
  if (!configuration) throw new IssueRefused('unknown_credential_configuration', 'there is no such credential')
  if (!access.scopes.has(scopeOf(configuration.type))) throw new IssueRefused('insufficient_scope', 'the token is for another credential', 403)
  return configuration
}
