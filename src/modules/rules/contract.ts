/** What crosses the rules room's door. */
import type { Source } from '../../../packages/pack-kit/schema/common.ts'
import type { Per, Texts } from './language/syntax.ts'

/** Null: not known. */
export type FactValue = string | number | boolean | null
/** Entity → its attributes, or a list of them (children, newborns). */
export type FactSet = Record<string, Record<string, FactValue> | Record<string, FactValue>[]>

export interface Amount {
  /** In the currency's minor unit. */
  value: number
  per: Per
  upTo?: boolean
  from?: string
  until?: string
  /** The newborn it is for. */
  of?: string
  sentence?: Texts
}

export interface Reason {
  /** Null: not known. */
  holds: boolean | null
  sentence: Texts
  source: Source
}

export interface Finding {
  service: string
  outcome: 'owed' | 'not-owed' | 'unknown'
  amounts: Amount[]
  deadline: { date: string; sentence: Texts } | null
  reasons: Reason[]
  law: Source
  /** Facts whose absence leaves the answer open. */
  missing: string[]
  /** The better service that takes its place. */
  instead?: string
  rule: { file: string; name: string; hash: string }
}

export interface Evaluation {
  /** Life event. */
  event: string
  facts: FactSet
  /** The legal day: parameters in force on it. */
  on: string
  /** Only what was published by this day counts; the legal day when absent. */
  knownAt?: string
}

export interface Rules {
  /** Changes with every change of a rule or parameter: stored with each decision. */
  edition: string
  evaluate(evaluation: Evaluation): Finding[]
}
