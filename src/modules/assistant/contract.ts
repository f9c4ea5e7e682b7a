/** What the assistant says, and what it rests on. */
import { defineFaults } from '../../kernel/faults/faults.ts'
import type { Intent } from '../../../packages/pack-kit/schema/assistant.ts'
import type { SettingChange } from '../notices/index.ts'
import type { DueWish } from './due/read-due-wish.ts'

export const assistantFaults = defineFaults('assistant', {
  codeWrong: 400,
  forged: 401,
  noSuchAnswer: 404,
  noSuchConversation: 404,
  nothingAsked: 400,
  noDraft: 409,
  noSuchLesson: 404,
  noSuchService: 400,
  ownLesson: 403,
  wordsMissing: 400,
  nothingToDo: 409,
  pinMissing: 400,
  reasonMissing: 400,
  switchedOff: 503,
  takenAlready: 409,
  unfitFact: 422,
  noRule: 404,
  unreadable: 400,
  noSuchConfirmation: 404,
  notReady: 409,
})

/** A place where something stands, word for word, as it stood when it was read. */
export interface Source {
  /** `service:child-allowance#cost`, `rule:child-allowance` */
  id: string
  /** In the reader's language. */
  title: string
  /** What the section of the page is called, where it has a name. */
  section?: string
  /** Down to the section of the page. */
  href: string
  /** Law, article and day on which somebody looked. */
  law?: string
  /** SHA-256 of the text, its first 16 hexadecimal digits. */
  edition: string
  text: string
}

/** One sentence, and the numbers of the sources in which everything it says stands. */
export interface Statement {
  text: string
  sources: number[]
}

/** What the verifier found in a sentence: what it names, and what of that stands in no cited source. */
export interface Check {
  statement: string
  named: string[]
  missing: string[]
}

export type AnswerKind =
  | 'answered' | 'clarify' | 'unknown' | 'chat' | 'cancelled'
  /** Something of the person's own: read when it is shown, never kept here. */
  | 'own-notices' | 'own-applications' | 'own-certificates' | 'own-due'
  /** An act that waits for a confirmation on its own page. */
  | 'start' | 'setting' | 'certificate'
  /** A confirmation was given. */
  | 'setting-done'
  /** The application that was begun from here was deleted. */
  | 'draft-deleted'
  | 'hand-over'
  /** The assistant is switched off. */
  | 'off'

/** A service, or what happened to somebody; neither of both: a human. */
export interface Option { service?: string; event?: string; label: string }

export interface Answer {
  kind: AnswerKind
  /** In which it was asked, and is answered. */
  language: string
  /** Ids of whom to call at once. */
  urgent: string[]
  statements: Statement[]
  sources: Source[]
  /** What may have been meant, to choose from. */
  options: Option[]
  /** Key of a fixed sentence that states nothing: a greeting, a question back, that nothing was found. */
  phrase: string | null
  /** Life event whose application is to be started. */
  act: { event: string } | null
  /** How the person wants to be told from now on, or is. */
  setting?: SettingChange[]
  /** Credential that is asked about, or is to be put into the wallet. */
  certificate?: string
  /** Which of what one has to do by a day is asked about. */
  due?: DueWish
  trace: Trace
}

/** How the answer came about; with the sources it makes the answer again. */
export interface Trace {
  intent: Intent
  /** From 0 to 1. */
  confidence: number
  topic: string | null
  /** What was found, the best first, in the edition that was read; older answers have none. */
  hits: { id: string; score: number; edition?: string }[]
  /** Of the rules. */
  edition: string
  /** Day of the figures. */
  on: string
  checks: Check[]
  /** What it was taken for: enough to say it again on another day. */
  understood?: Understanding
  /** Where a model was to be asked. */
  model?: ModelTrace
}

/** Something of a service, what happened to somebody, or what an office has taught. */
export type Understanding = { kind: 'tell'; service: string; asked: Intent } | { kind: 'event'; event: string } | { kind: 'lesson'; lesson: string; service: string }

/** What a model had to do with an answer: what it was sent, without what identifies anybody, what it said, and what became of that. */
export interface ModelTrace {
  /** As its server calls it. */
  name: string
  /** The sentences are the model's; else they are the house's own. */
  worded: boolean
  calls: ModelCall[]
  /** What it said and nobody was told. */
  refused?: { text: string; reason: string }[]
}

export interface ModelCall {
  /** To find by meaning; to put what was found in order; to find out what is wanted; to put what is known into words. */
  use: 'find' | 'order' | 'understand' | 'word'
  /** Taken, or why not: it said nothing that may be said, it left things as they were, or it was not reached. */
  outcome: 'taken' | 'refused' | 'same' | 'off' | 'spent' | 'resting' | 'busy' | 'failed'
  /** In a few words, where it was not taken. */
  reason: string
  milliseconds: number
  sent: string
}

/** A sentence that may be said before the whole answer is made. */
export interface Told {
  text: string
  /** Tag. */
  language: string
  /** Name of the model that worded it. */
  model?: string
}
export type Tell = (told: Told) => void

/** 100 KB are a message: who pastes a document is answered by its beginning, and what is longer is refused in words. Letters, and bytes of the form that brings them. */
export const messages = { longest: 120_000, largest: 512 * 1024 }

/** What is carried from turn to turn. */
export interface Thread {
  /** The service that is spoken of. */
  topic: string | null
  /** Services to choose from, or life events as `event:<id>`, in the order they were shown, and what was asked of them. */
  options: string[]
  asked: Intent | null
}

export const emptyThread: Thread = { topic: null, options: [], asked: null }
