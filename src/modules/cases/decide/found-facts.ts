/** What a certificate says of the one whom a case is about, and of what was found on them. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { CertifiedFact } from '../../credentials/index.ts'
import type { Draft, KnownFact } from '../apply/draft.ts'
import { lifeEventOf, type Related, subjectOf } from '../apply/subject.ts'

interface Certified { event: string; draft: Draft; language: string; service: string; found: KnownFact[] | null; answer: string | null }

/** Attributes that facts.json gives a label, in its order. */
export function aboutFacts(pack: Pack, { event, draft }: Certified): CertifiedFact[] {
  const entity = lifeEventOf(pack, event)?.subject?.entity
  const subject = subjectOf(pack, event, draft)
  if (entity === undefined || !subject) return []
  return pack.facts.filter(({ fact, type }) => fact.startsWith(`${entity}.`) && (type === 'date' || type === 'text')).flatMap(({ fact, label, type }) => {
    const value = subject[fact.slice(entity.length + 1).replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]
    return typeof value === 'string' ? [{ name: fact, label, value, type: type === 'date' ? 'date' as const : 'text' as const }] : []
  })
}

export function foundFacts(pack: Pack, { service: id, language, found, answer }: Certified): CertifiedFact[] {
  const facts = (found ?? []).flatMap(({ register, field, value }): CertifiedFact[] => {
    const definition = pack.registers.find((candidate) => candidate.id === register)?.fields[field]
    if (!definition) return []
    const base = { name: `subject.${register}.${field}`, label: definition.label }
    if (definition.type === 'date' && typeof value === 'string') return [{ ...base, value, type: 'date' }]
    return [{ ...base, value: inWords(pack, language, definition.type, value), type: 'text' }]
  })
  const label: Text = pack.services.find((service) => service.id === id)?.name ?? {}
  return answer === null ? facts : [...facts, { name: 'answer', label, value: answer, type: 'text' }]
}

/** On paper a figure is written out, in the paper's language; a text and a list of texts stand as the register has them. */
function inWords({ currency, defaultLanguage }: Pack, language: string, type: string, value: KnownFact['value']): string {
  if (value === null) return '–'
  const locale = Intl.NumberFormat.supportedLocalesOf(language).length > 0 ? language : defaultLanguage
  if (type === 'money') return new Intl.NumberFormat(locale, { style: 'currency', currency: currency.code }).format(Number(value) / 10 ** currency.minorUnit)
  if (type === 'int') return new Intl.NumberFormat(locale).format(Number(value))
  return Array.isArray(value) ? value.map((entry) => (typeof entry === 'string' ? entry : nameOf(entry))).join(', ') : typeof value === 'object' ? nameOf(value) : String(value)
}

const nameOf = ({ name }: Related) => (typeof name === 'string' ? name : '')
