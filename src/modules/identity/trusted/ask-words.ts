/** Where no document is there: those whom the person has named are asked, and two who say yes let the office make the sheet. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { hashOfCode, newCode, plainName, sameName } from '../codes.ts'
import { identityFaults, RegistrationAsked, RegistrationOpened, WordAsked } from '../contract.ts'
import type { Person } from '../mandates/grant-mandate.ts'
import { codeUse, demandOffice, endAccess, endFormer, type Sheet, sheetLasts } from '../registration/open-registration.ts'
import { momentOf } from '../registration/moment-of.ts'
import type { RegistrationDeps } from '../registration/registration.ts'

/** How far it has come: nobody is named to the office. */
export interface Words { asked: number; yes: number }

/** So many have to say yes. */
export const wordsNeeded = 2
/** Milliseconds for which somebody has been trusted before their word counts: a thief with the phone in hand names friends, and is found out meanwhile. */
const settled = 48 * 3_600_000

/** @throws notRegisteredHere, notByOneself, tooFewTrusted */
export async function askWords(deps: RegistrationDeps, official: Official, person: Person): Promise<void> {
  demandOffice(deps, official)
  if (sameName(official.name, person.name)) throw new Fault(identityFaults.notByOneself)
  const [id, now, officialName] = [newId(), momentOf(deps), plainName(official.name)]
  await deps.db.transaction(async (tx) => {
    const named = await tx.selectFrom('trusted_person').selectAll().where('owner', '=', person.id).where('status', '=', 'active').where('accepted_at', '<=', new Date(now.getTime() - settled)).execute()
    // The same answer to a number that is nobody's, to another name, and to who has named too few: the office learns nothing of whom.
    const asked = named.filter(({ owner_name, trusted_name }) => sameName(owner_name, person.name) && !sameName(trusted_name, official.name))
    if (asked.length < wordsNeeded) throw new Fault(identityFaults.tooFewTrusted)
    await endFormer(tx, person.id, now)
    await tx.insertInto('registration').values({
      id, person: person.id, name: plainName(person.name), agency: official.agency, official: official.official, official_name: officialName, basis: 'word', document: null, ends_former: true,
      opened_at: now, ends_at: new Date(now.getTime() + sheetLasts), status: 'asked', code_hash: null, settled_at: null, settled_by: null, first_word: null, second_word: null,
    }).execute()
    await tx.insertInto('registration_word').values(asked.map(({ trusted, trusted_name }) => ({ registration: id, person: trusted!, person_name: trusted_name, official_name: officialName, said: null, said_at: null }))).execute()
    await noteAct(tx, `official:${official.official}`, 'ask for words', `registration:${id}`, { person: person.id, asked: asked.length })
    await emit(tx, RegistrationAsked, { registration: id, person: person.id, agency: official.agency })
    for (const { trusted } of asked) await emit(tx, WordAsked, { registration: id, person: trusted!, name: person.name, agency: official.agency })
  })
}

/** By the official who asked, within the day: what the person signed in with until then ends, since it is lost. @throws noSuchRegistration, registrationOver, wordsMissing */
export async function makeSheetOnWords(deps: RegistrationDeps, official: Official, id: string): Promise<Sheet> {
  const [code, now] = [newCode(), momentOf(deps)]
  const endsAt = new Date(now.getTime() + sheetLasts)
  await deps.db.transaction(async (tx) => {
    const row = await tx.selectFrom('registration').selectAll().where('id', '=', id).where('agency', '=', official.agency).where('official', '=', official.official).forUpdate().executeTakeFirst()
    if (!row) throw new Fault(identityFaults.noSuchRegistration)
    demandOffice(deps, official)
    if (row.status !== 'asked' || row.ends_at <= now) throw new Fault(identityFaults.registrationOver)
    if (row.second_word === null) throw new Fault(identityFaults.wordsMissing)
    await endAccess(tx, row.person, official)
    await tx.updateTable('registration').set({ status: 'open', code_hash: hashOfCode(deps.key, codeUse, code), opened_at: now, ends_at: endsAt }).where('id', '=', id).execute()
    await noteAct(tx, `official:${official.official}`, 'open registration', `registration:${id}`, { person: row.person, words: wordsNeeded, lost: true })
    await emit(tx, RegistrationOpened, { registration: id, person: row.person, agency: row.agency, endsFormer: true })
  })
  return { id, code, endsAt }
}
