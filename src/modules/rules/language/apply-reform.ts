/** A reform is a page like any other: its texts take the place of those of the same name, and what is new stands beside the law. */
import { createHash } from 'node:crypto'
import type { RuleFile } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RuleBook } from './read-rules.ts'
import { readStatute } from './read-statute.ts'
import type { Item } from './syntax.ts'

export function applyReform(book: RuleBook, { path, text }: RuleFile): RuleBook {
  const read = readStatute(path, text)
  if ('problems' in read) return { ...book, problems: [...book.problems, ...read.problems] }
  const isReplaced = replacedBy(read.statute.items)
  const kept = book.statutes.map((statute) => ({ ...statute, items: statute.items.filter((item) => !isReplaced(item)) }))
  return {
    ...book, statutes: [...kept, read.statute], examples: [],
    edition: createHash('sha256').update(`${book.edition} with ${read.statute.hash}`).digest('hex'),
  }
}

/** Whether one of a reform's texts stands in the place of this one. */
export function replacedBy(items: readonly Item[]): (item: Item) => boolean {
  const replaced = new Set(items.flatMap((item) => nameOf(item) ?? []))
  return (item) => replaced.has(nameOf(item) ?? '')
}

/** What may be replaced: what has a name of its own. */
function nameOf(item: Item): string | undefined {
  switch (item.kind) {
    case 'parameter': case 'scale': return `figure ${item.name}`
    case 'group': return `group ${item.name}`
    case 'define': return `${item.entity}.${item.name}`
    case 'rule': return `rule ${item.service}`
    case 'exception': return item.name === null ? undefined : `exception ${'service' in item.target ? item.target.service : `${item.target.entity}.${item.target.name}`} ${item.name}`
    default: return undefined
  }
}
