/** How somebody gets a first passkey, or one again: an official opens it, and the person takes it up with a code and their name. */
import type { Selectable } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { IdentityTables } from '../tables.ts'
import { type Held, heldBy, type Opening, openRegistration, type Sheet } from './open-registration.ts'
import { stopAtOffice, stopOwn } from './stop-registration.ts'
import { readOwn, readOfAgency } from './read-registrations.ts'
import { type Attempt, findRegistration, takeRegistration } from './take-registration.ts'

export type RegistrationRow = Selectable<IdentityTables['registration']>

export interface RegistrationDeps {
  db: RoomDatabase<IdentityTables>
  pack: Pack
  clock: Clock
  /** Marks codes and addresses. */
  key: Buffer
  /** What was believed of sessions is asked again. */
  forgetSessions(): void
}

/** As a page shows it: what nobody has taken up in its day is over. */
export interface ShownRegistration extends RegistrationRow { state: RegistrationRow['status'] | 'over' }

export interface Registrations {
  /** Whose code it is, where it belongs to the name. @throws registrationUnknown, tooManyRequests */
  find(attempt: Attempt): Promise<RegistrationRow>
  /** Once, together with what it lets the person have. @throws registrationUnknown where somebody was faster */
  take(tx: Tx<IdentityTables>, row: RegistrationRow): Promise<void>
  /** The same, with nothing beside it. */
  takeAlone(row: RegistrationRow): Promise<void>
  own: {
    /** @throws noSuchRegistration also for another's */
    read(person: string, id: string): Promise<ShownRegistration>
    /** In one click, by whoever is still signed in. @throws registrationOver where there is nothing to stop any more */
    stop(person: string, id: string): Promise<void>
  }
  office: {
    /** Newest first. */
    list(agency: string): Promise<ShownRegistration[]>
    /** By what this person has signed in until now; the question is in the audit. @throws notRegisteredHere */
    held(official: Official, person: string): Promise<Held>
    /** @returns the code, which is shown once. @throws notRegisteredHere, notByOneself */
    open(official: Official, opening: Opening): Promise<Sheet>
    /** @throws noSuchRegistration, registrationOver */
    stop(official: Official, id: string): Promise<void>
  }
}

export function createRegistrations(deps: RegistrationDeps): Registrations {
  return {
    find: (attempt) => findRegistration(deps, attempt),
    take: (tx, row) => takeRegistration(deps, tx, row),
    takeAlone: (row) => deps.db.transaction((tx) => takeRegistration(deps, tx, row)),
    own: { read: (person, id) => readOwn(deps, person, id), stop: (person, id) => stopOwn(deps, person, id) },
    office: {
      list: (agency) => readOfAgency(deps, agency),
      held: (official, person) => heldBy(deps, official, person),
      async open(official, opening) {
        const sheet = await openRegistration(deps, official, opening)
        deps.forgetSessions()
        return sheet
      },
      stop: (official, id) => stopAtOffice(deps, official, id),
    },
  }
}
