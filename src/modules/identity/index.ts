/** Who is here: residents and officials, their sessions, passkeys and appointments. */
import type { FastifyRequest } from 'fastify'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../kernel/audit/note-act.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Client } from '../../kernel/config/read-clients.ts'
import type { NationalSettings } from '../../kernel/config/read-national-sign-in.ts'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { emit } from '../../kernel/events/events.ts'
import type { Jobs } from '../../kernel/events/jobs.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { readCookie, type SetCookie } from '../../kernel/http/answers.ts'
import type { Act, Represented } from '../../kernel/http/on-behalf.ts'
import { anyone, type Official, type OfficialRole, type Principal, type Representative } from '../../kernel/http/principal.ts'
import type { KeyRing } from '../../kernel/keys/key-ring.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { Text } from '../../kernel/schema/schema.ts'
import { accountId } from './authorization/accounts.ts'
import { factsOfAccount } from './authorization/account-facts.ts'
import { endAccountIn, endSessionsIn } from './authorization/logout.ts'
import { type Authorization, createAuthorization } from './authorization/authorization.ts'
import { demonstrationOfficials, ensureDemonstrationOfficials, type DemonstrationOfficial } from './officials/demonstration-officials.ts'
import { appoint, askTeam, changeRoles, endAppointment, hasAdministrator, loseOfficialId, readInvitation, readOfficial, useInvitation, type Appointment, type Invitation, type OfficialRow, type Post } from './officials/officials.ts'
import { removeOfficialPasskey, removeOwnPasskey, type RemovedPasskey } from './officials/remove-passkey.ts'
import { EndMandate, identityFaults, PasskeyAdded } from './contract.ts'
import { createDevices, type Devices } from './devices/devices.ts'
import { createLetters, type Letters, type PostOffice } from './letters/letters.ts'
import type { AskOwn } from './mandates/derive-mandates.ts'
import { createMandates, type Mandates } from './mandates/mandates.ts'
import { createNational, type National } from './national/national.ts'
import { createPasskeys, type Passkeys, type RelyingParty } from './passkeys/passkeys.ts'
import { createRegistrations, type Registrations } from './registration/registration.ts'
import { createTrusted, type Trusted } from './trusted/trusted.ts'
import { createSessions, type Proof, type Sessions, type Subject } from './sessions/sessions.ts'
import { sessionCookie, sessionCookieName } from './sessions/session-cookie.ts'
import type { IdentityTables } from './tables.ts'

export { AccessLost, AppointmentEnded, DeviceChanged, DeviceKeyed, DeviceTwice, LetterOpened, LetterTaken, MandateBegun, MandateEnded, MandateUsed, NationalBegun, OfficialIdLost, PasskeyAdded, RegistrationAsked, RegistrationOpened, RegistrationTaken, TrustBegun, WordAsked } from './contract.ts'
export type { Mandates } from './mandates/mandates.ts'
export type { MandateRow } from './mandates/standing.ts'
export { refuseAccess } from './authorization/access/check-device.ts'
export { deviceClient } from './authorization/devices/device-clients.ts'
export { deviceKinds, type Device, type DeviceKind, type DeviceRow } from './devices/device.ts'
export type { Devices } from './devices/devices.ts'
export { measureTwice } from './devices/two-places.ts'
export { AccessRefused, type Access, type DeviceAccess, type HolderAccess, type OfficialAccess } from './authorization/access/check-access.ts'
export { companyDetail, type CompanyClient } from './authorization/companies/companies.ts'
export type { CompanyRequest } from './authorization/companies/company-requests.ts'
export type { ConsentToClient } from './authorization/agents/consents.ts'
export type { PreAuthorization } from './authorization/pre-authorize.ts'
export { ownWalletName } from './authorization/clients.ts'
export type { Authorization } from './authorization/authorization.ts'
export { hashOfCode, newCode, plainName, sameName } from './codes.ts'
export { onwardPage, refusedPage } from './pages/consent-page.tsx'
export { believed as sessionsBelieved, type Proof } from './sessions/sessions.ts'
export type { Post } from './officials/officials.ts'

export interface DemonstrationPerson { id: string; name: string; story: Text }

/** Present in the demonstration only: in production these people do not exist and cannot enter. */
export interface Demonstration {
  people: DemonstrationPerson[]
  nameOf(id: string): string | undefined
}

/** What the authorization server needs beside the room itself. */
export interface AuthorizationSettings {
  keys: KeyRing
  clients: readonly Client[]
  log: Pick<Log, 'warn'>
  jobs: Jobs
  /** Public origin; absent in the demonstration. */
  address: string | undefined
  fetchDocument?: (address: string) => Promise<Response>
}

