/** What a certificate says of the one whom a case is about, and of what was found on them. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { CertifiedFact } from '../../credentials/index.ts'
import { valueInWords } from '../../exchange/index.ts'
import type { Draft, KnownFact } from '../apply/draft.ts'
import { lifeEventOf, subjectOf } from '../apply/subject.ts'

interface Certified { event: string; draft: Draft; service: string; found: KnownFact[] | null; answer: string | null }

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

/** @param wording of the paper: what is signed stands there as its reader reads it */
export function foundFacts(pack: Pack, wording: Wording, { service: id, found, answer }: Certified): CertifiedFact[] {
  const facts = (found ?? []).flatMap(({ register, field, value }): CertifiedFact[] => {
    const definition = pack.registers.find((candidate) => candidate.id === register)?.fields[field]
    if (!definition) return []
    const base = { name: `subject.${register}.${field}`, label: definition.label }
    if (definition.type === 'date' && typeof value === 'string') return [{ ...base, value, type: 'date' }]
    return [{ ...base, value: valueInWords(wording, definition, value), type: 'text' }]
  })
  const label: Text = pack.services.find((service) => service.id === id)?.name ?? {}
  return answer === null ? facts : [...facts, { name: 'answer', label, value: answer, type: 'text' }]
}
