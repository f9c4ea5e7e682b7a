/** All statutes of a pack together: parameters and services have one meaning in the whole pack. */
import { createHash } from 'node:crypto'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { readStatute, type RuleProblem, type Statute } from './read-statute.ts'
import type { Example } from './syntax.ts'

export interface RuleBook {
  statutes: Statute[]
  examples: { example: Example; statute: Statute }[]
  edition: string
  problems: RuleProblem[]
}

type Page = Pack['rules'][number]

/** A page is read once: who changes one of the law's pages has the others read already. */
const read = new WeakMap<Page, ReturnType<typeof readStatute>>()

function readPage(page: Page): ReturnType<typeof readStatute> {
  const statute = read.get(page) ?? readStatute(page.path, page.text)
  read.set(page, statute)
  return statute
}

export function readRules(pack: Pick<Pack, 'rules'>): RuleBook {
  const statutes: Statute[] = []
  const problems: RuleProblem[] = []
  for (const page of pack.rules) {
    const read = readPage(page)
    if ('statute' in read) statutes.push(read.statute)
    else problems.push(...read.problems)
  }
  const every = statutes.flatMap((statute) => statute.items.map((item) => ({ item, statute })))
  return {
    statutes, problems,
    examples: every.flatMap(({ item, statute }) => (item.kind === 'example' ? [{ example: item, statute }] : [])),
    edition: createHash('sha256').update(statutes.map(({ file, hash }) => `${file} ${hash}`).join('\n')).digest('hex'),
  }
}
