/** Mistakes, by the page on which they stand. */
import type { RuleProblem, Statute } from '../language/read-statute.ts'
import type { Mistake } from '../language/types.ts'

export interface Tell {
  /** The list of a page, to add to. */
  list(statute: Statute): Mistake[]
  one(statute: Statute, mistake: Mistake): void
  problems(): RuleProblem[]
}

export function createTell(): Tell {
  const pages = new Map<Statute, Mistake[]>()
  const list = (statute: Statute) => pages.getOrInsert(statute, [])
  return {
    list,
    one: (statute, mistake) => { list(statute).push(mistake) },
    problems: () => [...pages].flatMap(([{ file }, mistakes]) => mistakes.map(({ at, message, advice }) => ({ file, line: at.line, column: at.column, message, advice }))),
  }
}
