/** Small laws for tests: persons and households with a few facts, and a page of rules about them. */
import type { Fact } from '../../../packages/pack-kit/schema/fact.ts'
import { createRules } from './index.ts'
import { buildIr } from './ir/build-ir.ts'
import { readRules } from './language/read-rules.ts'

const fact = (name: string, type: Fact['type'], more: Partial<Fact> = {}): Fact =>
  ({ fact: name, label: { en: name }, type, ...(name.startsWith('person.') ? { list: true } : {}), ...more })
const codes = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { en: name }]))

export const testLists = ['person']

export const testFacts: Fact[] = [
  fact('person.role', 'enum', { values: codes('head', 'spouse', 'child', 'other'), single: ['head', 'spouse'] }),
  fact('person.name', 'text'), fact('person.birth_date', 'date'), fact('person.disabled', 'bool'), fact('person.wage', 'money'), fact('person.pension', 'money'),
  fact('household.region', 'enum', { values: codes('seoul', 'busan', 'jeju') }), fact('household.rent', 'money'), fact('household.in_need', 'bool'),
]

/** The page of a law with the given rules. */
export const pageOf = (rules: string) => ({ path: 'law.md', text: ['# Law', '', '```maru', 'law en "Law" as of 2026-01-01', rules, '```', ''].join('\n') })

export const bookOf = (rules: string) => readRules({ rules: [pageOf(rules)] })

export function build(rules: string) {
  const book = bookOf(rules)
  return book.problems.length > 0 ? { problems: book.problems, ir: undefined, book } : { ...buildIr(book, testFacts), book }
}

/** The page's rules through the door. */
export const lawOf = (rules: string, facts: readonly Fact[] = testFacts) => createRules({
  id: 'test', rules: [pageOf(rules)], facts: [...facts], lifeEvents: [], holidays: [], languages: [{ tag: 'en', html: 'en', dir: 'ltr', name: 'English' }], currency: { code: 'KRW', minorUnit: 0 }, timeZone: 'UTC',
})
