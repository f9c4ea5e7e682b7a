/** Pre-selection by the condition codes of a national catalogue. It narrows what to read; it decides nothing. */
import type { Text } from '../../kernel/schema/schema.ts'
import type { Entry } from './entry.ts'
import { audienceOf } from './gov24/condition-codes.ts'

export interface Circumstances {
  /** Whole years. */
  age?: number
  sex?: 'F' | 'M'
  /** Groups, such as `pregnant`, `single-parent`, `income-50`. */
  circumstances: readonly string[]
}

export interface Candidate {
  id: string
  name: Text
  /** Circumstances that the source names; none: it is open to everybody, or says nothing. */
  matched: string[]
}

/** Services that nothing speaks against, those that name most of the circumstances first. Of the pack's own, the rules decide: they are not here. */
export function findCandidates(entries: Iterable<Entry>, { age, sex, circumstances }: Circumstances): Candidate[] {
  const found: (Candidate & { breadth: number })[] = []
  for (const entry of entries) {
    if (entry.source === 'pack') continue
    const audience = audienceOf(entry.imported.conditions)
    if (age !== undefined && (age < audience.age.from || age > audience.age.to)) continue
    if (sex !== undefined && audience.groups.sex.length > 0 && !audience.groups.sex.includes(sex === 'F' ? 'women' : 'men')) continue
    const { income, person, household, business } = audience.groups
    const ownIncome = circumstances.filter((group) => group.startsWith('income-'))
    if (ownIncome.length > 0 && income.length > 0 && !ownIncome.some((group) => income.includes(group))) continue
    const special = [...person, ...household, ...business]
    const matched = circumstances.filter((group) => special.includes(group))
    if (special.length > 0 && matched.length === 0 && !audience.everyone) continue
    found.push({ id: entry.id, name: entry.name, matched, breadth: special.length })
  }
  return found.sort((a, b) => b.matched.length - a.matched.length || a.breadth - b.breadth || (a.id < b.id ? -1 : 1)).map(({ id, name, matched }) => ({ id, name, matched }))
}