export interface IdentityDeps {
  database: Database
  pack: Pack
  clock: Clock
  /** Asks registers what they hold on whoever asks; the exchange does, and logs it. */
  askOwn: AskOwn
  /** Signs challenges. */
  key: Buffer
  secure: boolean
  demonstration: Demonstration | null
  /** The country's own sign-in, where the operator has one. */
  national?: NationalSettings | undefined
  /** How letters are written and sent; absent where none are. */
  letters?: PostOffice
  /** Absent where nobody is let in, as at the command line. */
  authorization?: AuthorizationSettings
}

export interface Identity {
  /** @throws Error where this identity was opened without one */
  readonly authorization: Authorization
  readonly sessions: Sessions
  readonly passkeys: Passkeys
  readonly mandates: Mandates
  readonly registrations: Registrations
  readonly trusted: Trusted
  /** Where the pack and the operator let letters go out. */
  readonly letters: Letters | undefined
  readonly devices: Devices
  readonly national: National | undefined
  readonly demonstration: (Demonstration & { officials: DemonstrationOfficial[] }) | null
  readonly secure: boolean
  tokenOf(request: FastifyRequest): string | undefined
  authenticate(request: FastifyRequest): Promise<Principal>
  /** Lets somebody do one thing for another, now. @throws Fault with the reason why not */
  represent(request: FastifyRequest, representative: Representative, act: Act): Promise<Represented>
  /** Goes on under a mandate of one's own, or as oneself. @returns the cookie of the session. @throws noSuchMandate, mandateOver */
  actFor(request: FastifyRequest, mandate: string | null): Promise<SetCookie>
  /** Begins a session of a person whom another room has recognised; the one before ends. @returns its cookie */
  enter(request: FastifyRequest, subject: Subject, byOfficialId?: boolean): Promise<SetCookie>
  /** How whoever is here has shown who they are. */
  proof(request: FastifyRequest): Promise<Proof>
  /** Puts the demonstration's officials into their posts, and ends what abolished agencies have left behind. */
  prepare(): Promise<void>
  hasAdministrator(): Promise<boolean>
  appoint(actor: string, appointment: Appointment): Promise<Invitation>
  changeRoles(administrator: Official, id: string, roles: OfficialRole[]): Promise<void>
  /** @param origin by which applications know the platform: they are told */
  endAppointment(administrator: Official, id: string, origin: string): Promise<void>
  /** Signs an official out everywhere and revokes what their phone carried; they stay in office. @param origin as for the end of an appointment. @returns the official's name */
  loseOfficialId(administrator: Official, id: string, origin: string): Promise<string>
  /** One of an official's passkeys is lost: it and the sessions that it opened end. @param origin as for the end of an appointment. @throws notFound where the official has no such passkey */
  removePasskey(administrator: Official, id: string, passkey: string, origin: string): Promise<RemovedPasskey>
  /** The new way in stands in the audit, and a resident is told of it. */
  addPasskey(site: RelyingParty, subject: Subject, response: string, name: string): Promise<void>
  /** One of one's own, with the sessions that it opened. @throws lastPasskey, notFound */
  removeOwnPasskey(official: Official, passkey: string, origin: string): Promise<void>
  team(agency: string): Promise<OfficialRow[]>
  invitation(token: string): Promise<{ subject: Subject; agency: string }>
  /** In the demonstration a post is taken up without a passkey. */
  useInvitation(token: string): Promise<void>
  /** The passkey and the end of the invitation are one: of two who take it up at the same time one gets neither. @throws invitationUsed */
  takePost(site: RelyingParty, token: string, response: string): Promise<Subject>
  /** An official who has not left. */
  official(id: string): Promise<Post | undefined>
}

