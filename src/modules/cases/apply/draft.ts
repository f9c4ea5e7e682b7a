/** What an application holds before it is sent: kept at every step, so that nothing is typed twice. */
import type { KnownValue, Silence } from '../../exchange/index.ts'

export interface Newborn {
  name: string
  birthDate: string
  sex: string
}

export interface Entrusted {
  contribution: string
  /** For whom, in the person's words. */
  label: string
  /** Name of whoever has answered; absent: nobody has yet. */
  by?: string
}

export interface Draft {
  /** What the registers answered; null before the first asking. */
  known: KnownValue[] | null
  silent: Silence[]
  /** Fact name → what the person says instead of the register. */
  corrections: Record<string, string>
  newborns: Newborn[]
  /** Whom it happened to, where several may be meant: a person's id. */
  subject?: string | null
  /** Fact name → answer to a question that no register can answer. */
  answers: Record<string, string>
  /** Fact name → who was asked to answer it in the person's place, or has: the person does not. */
  entrusted?: Record<string, Entrusted>
  /** Purpose id → agreed or refused. */
  consents: Record<string, boolean>
  /** It goes on with a newer form than it began with. */
  renewed?: true
  /** Steps that were completed. */
  done: string[]
}

export const emptyDraft: Draft = { known: null, silent: [], corrections: {}, newborns: [], answers: {}, consents: {}, done: [] }

/** A fact as an agency sees it: the register's value, when it was true, and what the person says instead, if anything. */
export interface KnownFact extends KnownValue {
  corrected: string | null
  /** Of the person whom the case is about, not of the applicant. */
  about?: 'subject'
}

export const withStepDone = (draft: Draft, step: string): Draft =>
  ({ ...draft, done: draft.done.includes(step) ? draft.done : [...draft.done, step] })

/** Somebody has been asked, and has not answered. */
export const isAwaited = ({ entrusted = {} }: Pick<Draft, 'entrusted'>) => Object.values(entrusted).some(({ by }) => by === undefined)
