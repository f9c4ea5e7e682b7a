/** What crosses the rules room's door. */
import type { Source } from '../../../packages/pack-kit/schema/common.ts'
import type { Wording } from '../../web/wordings.ts'
import type { JWK } from 'jose'
import type { BackPay } from './back-pay/reckon-back-pay.ts'
import type { Stated } from './explore/list-stated.ts'
import type { Questions } from './explore/questions.ts'
import type { Spot } from './explore/trial.ts'
import type { Turn } from './explore/counterfactual.ts'
import type { FactMistake } from './facts/check-facts.ts'
import type { ContradictionFound } from './facts/find-contradictions.ts'
import type { Per, Texts } from './language/syntax.ts'
import type { Reading } from './reader/reading.ts'
import type { DecisionRecord } from './records/decision-record.ts'
import type { Rerun } from './records/rerun-record.ts'
import type { ReadRecord } from './records/sign-record.ts'

/** Null: not known. */
export type FactValue = string | number | boolean | null
/** Entity → its attributes, or a list of them (persons, children, newborns). */
export type FactSet = Record<string, Record<string, FactValue> | Record<string, FactValue>[]>

export interface Amount {
  /** In the currency's minor unit. */
  value: number
  per: Per
  upTo?: boolean
  /** Something to pay with, and no money into an account. */
  voucher?: boolean
  from?: string
  until?: string
  /** Name of the newborn or person it is for. */
  of?: string
  sentence?: Texts
}

export interface Reason {
  /** Null: not known. */
  holds: boolean | null
  sentence: Texts
  source: Source
}

export interface Gap {
  figure: string
  /** The first day on which it counts. */
  begins: string
  file: string
  line: number
}

export interface Finding {
  service: string
  outcome: 'owed' | 'not-owed' | 'unknown'
  amounts: Amount[]
  deadline: { date: string; sentence: Texts } | null
  reasons: Reason[]
  law: Source
  /** Facts whose absence leaves the answer open, and figures that were never published for the day. */
  missing: string[]
  /** Figures that the answer needs and the law does not give: none was in force or published by the day, or the table has no such row. */
  gaps?: Gap[]
  /** The better service that takes its place. */
  instead?: string
  /** Nobody in the household is one of those whom the text asks. */
  nobody?: true
  /** The text does not count on the day. */
  outOfForce?: { from: string | null; until: string | null }
  rule: { file: string; name: string; hash: string }
}

export interface Day {
  /** The legal day: figures in force on it. */
  on: string
  /** Only what was published by this day counts; the legal day when absent. */
  knownAt?: string
}

export interface Situation extends Day { facts: FactSet }

export interface Evaluation extends Situation {
  /** Life event; absent: every service of the pack that has a rule. */
  event?: string
  /** Only these, in this order; counts before `event`. */
  services?: readonly string[]
  /** Who asked in the person's place, and under what; stands in the record, and changes no answer. */
  onBehalf?: OnBehalf
  /** Officials who wrote it down at a counter; the same. */
  takenDownBy?: DecisionRecord['takenDownBy']
}

export interface OnBehalf { by: string; mandate: string }

export interface Rules {
  /** Changes with every change of a rule or parameter: stored with each decision. */
  edition: string
  /** Services that have a rule, in the order of the text. */
  services: readonly string[]
  /** @throws RulesFault where an answer would be wrong: a number out of its range, two exceptions that meet, a day that is none */
  evaluate(evaluation: Evaluation): Finding[]
  /** The smallest changes that turn a refusal, the nearest first; none where it is no refusal, or nothing that can change turns it. */
  turns(service: string, situation: Situation): Turn[]
  /** What still matters for open services (all where none are named), in the order that settles most soonest. @param passed asked already, and not known */
  questions(situation: Situation, services?: readonly string[], most?: number, passed?: (spot: Spot) => boolean): Questions
  /** What in facts from outside no rule can know, or has no sense. */
  checkFacts(given: unknown): FactMistake[]
  /** Why such a household cannot be; an answer about it would mean nothing. */
  contradictions(situation: Situation): ContradictionFound[]
  /** The findings with a signed decision record (JWS) from which they can be reached again. @throws Error without a signing key */
  decide(evaluation: Evaluation): Promise<{ findings: Finding[]; record: string }>
  /** Whether a record gives the same bits today. @param keys public halves of those that may have signed it */
  rerun(token: string, keys: readonly JWK[]): Promise<RecordRerun>
  /** What is owed for months past by a law that was published after it began to count; most services have none. */
  backPay(situation: Situation, services?: readonly string[]): BackPay[]
  /** What the text itself states on a day, before anybody is asked; undefined for a service without a rule. */
  stated(service: string, on: string): Stated | undefined
  /** The rule as people read it, in one language: sentences, diagram, values, figures; undefined for a service without a rule. @param on the day whose figures stand in the sentences */
  read(service: string, wording: Wording, on: string): Reading | undefined
}

export type RecordRerun = Extract<ReadRecord, { record: null }> | (Exclude<ReadRecord, { record: null }> & Rerun)