export function createIdentity({ database, pack, clock, askOwn, key, secure, demonstration, national, letters: office, authorization: settings }: IdentityDeps): Identity {
  const db = database.room<IdentityTables>('identity')
  const [sessions, passkeys] = [createSessions(db), createPasskeys(db, key)]
  const tokenOf = (request: FastifyRequest) => readCookie(request.headers.cookie, sessionCookieName(secure))
  const hereIs = async (cookies: string | undefined) => {
    const principal = await sessions.authenticate(readCookie(cookies, sessionCookieName(secure)))
    // Programs sign in whoever is here, and that is nobody else: under a mandate they find nobody, nor by a letter alone.
    if (principal.kind === 'anyone' || (principal.kind === 'resident' && (principal.switchedTo !== null || principal.assurance !== undefined))) return undefined
    return { account: accountId({ kind: principal.kind, subject: principal.kind === 'resident' ? principal.person : principal.official }), session: principal.session }
  }
  const devices = createDevices(db, pack, settings?.log)
  const authorization = settings && createAuthorization({ db, pack, devices, key, secure, ...settings, hereIs, forgetSessions: () => { sessions.forget() }, factsOf: factsOfAccount(db, demonstration, devices) })
  /** Whatever they have given to clients and wallets. */
  const endingOfficial = (id: string, origin: string) => (tx: Tx<IdentityTables>) => endAccountIn(tx, settings?.clients ?? [], origin, accountId({ kind: 'official', subject: id }))
  const mandates = createMandates({ db, pack, clock, key, askOwn })
  const registering = { db, pack, clock, key, forgetSessions: () => { sessions.forget() } }
  const [rule, post] = [pack.registration?.letter, office?.post]
  const letters = settings && office && rule && post ? createLetters({ ...registering, ...office, rule, post }, settings.jobs) : undefined
  settings?.jobs.define(EndMandate, ({ mandate }) => mandates.endIfOver(mandate))
  return {
    get authorization() {
      if (!authorization) throw new Error('this identity was opened without an authorization server')
      return authorization
    },
    sessions, mandates, devices, letters, registrations: createRegistrations(registering), trusted: createTrusted(registering), national: national && createNational({ db, pack, key, settings: national }), passkeys, secure, tokenOf,
    demonstration: demonstration && { ...demonstration, officials: demonstrationOfficials(pack) },
    async authenticate(request) {
      const holder = await sessions.authenticate(tokenOf(request))
      if (holder.kind !== 'resident') return holder
      const { switchedTo, ...resident } = holder
      if (switchedTo === null) return resident
      const under = await mandates.stand(switchedTo)
      // Fails closed: a session that was switched to what is nobody's is nobody's session.
      return under?.actor === resident.person ? { kind: 'representative', name: resident.name, session: resident.session, under } : anyone
    },
    async represent(request, { session, under }, { act, matter }) {
      const { row, done } = await mandates.use({ mandate: under.id, actor: under.actor, act, matter, reads: request.method === 'GET' })
      return { resident: { kind: 'resident', person: row.subject, name: row.subject_name, session, by: under }, done }
    },
    async actFor(request, mandate) {
      const token = tokenOf(request)
      if (mandate !== null) {
        const [holder, under] = [await sessions.authenticate(token), await mandates.stand(mandate)]
        if (holder.kind !== 'resident' || holder.assurance !== undefined || under?.actor !== holder.person) throw new Fault(identityFaults.noSuchMandate)
        if (under.over !== undefined) throw new Fault(identityFaults.mandateOver, { values: { because: under.over } })
      }
      const next = await sessions.switch(token, mandate)
      if (!next) throw new Fault(kernelFaults.signInNeeded)
      return sessionCookie(secure, next.token, next.seconds)
    },
    async enter(request, subject, byOfficialId) {
      const { token, seconds } = await sessions.start(subject, tokenOf(request), byOfficialId)
      return sessionCookie(secure, token, seconds)
    },
    proof: (request) => sessions.proof(tokenOf(request)),
    async prepare() {
      if (demonstration) await ensureDemonstrationOfficials(db, pack)
      await devices.endOrphans()
    },
    hasAdministrator: () => hasAdministrator(db),
    appoint: (actor, appointment) => appoint(db, actor, appointment),
    async changeRoles(administrator, id, roles) {
      await changeRoles(db, administrator, id, roles)
      sessions.forget()
    },
    async endAppointment(administrator, id, origin) {
      await endAppointment(db, administrator, id, endingOfficial(id, origin))
      sessions.forget()
    },
    async loseOfficialId(administrator, id, origin) {
      const name = await loseOfficialId(db, administrator, id, endingOfficial(id, origin))
      sessions.forget()
      return name
    },
    async removePasskey(administrator, id, passkey, origin) {
      const removed = await removeOfficialPasskey(db, administrator, id, passkey, (tx, ended) => endSessionsIn(tx, settings?.clients ?? [], origin, ended))
      sessions.forget()
      return removed
    },
    async addPasskey(site, subject, response, name) {
      const who = subject.kind === 'official' ? `official:${subject.subject}` : `resident:${subject.subject}`
      await passkeys.register(site, subject, response, name, async (tx) => {
        await noteAct(tx, who, 'add passkey', subject.kind === 'official' ? who : `person:${subject.subject}`)
        if (subject.kind === 'resident') await emit(tx, PasskeyAdded, { person: subject.subject })
      })
    },
    async removeOwnPasskey(official, passkey, origin) {
      await removeOwnPasskey(db, official, passkey, (tx, ended) => endSessionsIn(tx, settings?.clients ?? [], origin, ended))
      sessions.forget()
    },
    team: askTeam(db),
    invitation: (token) => readInvitation(db, token),
    useInvitation: (token) => db.transaction((tx) => useInvitation(tx, token)),
    async takePost(site, token, response) {
      const { subject } = await readInvitation(db, token)
      return { ...subject, passkey: await passkeys.register(site, subject, response, '', (tx) => useInvitation(tx, token)) }
    },
    official: (id) => readOfficial(db, id),
  }
}
