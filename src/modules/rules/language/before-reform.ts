/** The law as it was before a reform that is in it by now: what the reform replaces counts as it was known then, everything else as it is known today. */
import { createHash } from 'node:crypto'
import type { RuleFile } from '../../../../packages/pack-kit/schema/pack.ts'
import { replacedBy } from './apply-reform.ts'
import type { RuleBook } from './read-rules.ts'
import { readStatute } from './read-statute.ts'
import type { Item } from './syntax.ts'

/** @param against the last day on which nobody knew the reform, `YYYY-MM-DD` */
export function beforeReform(book: RuleBook, { path, text }: RuleFile, against: string): RuleBook {
  const read = readStatute(path, text)
  if ('problems' in read) return { ...book, problems: [...book.problems, ...read.problems] }
  const isReplaced = replacedBy(read.statute.items)
  return {
    ...book, examples: [],
    statutes: book.statutes.map((statute) => ({ ...statute, items: statute.items.map((item) => (isReplaced(item) ? knownBy(item, against) : item)) })),
    edition: createHash('sha256').update(`${book.edition} before ${read.statute.hash} as known on ${against}`).digest('hex'),
  }
}

/** Only figures say when they became known. */
function knownBy(item: Item, day: string): Item {
  switch (item.kind) {
    case 'parameter': return { ...item, versions: item.versions.filter(({ known }) => known <= day) }
    case 'scale': return { ...item, versions: item.versions.filter(({ known }) => known <= day) }
    default: return item
  }
}
