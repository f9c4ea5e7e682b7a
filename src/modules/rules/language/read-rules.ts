/** All statutes of a pack together: parameters and services have one meaning in the whole pack. */
import { createHash } from 'node:crypto'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { createFormats } from '../../../kernel/i18n/format.ts'
import { readStatute, type RuleProblem, type Statute } from './read-statute.ts'
import type { Wording } from './fill-sentence.ts'
import type { BestOf, Example, Parameter, Rule } from './syntax.ts'

export interface RuleBook {
  statutes: Statute[]
  parameters: Map<string, Parameter>
  rules: { rule: Rule; statute: Statute }[]
  bestOf: { bestOf: BestOf; statute: Statute }[]
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
    parameters: new Map(every.flatMap(({ item }) => (item.kind === 'parameter' ? [[item.name, item]] : []))),
    rules: every.flatMap(({ item, statute }) => (item.kind === 'rule' ? [{ rule: item, statute }] : [])),
    bestOf: every.flatMap(({ item, statute }) => (item.kind === 'best-of' ? [{ bestOf: item, statute }] : [])),
    examples: every.flatMap(({ item, statute }) => (item.kind === 'example' ? [{ example: item, statute }] : [])),
    edition: createHash('sha256').update(statutes.map(({ file, hash }) => `${file} ${hash}`).join('\n')).digest('hex'),
  }
}

export function wordingOf(pack: Pick<Pack, 'facts' | 'languages' | 'currency' | 'timeZone'>): Wording {
  const formats = Object.fromEntries(pack.languages.map(({ tag, html }) => [tag, createFormats(html, pack.currency, pack.timeZone)]))
  const codes = new Map(pack.facts.map(({ fact, values }) => [fact, values]))
  return { formats, codeInWords: (fact, code) => codes.get(fact)?.[code] }
}
