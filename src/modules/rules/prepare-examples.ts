/** All worked examples of a pack, read once and run as often as one likes. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { listsOf } from './evaluate/lists-of.ts'
import { openLaw } from './evaluate/open-law.ts'
import { createExamples } from './evaluate/run-example.ts'
import { buildIr } from './ir/build-ir.ts'
import { readRules } from './language/read-rules.ts'
import type { Mistake } from './language/types.ts'

export interface RanExample { title: string; of: string; file: string; line: number; mistake: Mistake | null }

/** @throws Error with the first mistake of a page */
export function prepareExamples(pack: Pick<Pack, 'rules' | 'facts' | 'holidays'>): () => RanExample[] {
  const book = readRules(pack)
  const { ir, problems } = buildIr(book, pack.facts)
  const problem = [...book.problems, ...problems][0]
  if (problem) throw new Error(`${problem.file}:${problem.line}:${problem.column}: ${problem.message} ${problem.advice}`)
  const run = createExamples(openLaw(ir, pack.holidays), listsOf(pack.facts))
  return () => book.examples.map((placed) => {
    const { example: { title, target, at }, statute } = placed
    return { title, of: 'service' in target ? target.service : `${target.entity}.${target.name}`, file: statute.file, line: at.line, mistake: run(placed) }
  })
}
