/** A way in by post: a letter to the address that the register of residents holds, asked for by somebody or sent at an agency's wish; and what comes of it. */
import type { Selectable } from 'kysely'
import type { LetterRule } from '../../../../packages/pack-kit/schema/manifest.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/events/jobs.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { Wording } from '../../../web/wordings.ts'
import { CountLetters, WriteLetter } from '../contract.ts'
import type { RegistrationDeps } from '../registration/registration.ts'
import type { IdentityTables } from '../tables.ts'
import { type Asking, askForLetter } from './ask-for-letter.ts'
import { lettersOf, readOwnLetter } from './read-letters.ts'
import { stopOwnLetter } from './stop-letter.ts'
import { findLetter, type LetterAttempt, takeLetter } from './take-letter.ts'
import { countCohort } from './invite/count-cohort.ts'
import { createInvitations, type Invitations } from './invite/invitations.ts'
import { writeOrdered } from './write-letter.ts'

export type LetterRow = Selectable<IdentityTables['letter']>

/** What a page shows: what nobody has taken up in its weeks is over. */
export interface ShownLetter extends LetterRow { state: LetterRow['status'] | 'over' }

/** What registers answer about whom a letter goes to; the look is in that person's log before anything is said of it. */
export type AskAbout = (request: { key: string; subject: string; purpose: string }) => Promise<{ known: { register: string; field: string; value: unknown }[]; silent: { reason: string }[] }>

/** As it goes to whoever prints and posts it. */
export interface Posted { identity: string; address: string; language: { html: string; dir: 'ltr' | 'rtl' }; title: string; name: string; paper: Buffer }

/** @returns false where it can never be delivered there */
export type Post = (letter: Posted) => Promise<boolean>

export interface PostOffice {
  /** Absent where the operator has opened no way for letters. */
  post: Post | undefined
  askAbout: AskAbout
  /** Ids of residents after one of them, in their order; and one field of each, in a look that stands in everybody's log. */
  residents(purpose: string, after: string, limit: number): Promise<string[]>
  askPeople(sweep: { pass: string; purpose: string; people: readonly string[]; fields: readonly string[] }): Promise<{ person: string; known: { register: string; field: string; value: unknown }[] }[]>
  /** In which language somebody wishes to be told. */
  languageOf(person: string, fallback: string): Promise<string>
  wordingIn(tag: string): Wording
  /** Public, of the portal. */
  origin: string
  demonstration: boolean
  log: Pick<Log, 'warn'>
}

export interface LetterDeps extends RegistrationDeps, Omit<PostOffice, 'post'> {
  post: Post
  rule: LetterRule
}

export interface Letters {
  readonly rule: LetterRule
  /** Says nothing of whether a letter goes out. @throws tooManyRequests where this address has asked too often */
  ask(asking: Asking): Promise<void>
  /** Whose letter it is, where everything belongs together, and they still live there. @throws letterUnknown, letterUnconfirmed, tooManyRequests */
  find(attempt: LetterAttempt): Promise<LetterRow>
  /** Once, together with what it lets the person have. @throws letterUnknown where somebody was faster */
  take(tx: Tx<IdentityTables>, row: LetterRow): Promise<void>
  own: {
    /** @throws noSuchLetter also for another's */
    read(person: string, id: string): Promise<ShownLetter>
    /** While it is on its way; and, for whoever is surer than a letter, what came of it. @throws noSuchLetter, letterOver */
    stop(person: string, id: string, surer: boolean): Promise<void>
  }
  /** At an agency's wish. */
  readonly office: Invitations
  /** Ids of a person's letters. */
  of(person: string): Promise<string[]>
}

export function createLetters(deps: LetterDeps, jobs: Pick<Jobs, 'define'>): Letters {
  jobs.define(WriteLetter, (order) => writeOrdered(deps, order))
  jobs.define(CountLetters, ({ batch }) => countCohort(deps, batch))
  return {
    rule: deps.rule,
    ask: (asking) => askForLetter(deps, asking),
    find: (attempt) => findLetter(deps, attempt),
    take: (tx, row) => takeLetter(deps, tx, row),
    own: {
      read: (person, id) => readOwnLetter(deps, person, id),
      async stop(person, id, surer) {
        await stopOwnLetter(deps, person, id, surer)
        deps.forgetSessions()
      },
    },
    office: createInvitations(deps),
    of: (person) => lettersOf(deps, person),
  }
}
