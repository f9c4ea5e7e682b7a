/** A rule as people read it: every text in one language. Made from the intermediate form alone; page, command and drawing show nothing else. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Per } from '../language/syntax.ts'
import type { PlaceInFile } from '../ir/ir.ts'
import type { Diagram } from '../../../web/diagram/diagram.ts'

export interface ReadCondition {
  /** When it holds, and when it does not. */
  holds: string
  fails: string
  /** The condition itself, as it is reckoned. */
  formula: string
  source: Source
}

export interface ReadPayment { formula: string; per: Per; upTo: boolean; voucher: boolean; from: string | null; until: string | null; note: string | null }

export interface ReadBranch {
  /** `own`: the rule itself. The others are exceptions: if all their conditions hold, they count and the rule does not. */
  kind: 'own' | 'pays-otherwise' | 'refuses'
  name: string | null
  conditions: ReadCondition[]
  payments: ReadPayment[]
  deadline: { date: string; says: string } | null
  source: Source
}

export interface ReadChoice { kind: 'best' | 'displaced'; services: { id: string; name: string }[]; says: string; source: Source }

export interface ReadValue { name: string; words: string; formula: string; exceptions: { conditions: string[]; value: string; source: Source }[]; source: Source }

/** Of a table each row with its key, of a scale each step, of a figure one row without a key; `of`: the first of two keys. */
export interface ReadRows { of: string | null; rows: { key: string | null; value: string }[] }
/** Days as `YYYY-MM-DD`. */
export interface ReadVersion { from: string; known: string; unverified: boolean; groups: ReadRows[] }
export interface ReadFigure { name: string; words: string; source: Source; versions: ReadVersion[] }

export interface Reading {
  service: string
  name: string
  language: string
  /** The legal day on which single figures inside sentences are read. */
  on: string
  source: Source
  /** Who is asked one by one; null: the household is asked once. */
  each: string | null
  where: string | null
  /** First day in force, and the first on which it is no more. */
  span: { from: string | null; until: string | null }
  /** Most special first; the last is the rule itself. */
  branches: ReadBranch[]
  choices: ReadChoice[]
  facts: { fact: string; words: string }[]
  values: ReadValue[]
  figures: ReadFigure[]
  diagram: Diagram
  /** As it stands in the pack. */
  text: string
  place: PlaceInFile
  hash: string
}
