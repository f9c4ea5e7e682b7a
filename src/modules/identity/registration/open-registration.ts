/** An official has seen who somebody is, and gives them a sheet; what is lost ends in the same transaction. */
import { sql } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { accountId } from '../authorization/accounts.ts'
import { endPersonIn } from '../authorization/revoke-account.ts'
import { hashOfCode, newCode, plainName, sameName } from '../codes.ts'
import { AccessLost, identityFaults, RegistrationOpened } from '../contract.ts'
import type { Person } from '../mandates/grant-mandate.ts'
import type { IdentityTables } from '../tables.ts'
import { momentOf } from './moment-of.ts'
import type { RegistrationDeps } from './registration.ts'

export interface Opening {
  /** Number and name, as they stand in the document. */
  person: Person
  /** Of the pack's. */
  document: string
  /** By what the person signed in until now is in other hands, or nowhere. */
  lost: boolean
}

export interface Sheet { id: string; code: string; endsAt: Date }

/** By what somebody has signed in until now. */
export interface Held {
  passkeys: number
  /** When one of them last was. */
  usedAt: Date | null
  /** A browser is signed in, or a wallet or a program is let in. */
  signedIn: boolean
}

/** Milliseconds: long enough to come home, short enough for a sheet that was left on the bus. */
export const sheetLasts = 24 * 3_600_000
export const codeUse = 'registration'

/** @throws notRegisteredHere */
export async function heldBy(deps: RegistrationDeps, official: Official, person: string): Promise<Held> {
  demandOffice(deps, official)
  return deps.db.transaction(async (tx) => {
    await noteAct(tx, `official:${official.official}`, 'see how somebody signs in', `person:${person}`)
    const passkeys = await tx.selectFrom('passkey').select('used_at').where('kind', '=', 'resident').where('subject', '=', person).execute()
    const here = await tx.selectFrom('session').select('id').where('kind', '=', 'resident').where('subject', '=', person).where('ends_at', '>', new Date()).limit(1).executeTakeFirst()
    const elsewhere = await tx.selectFrom('authorization_state').select('model').where('account', '=', accountId({ kind: 'resident', subject: person })).limit(1).executeTakeFirst()
    const used = passkeys.flatMap(({ used_at }) => used_at ?? []).sort((one, other) => other.getTime() - one.getTime())
    return { passkeys: passkeys.length, usedAt: used[0] ?? null, signedIn: here !== undefined || elsewhere !== undefined }
  })
}

/** @throws notRegisteredHere, notByOneself */
export async function openRegistration(deps: RegistrationDeps, official: Official, { person, document, lost }: Opening): Promise<Sheet> {
  const { documents } = demandOffice(deps, official)
  if (!documents.some(({ id }) => id === document)) throw new Fault(identityFaults.notRegisteredHere)
  // Officials are known here by their post and their name alone: of namesakes a colleague registers the other one.
  if (sameName(official.name, person.name)) throw new Fault(identityFaults.notByOneself)
  const [id, code, now] = [newId(), newCode(), momentOf(deps)]
  const endsAt = new Date(now.getTime() + sheetLasts)
  await deps.db.transaction(async (tx) => {
    await endFormer(tx, person.id, now)
    if (lost) await endAccess(tx, person.id, official)
    await tx.insertInto('registration').values({
      id, person: person.id, name: plainName(person.name), agency: official.agency, official: official.official, official_name: plainName(official.name), document, ends_former: lost,
      opened_at: now, ends_at: endsAt, status: 'open', code_hash: hashOfCode(deps.key, codeUse, code), settled_at: null, settled_by: null,
    }).execute()
    await noteAct(tx, `official:${official.official}`, 'open registration', `registration:${id}`, { person: person.id, document, lost })
    await emit(tx, RegistrationOpened, { registration: id, person: person.id, agency: official.agency, endsFormer: lost })
  })
  return { id, code, endsAt }
}

/** Whatever lets this person in is made one after the other. */
export async function lockPerson(tx: Tx<IdentityTables>, person: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity/registration/${person}`}, 0))`.execute(tx)
}

/** Of two sheets for one person that are made at once, one waits for the other and ends it; a letter that is on its way is no way in any more. */
export async function endFormer(tx: Tx<IdentityTables>, person: string, now: Date) {
  await lockPerson(tx, person)
  await tx.updateTable('letter').set({ status: 'stopped', code_hash: null, settled_at: now, settled_by: 'house' }).where('person', '=', person).where('status', '=', 'open').execute()
  await tx.updateTable('registration').set({ status: 'stopped', code_hash: null, settled_at: now, settled_by: 'house' }).where('person', '=', person).where('status', 'in', ['asked', 'open']).execute()
}

export async function endAccess(tx: Tx<IdentityTables>, person: string, { official }: Official) {
  await tx.deleteFrom('passkey').where('kind', '=', 'resident').where('subject', '=', person).execute()
  await endPersonIn(tx, person, new Date())
  const at = new Date()
  await tx.insertInto('access_lost').values({ person, at }).onConflict((conflict) => conflict.column('person').doUpdateSet({ at })).execute()
  await tx.updateTable('letter').set({ status: 'stopped', code_hash: null, settled_at: at, settled_by: 'house' }).where('person', '=', person).where('status', '=', 'open').execute()
  await emit(tx, AccessLost, { person, by: `official:${official}` })
}

export function demandOffice({ pack }: RegistrationDeps, { agency }: Official) {
  const { registration } = pack
  if (!registration?.agencies.includes(agency)) throw new Fault(identityFaults.notRegisteredHere)
  return registration
}
