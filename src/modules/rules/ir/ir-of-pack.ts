import type { Pack, RuleFile } from '../../../../packages/pack-kit/schema/pack.ts'
import { applyReform } from '../language/apply-reform.ts'
import { beforeReform } from '../language/before-reform.ts'
import { readRules, type RuleBook } from '../language/read-rules.ts'
import { buildIr } from './build-ir.ts'
import type { Ir } from './ir.ts'

/** A page whose texts take the place of those of the same name; or, with a day, the law without them: what they replace, as it was known then. */
export interface Change { reform: RuleFile; against?: string }

/** @throws Error with the first mistake of a page; `maru pack check` lists them all */
export const irOfPack = (pack: Pick<Pack, 'rules' | 'facts'>, change?: Change): Ir => irOfBook(readRules(pack), pack.facts, change)

/** Of pages that were read already. @throws as `irOfPack` */
export function irOfBook(own: RuleBook, facts: Pack['facts'], change?: Change): Ir {
  const book = changed(own, change)
  const { ir, problems } = buildIr(book, facts)
  const problem = [...book.problems, ...problems][0]
  if (problem) throw new Error(`${problem.file}:${problem.line}:${problem.column}: ${problem.message} ${problem.advice}`)
  return ir
}

function changed(book: RuleBook, change?: Change): RuleBook {
  if (change === undefined) return book
  return change.against === undefined ? applyReform(book, change.reform) : beforeReform(book, change.reform, change.against)
}
