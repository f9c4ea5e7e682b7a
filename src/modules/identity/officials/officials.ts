/** An agency's own people: appointed, changed and ended by its administrator; every act is audited. */
import { sql } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official, OfficialRole } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { AppointmentEnded, identityFaults, OfficialIdLost } from '../contract.ts'
import { hashOf, type Subject } from '../sessions/sessions.ts'
import type { IdentityTables } from '../tables.ts'

/** Milliseconds. */
const invitationLasts = 7 * 24 * 3600_000

export interface Invitation { token: string; endsAt: Date }
export interface Appointment { agency: string; name: string; roles: OfficialRole[] }
/** Of somebody who is in office. */
export interface Post { id: string; name: string; agency: string; appointedAt: Date }
export interface OfficialRow { id: string; name: string; roles: OfficialRole[]; appointed_at: Date; left_at: Date | null; passkeys: { id: string; createdAt: Date; usedAt: Date | null }[] }

type Db = RoomDatabase<IdentityTables>

/** @param actor `operator`, or `official:<id>` */
export async function appoint(db: Db, actor: string, { agency, name, roles }: Appointment): Promise<Invitation> {
  return db.transaction(async (tx) => {
    const id = newId()
    await tx.insertInto('official').values({ id, agency, name, roles, appointed_by: actor, left_at: null }).execute()
    await noteAct(tx, actor, 'appoint', `official:${id}`, { agency, roles })
    return invite(tx, id)
  })
}

export async function invite(tx: Tx<IdentityTables>, official: string): Promise<Invitation> {
  const token = randomToken()
  const endsAt = new Date(Date.now() + invitationLasts)
  await tx.insertInto('invitation').values({ token_hash: hashOf(token), official, ends_at: endsAt, used_at: null }).execute()
  return { token, endsAt }
}

export async function readInvitation(db: Db, token: string): Promise<{ subject: Subject; agency: string }> {
  const row = await db.transaction((tx) => tx.selectFrom('invitation').innerJoin('official', 'official.id', 'invitation.official')
    .select(['official.id', 'official.name', 'official.agency', 'invitation.ends_at', 'invitation.used_at', 'official.left_at'])
    .where('invitation.token_hash', '=', hashOf(token)).executeTakeFirst())
  if (!row || row.used_at !== null || row.left_at !== null || row.ends_at.getTime() < Date.now()) throw new Fault(identityFaults.invitationUsed)
  return { subject: { kind: 'official', subject: row.id, name: row.name }, agency: row.agency }
}

/** Of two who use it at the same time, one comes too late. */
export async function useInvitation(tx: Tx<IdentityTables>, token: string) {
  const { numUpdatedRows } = await tx.updateTable('invitation').set({ used_at: new Date() })
    .where('token_hash', '=', hashOf(token)).where('used_at', 'is', null).where('ends_at', '>', new Date()).executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Fault(identityFaults.invitationUsed)
}

export async function changeRoles(db: Db, administrator: Official, id: string, roles: OfficialRole[]) {
  await db.transaction(async (tx) => {
    const row = await lockColleague(tx, administrator, id)
    if (row.roles.includes('administrator') && !roles.includes('administrator')) await keepAnAdministrator(tx, administrator.agency, id)
    await tx.updateTable('official').set({ roles }).where('id', '=', id).execute()
    await noteAct(tx, `official:${administrator.official}`, 'change roles', `official:${id}`, { before: row.roles, after: roles })
  })
}

