/** A law for a bench: one page, with the facts of a household that it reads. */
import type { Fact } from '../../packages/pack-kit/schema/fact.ts'
import { createRules } from '../../src/modules/rules/index.ts'

const fact = (name: string, type: Fact['type']): Fact => ({ fact: `household.${name}`, label: { en: name }, type })

export const familyLaw = (text: string) => createRules({
  id: 'bench', rules: [{ path: 'family.md', text }], lifeEvents: [], holidays: [], currency: { code: 'KRW', minorUnit: 0 }, timeZone: 'UTC',
  languages: [{ tag: 'en', html: 'en', dir: 'ltr', name: 'English' }],
  facts: [fact('size', 'int'), fact('income', 'money'), fact('children', 'int'), fact('rent', 'money'), fact('tenant', 'bool')],
})
