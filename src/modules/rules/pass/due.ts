/** What somebody has to do and until when: the words of a pass over duties. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { FactSet } from '../contract.ts'
import type { Texts } from '../language/syntax.ts'

/** Whose it is: a person's own, or of an entry of a list of theirs, such as a vehicle. */
export interface DutyPlace {
  /** Place in the people that were given. */
  household: number
  duty: string
  list: string | null
  at: number | null
}

export interface Due extends DutyPlace {
  /** The last day, as the law reckons it. */
  on: string
  /** What it costs, in the currency’s smallest unit; null where its text names nothing. */
  amount: number | null
}

export interface Dues {
  due: Due[]
  /** Of whom nobody can say it: a register did not tell. */
  open: DutyPlace[]
  /** Without an answer: contradictory, or with a number out of its range. */
  broken: number[]
}

export interface PickedDue { facts: FactSet; due: DutyPlace; on: string }

export interface ToldDue {
  /** Sentences of the conditions. */
  reasons: Texts[]
  /** What the text says of the last day. */
  says: Texts
  law: Source
}

export interface DutiesOver {
  over(people: readonly FactSet[], on: string): Promise<Dues>
  /** Why, in sentences: one by one, for the few who are told. */
  tell(picks: readonly PickedDue[]): Promise<(ToldDue | null)[]>
}
