/** Who is here: residents and officials, their sessions, passkeys and appointments. */
import type { FastifyRequest } from 'fastify'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Database } from '../../kernel/db/database.ts'
import { readCookie } from '../../kernel/http/answers.ts'
import type { Official, OfficialRole, Principal } from '../../kernel/http/principal.ts'
import type { Text } from '../../kernel/schema/schema.ts'
import { demonstrationOfficials, ensureDemonstrationOfficials, type DemonstrationOfficial } from './officials/demonstration-officials.ts'
import { appoint, askTeam, changeRoles, endAppointment, hasAdministrator, readInvitation, readOfficial, useInvitation, type Appointment, type Invitation, type OfficialRow } from './officials/officials.ts'
import { createPasskeys, type Passkeys } from './passkeys/passkeys.ts'
import { createSessions, type Sessions, type Subject } from './sessions/sessions.ts'
import { sessionCookieName } from './sessions/session-cookie.ts'
import type { IdentityTables } from './tables.ts'

export { believed as sessionsBelieved } from './sessions/sessions.ts'

export interface DemonstrationPerson { id: string; name: string; story: Text }

/** Present in the demonstration only: in production these people do not exist and cannot enter. */
export interface Demonstration {
  people: DemonstrationPerson[]
  nameOf(id: string): string | undefined
}

export interface IdentityDeps {
  database: Database
  pack: Pack
  /** Signs challenges. */
  key: Buffer
  secure: boolean
  demonstration: Demonstration | null
}

export interface Identity {
  readonly sessions: Sessions
  readonly passkeys: Passkeys
  readonly demonstration: (Demonstration & { officials: DemonstrationOfficial[] }) | null
  readonly secure: boolean
  tokenOf(request: FastifyRequest): string | undefined
  authenticate(request: FastifyRequest): Promise<Principal>
  /** Puts the demonstration's officials into their posts. */
  prepare(): Promise<void>
  hasAdministrator(): Promise<boolean>
  appoint(actor: string, appointment: Appointment): Promise<Invitation>
  changeRoles(administrator: Official, id: string, roles: OfficialRole[]): Promise<void>
  endAppointment(administrator: Official, id: string): Promise<void>
  team(agency: string): Promise<OfficialRow[]>
  invitation(token: string): Promise<{ subject: Subject; agency: string }>
  useInvitation(token: string): Promise<void>
  /** An official who has not left. */
  official(id: string): Promise<{ id: string; name: string; agency: string } | undefined>
}

export function createIdentity({ database, pack, key, secure, demonstration }: IdentityDeps): Identity {
  const db = database.room<IdentityTables>('identity')
  const sessions = createSessions(db)
  const tokenOf = (request: FastifyRequest) => readCookie(request.headers.cookie, sessionCookieName(secure))
  return {
    sessions, passkeys: createPasskeys(db, key), secure, tokenOf,
    demonstration: demonstration && { ...demonstration, officials: demonstrationOfficials(pack) },
    authenticate: (request) => sessions.authenticate(tokenOf(request)),
    async prepare() {
      if (demonstration) await ensureDemonstrationOfficials(db, pack)
    },
    hasAdministrator: () => hasAdministrator(db),
    appoint: (actor, appointment) => appoint(db, actor, appointment),
    async changeRoles(administrator, id, roles) {
      await changeRoles(db, administrator, id, roles)
      sessions.forget()
    },
    async endAppointment(administrator, id) {
      await endAppointment(db, administrator, id)
      sessions.forget()
    },
    team: askTeam(db),
    invitation: (token) => readInvitation(db, token),
    useInvitation: (token) => useInvitation(db, token),
    official: (id) => readOfficial(db, id),
  }
}
