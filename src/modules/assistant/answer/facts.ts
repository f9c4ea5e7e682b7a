/** Typed facts of one service as sentences, each with the source in which it stands. */
import type { Intent } from '../../../../packages/pack-kit/schema/assistant.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { CatalogueAgency, Entry } from '../../catalogue/index.ts'
import { type Stated, type StatedInWords, statedInWords } from '../../rules/index.ts'
import type { Source, Statement } from '../contract.ts'
import { editionOf, lawInWords, placeOf, sectionsOf, sourceOf } from '../knowledge/sections.ts'

export interface Known {
  wording: Wording
  entry: Entry
  agency: CatalogueAgency | undefined
  /** What the law states, and the page on which it stands. */
  stated: { text: Stated; page: string } | undefined
}

export interface Composed { statements: Statement[]; sources: Source[] }

/** What is told when one thing is asked; the first that is known leads. */
const told: Partial<Record<Intent | 'elsewhere', readonly Intent[]>> = {
  elsewhere: ['summary', 'agency'],
  summary: ['summary', 'audience', 'amount', 'how'], amount: ['amount', 'audience'], audience: ['audience', 'how'], how: ['how', 'agency'], start: ['how'], cost: ['cost'], time: ['time'],
  deadline: ['deadline', 'how'], agency: ['agency'], complaint: ['complaint', 'agency'], law: ['law'],
}

/** @returns undefined where what was asked is not known of this service */
export function tellFacts(known: Known, asked: Intent | 'elsewhere'): Composed | undefined {
  const composed: Composed = { statements: [], sources: [] }
  for (const [at, aspect] of (told[asked] ?? told.summary!).entries()) {
    const added = tellAspect(known, aspect, composed)
    if (!added && at === 0 && asked !== 'summary') return undefined
  }
  return composed
}

function tellAspect(known: Known, aspect: Intent, composed: Composed): boolean {
  const { wording, entry, agency, stated } = known
  const ruled = stated === undefined ? [] : saysOf(known, aspect, statedInWords(wording, stated.text))
  if (ruled.length > 0) {
    const source = add(composed, ruleSource(known, aspect))
    composed.statements.push(...ruled.map((text) => ({ text, sources: [source] })))
    return true
  }
  const section = sectionsOf(wording, entry, agency).find((one) => one.aspect === aspect)
  if (section === undefined) return false
  const source = add(composed, sourceOf(wording, entry, section))
  composed.statements.push({ text: wording.t(`assistant.fact.${aspect}`, { service: wording.text(entry.name), value: section.text }), sources: [source] })
  return true
}

/** Sums and the time limit are the law's own. */
function saysOf({ wording: { t, text }, entry }: Known, aspect: Intent, { sums, limit }: StatedInWords): string[] {
  if (aspect === 'amount') return sums.map((sum) => t('assistant.pays', { service: text(entry.name), sum }))
  return aspect === 'deadline' && limit !== undefined ? [limit] : []
}

/** Cited where people read it, on the service's page; checked against the text of the rule. */
function ruleSource({ wording, entry, stated }: Known, aspect: Intent): Source {
  const { text: { law }, page } = stated!
  return { id: `rule:${entry.id}`, ...placeOf(wording, entry, aspect), law: lawInWords(wording, law), edition: editionOf(page), text: page }
}

/** Each source once. */
function add(composed: Composed, source: Source): number {
  const at = composed.sources.findIndex(({ id }) => id === source.id)
  return at >= 0 ? at : composed.sources.push(source) - 1
}
