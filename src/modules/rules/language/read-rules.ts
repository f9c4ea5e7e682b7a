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

export function readRules(pack: Pick<Pack, 'rules'>): RuleBook {
  const statutes: Statute[] = []
  const problems: RuleProblem[] = []
  for (const { path, text } of pack.rules) {
    const read = readStatute(path, text)
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
