/** Where a household, a person or an entry of a list stands with a service: on the day of a pass, and on a day ahead. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { FactSet } from '../contract.ts'
import type { Texts } from '../language/syntax.ts'
import type { PaidAs } from '../population/results-of.ts'

export interface Standing {
  /** Place in the families that were given. */
  household: number
  service: string
  /** Whose: an entry of this list; null for the household's. */
  list: string | null
  at: number | null
  /** Whether it is granted, and something of it is being paid; null: not known. */
  now: boolean | null
  ahead: boolean | null
  /** What is paid on the day (on the day ahead, where it is not held yet), in the currency’s smallest unit; a voucher apart from money. */
  amounts: Partial<Record<PaidAs, number>>
}

export interface Days {
  on: string
  /** Later than `on`: what is known today of that day. */
  ahead: string
}

export interface Standings {
  /** Those that hold on one of the two days. */
  held: Standing[]
  /** Service → of how many it is not known. */
  unknown: Record<string, number>
  /** Families without an answer: contradictory, or with a number out of its range. */
  broken: number[]
}

/** Why somebody stands so, on the day from which they do. */
export interface Told {
  on: string
  /** Whether it holds on that day; null: not known. */
  holds: boolean | null
  reasons: { sentence: Texts; source: Source }[]
  /** Of the whole rule. */
  law: Source
}

export interface Picked { facts: FactSet; standing: Standing; days: Days }

export interface PassOver {
  readonly edition: string
  /** Service → the list whose entries its rule asks one by one; null for the household. */
  readonly lists: Readonly<Record<string, string | null>>
  over(families: readonly FactSet[], days: Days): Promise<Standings>
  /** What begins is told by the reasons that hold, what ends by those that do not. */
  tell(picks: readonly Picked[]): Promise<Told[]>
}
