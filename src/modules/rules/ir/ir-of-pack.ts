import type { Pack, RuleFile } from '../../../../packages/pack-kit/schema/pack.ts'
import { applyReform } from '../language/apply-reform.ts'
import { readRules } from '../language/read-rules.ts'
import { buildIr } from './build-ir.ts'
import type { Ir } from './ir.ts'

/** @param reform a page whose texts take the place of those of the same name. @throws Error with the first mistake of a page; `maru pack check` lists them all */
export function irOfPack(pack: Pick<Pack, 'rules' | 'facts'>, reform?: RuleFile): Ir {
  const book = reform === undefined ? readRules(pack) : applyReform(readRules(pack), reform)
  const { ir, problems } = buildIr(book, pack.facts)
  const problem = [...book.problems, ...problems][0]
  if (problem) throw new Error(`${problem.file}:${problem.line}:${problem.column}: ${problem.message} ${problem.advice}`)
  return ir
}
