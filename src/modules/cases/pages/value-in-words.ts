/** A register's value as people read it. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { RegisterField } from '../../../../packages/pack-kit/schema/register.ts'
import type { View } from '../../../web/view.ts'
import type { KnownValue, RegisterValue } from '../../exchange/index.ts'

export function fieldOf(view: View, { register, field }: KnownValue): RegisterField | undefined {
  return view.pack.registers.find(({ id }) => id === register)?.fields[field]
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

export function factLabel(view: View, name: string): string {
  const fact = view.pack.facts.find((candidate) => candidate.fact === name)
  return fact ? view.text(fact.label) : name
}

export function valueInWords(view: View, field: RegisterField | undefined, value: RegisterValue): string {
  if (value === null) return view.t('cases.none')
  if (Array.isArray(value)) return value.length === 0 ? view.t('cases.none') : value.map((entry) => (typeof entry === 'string' ? entry : personInWords(view, entry))).join(' · ')
  if (typeof value === 'object') return personInWords(view, value)
  switch (field?.type) {
    case 'money': return view.money(Number(value))
    case 'date': return view.date(String(value))
    case 'bool': return view.t(value === true ? 'cases.yes' : 'cases.no')
    case 'int': return view.number(Number(value))
    case 'enum': {
      const words = field.values?.[String(value)]
      return words ? view.text(words) : String(value)
    }
    case 'text': case 'person': case 'people': case 'ids': case undefined:
      return String(value)
    default: throw new Error('a field has one of the types above')
  }
}

function personInWords(view: View, person: Record<string, string | number | boolean | null>): string {
  const { name, birthDate } = person
  const called = typeof name === 'string' ? name : '?'
  return typeof birthDate === 'string' ? view.t('cases.person-born', { name: called, date: view.date(birthDate) }) : called
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
