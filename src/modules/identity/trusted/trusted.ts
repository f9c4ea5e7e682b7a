/** People whom somebody trusts to say who they are, should phone and passkeys be lost. */
import type { Selectable } from 'kysely'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Person } from '../mandates/grant-mandate.ts'
import type { RegistrationDeps, RegistrationRow } from '../registration/registration.ts'
import type { IdentityTables } from '../tables.ts'
import { answerTrust, endTrust, nameTrusted, readOffered } from './name-trusted.ts'
import { askWords, makeSheetOnWords, type Words } from './ask-words.ts'
import { readAsked, type Saying, sayWord } from './say-word.ts'
import type { Sheet } from '../registration/open-registration.ts'

export type TrustedRow = Selectable<IdentityTables['trusted_person']>

export interface Trusted {
  /** Newest first: whom this person has named, who has named them, and what they are asked to say. */
  list(person: string): Promise<{ named: TrustedRow[]; naming: TrustedRow[]; asked: RegistrationRow[] }>
  /** @returns the code, which is shown once. @throws trustedFull */
  name(owner: Person, name: string): Promise<{ code: string; endsAt: Date }>
  /** @throws offerUnknown, offerOfAnother, notForOneself */
  offer(person: Person, code: string): Promise<TrustedRow>
  answer(person: Person, code: string, takes: boolean): Promise<void>
  /** By either side, at any time. @throws noSuchTrust */
  end(person: string, id: string): Promise<void>
  /** @throws noSuchRegistration to whoever is not asked */
  asked(person: string, registration: string): Promise<Saying>
  /** Once. One no stops it. @throws registrationOver */
  say(person: string, registration: string, said: 'yes' | 'no'): Promise<void>
  office: {
    /** @throws notRegisteredHere, notByOneself, tooFewTrusted also where the number and the name are not of one person */
    ask(official: Official, person: Person): Promise<void>
    /** @throws noSuchRegistration, wordsMissing, registrationOver */
    sheet(official: Official, registration: string): Promise<Sheet>
    words(agency: string): Promise<Map<string, Words>>
  }
}

const listed = 100

export function createTrusted(deps: RegistrationDeps): Trusted {
  const { db } = deps
  return {
    list: (person) => db.transaction(async (tx) => ({
      named: await tx.selectFrom('trusted_person').selectAll().where('owner', '=', person).where('status', '<>', 'ended').orderBy('id', 'desc').execute(),
      naming: await tx.selectFrom('trusted_person').selectAll().where('trusted', '=', person).where('status', '=', 'active').orderBy('id', 'desc').limit(listed).execute(),
      asked: await tx.selectFrom('registration').innerJoin('registration_word', 'registration_word.registration', 'registration.id').selectAll('registration')
        .where('registration_word.person', '=', person).where('registration_word.said', 'is', null).where('registration.status', '=', 'asked')
        .where('registration.ends_at', '>', new Date(deps.clock.now().epochMilliseconds)).orderBy('registration.id', 'desc').limit(listed).execute(),
    })),
    name: (owner, name) => nameTrusted(deps, owner, name),
    offer: (person, code) => readOffered(deps, person, code),
    answer: (person, code, takes) => answerTrust(deps, person, code, takes),
    end: (person, id) => endTrust(deps, person, id),
    asked: (person, registration) => readAsked(deps, person, registration),
    say: (person, registration, said) => sayWord(deps, person, registration, said),
    office: {
      ask: (official, person) => askWords(deps, official, person),
      async sheet(official, registration) {
        const sheet = await makeSheetOnWords(deps, official, registration)
        deps.forgetSessions()
        return sheet
      },
      async words(agency) {
        const rows = await db.transaction((tx) => tx.selectFrom('registration_word').innerJoin('registration', 'registration.id', 'registration_word.registration')
          .select(({ fn }) => ['registration.id', fn.countAll<string>().as('asked'), fn.count<string>('registration_word.said').filterWhere('registration_word.said', '=', 'yes').as('yes')])
          .where('registration.agency', '=', agency).where('registration.status', '=', 'asked').groupBy('registration.id').execute())
        return new Map(rows.map(({ id, asked, yes }) => [id, { asked: Number(asked), yes: Number(yes) }]))
      },
    },
  }
}
