/** The law of `country-template.md`, with the facts that it speaks of. */
import { readFileSync } from 'node:fs'
import type { Fact } from '../../packages/pack-kit/schema/fact.ts'
import { openLaw, type OpenLaw } from '../../src/modules/rules/evaluate/open-law.ts'
import { buildIr } from '../../src/modules/rules/ir/build-ir.ts'
import { readRules } from '../../src/modules/rules/language/read-rules.ts'

const codes = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { en: name }]))
const fact = (name: string, type: Fact['type'], more: Partial<Fact> = {}): Fact =>
  ({ fact: name, label: { en: name }, type, ...(name.startsWith('person.') ? { list: true } : {}), ...more })

const facts = [
  fact('person.role', 'enum', { values: codes('adult', 'child') }), fact('person.birth', 'date'), fact('person.salary', 'money'), fact('person.capital_returns', 'money'),
  fact('household.accommodation_size', 'int'), fact('household.occupancy', 'enum', { values: codes('owner', 'tenant', 'free_lodger', 'homeless') }),
]

/** As the template names them. */
export const tenVariables = [
  'person.age', 'person.income_tax', 'person.social_security_contribution', 'person.basic_income', 'person.pension',
  'household.household_income', 'household.parenting_allowance', 'household.total_benefits', 'household.total_taxes', 'household.disposable_income',
]

export function openCountryTemplate(): OpenLaw {
  const book = readRules({ rules: [{ path: 'country-template.md', text: readFileSync(new URL('country-template.md', import.meta.url), 'utf8') }] })
  const { ir, problems } = buildIr(book, facts)
  const [mistake] = [...book.problems, ...problems]
  if (mistake) throw new Error(`${mistake.file}:${mistake.line}:${mistake.column}: ${mistake.message} ${mistake.advice}`)
  return openLaw(ir, [])
}

export function wantedOf({ ir }: OpenLaw, names: readonly string[]) {
  return names.map((name) => ({ name, node: ir.variables.find((variable) => `${variable.entity}.${variable.name}` === name)!.node }))
}
