/** “I have spoken with this person, it is them”, or not. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { identityFaults } from '../contract.ts'
import { momentOf } from '../registration/moment-of.ts'
import type { RegistrationDeps } from '../registration/registration.ts'

export interface Saying {
  registration: string
  /** Who says to be whom. */
  name: string
  agency: string
  openedAt: Date
  endsAt: Date
  said: 'yes' | 'no' | null
  /** Whether a word still makes a difference. */
  open: boolean
}

/** @throws noSuchRegistration */
export async function readAsked(deps: RegistrationDeps, person: string, registration: string): Promise<Saying> {
  const row = await deps.db.transaction((tx) => tx.selectFrom('registration_word').innerJoin('registration', 'registration.id', 'registration_word.registration')
    .select(['registration.name', 'registration.agency', 'registration.opened_at', 'registration.ends_at', 'registration.status', 'registration_word.said'])
    .where('registration_word.registration', '=', registration).where('registration_word.person', '=', person).executeTakeFirst())
  if (!row) throw new Fault(identityFaults.noSuchRegistration)
  return { registration, name: row.name, agency: row.agency, openedAt: row.opened_at, endsAt: row.ends_at, said: row.said, open: row.status === 'asked' && row.ends_at > momentOf(deps) }
}

/** The registration is locked before the word: of several at once each sees the ones before. @throws noSuchRegistration, registrationOver */
export async function sayWord(deps: RegistrationDeps, person: string, registration: string, said: 'yes' | 'no'): Promise<void> {
  const now = momentOf(deps)
  await deps.db.transaction(async (tx) => {
    const row = await tx.selectFrom('registration').selectAll().where('id', '=', registration).forUpdate().executeTakeFirst()
    const word = await tx.selectFrom('registration_word').selectAll().where('registration', '=', registration).where('person', '=', person).executeTakeFirst()
    if (!row || !word) throw new Fault(identityFaults.noSuchRegistration)
    if (row.status !== 'asked' || row.ends_at <= now || word.said !== null || !await isTrusted()) throw new Fault(identityFaults.registrationOver)
    await tx.updateTable('registration_word').set({ said, said_at: now }).where('registration', '=', registration).where('person', '=', person).execute()
    await tx.updateTable('registration').set(
      said === 'no' ? { status: 'stopped', settled_at: now, settled_by: `person:${person}` }
        : row.first_word === null ? { first_word: person } : row.second_word === null ? { second_word: person } : { first_word: row.first_word },
    ).where('id', '=', registration).execute()
    await noteAct(tx, `resident:${person}`, said === 'yes' ? 'say that it is them' : 'say that it is not them', `registration:${registration}`)

    /** Whoever has ended it meanwhile says nothing any more. */
    async function isTrusted() {
      return await tx.selectFrom('trusted_person').select('id').where('owner', '=', row!.person).where('trusted', '=', person).where('status', '=', 'active').executeTakeFirst() !== undefined
    }
  })
}