/** A leaver is out at once: sessions, passkeys, invitations and whatever was given to clients and wallets go with the appointment, and the ID goes by its event. */
export async function endAppointment(db: Db, administrator: Official, id: string, endWithClients: (tx: Tx<IdentityTables>) => Promise<void>) {
  await db.transaction(async (tx) => {
    const row = await lockColleague(tx, administrator, id)
    if (row.roles.includes('administrator')) await keepAnAdministrator(tx, administrator.agency, id)
    await tx.updateTable('official').set({ left_at: new Date() }).where('id', '=', id).execute()
    await tx.deleteFrom('session').where('kind', '=', 'official').where('subject', '=', id).execute()
    await tx.deleteFrom('passkey').where('kind', '=', 'official').where('subject', '=', id).execute()
    await tx.deleteFrom('invitation').where('official', '=', id).execute()
    await endWithClients(tx)
    await noteAct(tx, `official:${administrator.official}`, 'end appointment', `official:${id}`)
    await emit(tx, AppointmentEnded, { official: id, agency: administrator.agency, by: `official:${administrator.official}` })
  })
}

/** The phone is lost, the appointment stays, and so does the passkey: sessions and whatever was given to clients and wallets go at once, and the ID goes by its event. @returns whose it was */
export async function loseOfficialId(db: Db, administrator: Official, id: string, endWithClients: (tx: Tx<IdentityTables>) => Promise<void>): Promise<string> {
  return db.transaction(async (tx) => {
    const { name } = await lockColleague(tx, administrator, id)
    await tx.deleteFrom('session').where('kind', '=', 'official').where('subject', '=', id).execute()
    await endWithClients(tx)
    await noteAct(tx, `official:${administrator.official}`, 'official ID lost', `official:${id}`)
    await emit(tx, OfficialIdLost, { official: id, agency: administrator.agency, by: `official:${administrator.official}` })
    return name
  })
}

export async function lockColleague(tx: Tx<IdentityTables>, { agency }: Official, id: string) {
  // The agency's rows in one order, so that two administrators who end each other wait instead of both succeeding.
  const rows = await tx.selectFrom('official').selectAll().where('agency', '=', agency).orderBy('id').forUpdate().execute()
  const row = rows.find((candidate) => candidate.id === id)
  if (!row) throw new Fault(identityFaults.noSuchOfficial)
  if (row.left_at !== null) throw new Fault(identityFaults.alreadyLeft)
  return row
}

async function keepAnAdministrator(tx: Tx<IdentityTables>, agency: string, except: string) {
  const other = await tx.selectFrom('official').select('id').where('agency', '=', agency).where('id', '<>', except).where('left_at', 'is', null)
    .where(sql<boolean>`'administrator' = any (roles)`).limit(1).executeTakeFirst()
  if (!other) throw new Fault(identityFaults.lastAdministrator)
}

export function askTeam(db: Db): (agency: string) => Promise<OfficialRow[]> {
  const find = db.question((read, { agency }: { agency: string }) => read.selectFrom('official').select(['id', 'name', 'roles', 'appointed_at', 'left_at'])
    .where('agency', '=', agency).orderBy('left_at', (order) => order.desc().nullsFirst()).orderBy('name'))
  const findPasskeys = db.question((read, { agency }: { agency: string }) => read.selectFrom('passkey').innerJoin('official', (join) => join.onRef('official.id', '=', 'passkey.subject').on('passkey.kind', '=', 'official'))
    .select(['passkey.id', 'passkey.subject', 'passkey.created_at as createdAt', 'passkey.used_at as usedAt']).where('official.agency', '=', agency).orderBy('passkey.created_at'))
  return async (agency) => {
    const [team, passkeys] = await Promise.all([find({ agency }), findPasskeys({ agency })])
    const of = Map.groupBy(passkeys, ({ subject }) => subject)
    return team.map((row) => ({ ...row, passkeys: of.get(row.id) ?? [] }))
  }
}

export async function readOfficial(db: Db, id: string): Promise<Post | undefined> {
  return db.transaction((tx) => tx.selectFrom('official').select(['id', 'name', 'agency', 'appointed_at as appointedAt']).where('id', '=', id).where('left_at', 'is', null).executeTakeFirst())
}

export async function hasAdministrator(db: Db): Promise<boolean> {
  const row = await db.transaction((tx) => tx.selectFrom('official').select('id').where('left_at', 'is', null).where(sql<boolean>`'administrator' = any (roles)`).limit(1).executeTakeFirst())
  return row !== undefined
}
