import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { readRules } from '../language/read-rules.ts'
import { buildIr } from './build-ir.ts'
import type { Ir } from './ir.ts'

/** @throws Error with the first mistake of a page; `maru pack check` lists them all */
export function irOfPack(pack: Pick<Pack, 'rules' | 'facts'>): Ir {
  const book = readRules(pack)
  const { ir, problems } = buildIr(book, pack.facts)
  const problem = [...book.problems, ...problems][0]
  if (problem) throw new Error(`${problem.file}:${problem.line}:${problem.column}: ${problem.message} ${problem.advice}`)
  return ir
}
