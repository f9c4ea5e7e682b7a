/** Names and answers as people read them; a register's own values are put into words by the exchange. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { RegisterField } from '../../../../packages/pack-kit/schema/register.ts'
import type { LineStatus } from '../tables.ts'
import type { View } from '../../../web/view.ts'
import type { KnownValue } from '../../exchange/index.ts'

type Named = Pick<KnownValue, 'register' | 'field'>

export function fieldOf(view: View, { register, field }: Named): RegisterField | undefined {
  return view.pack.registers.find(({ id }) => id === register)?.fields[field]
}

export function fieldName(view: View, named: Named): string {
  const field = fieldOf(view, named)
  return field ? view.text(field.label) : named.field
}

export function registerName(view: View, id: string): string {
  const register = view.pack.registers.find((candidate) => candidate.id === id)
  return register ? view.text(register.name) : id
}

export function agencyName(view: View, id: string): string {
  const agency = view.pack.agencies.find((candidate) => candidate.id === id)
  return agency ? view.text(agency.name) : id
}

export function serviceName(view: View, id: string): string {
  const service = view.pack.services.find((candidate) => candidate.id === id)
  return service ? view.text(service.name) : id
}

export function eventName(view: View, id: string): string {
  const event = view.pack.lifeEvents.find((candidate) => candidate.id === id)
  return event ? view.text(event.name) : id
}

export function contributionName(view: View, event: string, id: string): string {
  const found = view.pack.lifeEvents.find((candidate) => candidate.id === event)?.contributions?.find((candidate) => candidate.id === id)
  return found ? view.text(found.title) : id
}

export function factLabel(view: View, name: string): string {
  const fact = view.pack.facts.find((candidate) => candidate.fact === name)
  return fact ? view.text(fact.label) : name
}

/** What a person answered or says instead. */
export function answerInWords(view: View, fact: Fact | undefined, text: string): string {
  switch (fact?.type) {
    case 'bool': return view.t(text === 'yes' ? 'cases.yes' : 'cases.no')
    case 'date': return view.date(text)
    case 'money': return /^\d+$/.test(text) ? view.money(Number(text)) : text
    case 'enum': return fact.values?.[text] ? view.text(fact.values[text]) : text
    case 'int': case 'text': case undefined: return text
    default: throw new Error('a fact has one of the types above')
  }
}

/** An objection to what is asked back grants and refuses nothing: the claim is lifted, or stands. */
export const statusInWords = ({ t }: View, { reclaim }: { reclaim: string | null }, { status }: { status: LineStatus }) =>
  t(reclaim !== null && (status === 'approved' || status === 'refused') ? `cases.reclaim.state.${status === 'approved' ? 'lifted' : 'upheld'}` : `cases.line-status.${status}`)
