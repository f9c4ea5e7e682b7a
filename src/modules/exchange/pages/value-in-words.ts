/** A register's value as people read it. */
import type { RegisterField } from '../../../../packages/pack-kit/schema/register.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { RegisterValue } from '../contract.ts'

export function valueInWords(view: Wording, field: RegisterField | undefined, value: RegisterValue): string {
  // Of a yes or no, nothing is no answer: in some languages it would read as a no.
  if (value === null) return view.t(field?.type === 'bool' ? 'exchange.value.unknown' : 'exchange.value.none')
  if (Array.isArray(value)) return value.length === 0 ? view.t('exchange.value.none') : value.map((entry) => (typeof entry === 'string' ? entry : personInWords(view, entry))).join(' · ')
  if (typeof value === 'object') return personInWords(view, value)
  switch (field?.type) {
    case 'money': return view.money(Number(value))
    case 'date': return view.date(String(value))
    case 'bool': return view.t(value === true ? 'exchange.value.yes' : 'exchange.value.no')
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

export function personInWords(view: Wording, person: Record<string, string | number | boolean | null>): string {
  const { name, birthDate } = person
  const called = typeof name === 'string' ? name : '?'
  return typeof birthDate === 'string' ? view.t('exchange.value.person-born', { name: called, date: view.date(birthDate) }) : called
}
