/** The values of a case by the names that letters use. What the case does not hold is absent, never a default. */
import { fieldsOf, type LetterValue } from '../../../../packages/pack-kit/letter-values.ts'
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../../web/wordings.ts'
import { attributesOf, factOfRegisters } from '../../exchange/index.ts'
import type { FactValue } from '../../rules/index.ts'
import { nameOf, parseFact } from '../apply/build-facts.ts'
import { subjectOf } from '../apply/subject.ts'
import { objectionUntil } from '../clocks/days-after.ts'
import { legalDay } from '../clocks/legal-day.ts'
import type { LetterCase } from './letter.ts'

/** A value as it is held; `list`: several of one kind, such as the names of newborns. */
export type Held = string | number | boolean | string[]

/** @returns undefined: the case has none */
export function valueOf(wording: Wording, about: LetterCase, name: string, { fact }: LetterValue): Held | undefined {
  return (fact ? factValue(wording.pack, about, fact) : saidValue(wording, about, name)) ?? undefined
}

function saidValue({ pack, text, language }: Wording, about: LetterCase, name: string): Held | null | undefined {
  const nameIn = (list: readonly { id: string; name: Record<string, string> }[], id: string | null) => text(list.find((one) => one.id === id)?.name ?? {}) || null
  const amounts = about.finding?.amounts ?? []
  const days = (of: 'from' | 'until') => amounts.flatMap((amount) => amount[of] ?? []).sort()
  switch (name) {
    case 'service': return new Intl.ListFormat(language.html).format(about.services.map((id) => nameIn(pack.services, id) ?? id))
    case 'agency': return nameIn(pack.agencies, about.agency) ?? about.agency
    case 'receipt': return about.receipt
    case 'date': return legalDay(pack, about.at)
    case 'applicant': {
      const register = pack.registers.find(({ residents }) => residents)?.id
      const value = about.facts.find((known) => known.register === register && known.field === 'name' && known.about !== 'subject')?.value
      return typeof value === 'string' ? value : null
    }
    case 'once': case 'monthly': {
      const granted = amounts.filter(({ per, upTo }) => per === (name === 'once' ? 'once' : 'month') && !upTo)
      // Money and vouchers are not added up: of both, the money is said.
      const money = granted.filter(({ voucher }) => !voucher)
      const own = money.length > 0 ? money : granted
      // Amounts that follow one another are paid each in its time: what is paid first is said.
      const first = own.flatMap(({ from }) => from ?? []).sort()[0]
      return own.length === 0 ? null : own.filter(({ from }) => name === 'once' || from === undefined || from === first).reduce((sum, { value }) => sum + value, 0)
    }
    case 'begins': return days('from')[0]
    case 'ends': return amounts.every(({ until }) => until !== undefined) ? days('until').at(-1) : null
    case 'reason': return about.reason
    case 'until': return objectionUntil(pack, about.at, about.outcome === 'reclaimed' ? 'reclaim' : 'refusal')
    case 'amount': return about.asked?.amount
    case 'reference': return about.asked?.reference
    case 'question': return about.question
    case 'from': return nameIn(pack.agencies, about.from)
    case 'due': return about.due
    default: return null
  }
}

function factValue(pack: Pack, about: LetterCase, fact: Fact): Held | null {
  const { entity, name } = nameOf(fact.fact)
  if (fact.fact === 'application.date') return about.appliedOn
  if (entity === 'newborn') {
    const all = about.draft.newborns.map((child) => attributesOf({ ...child })[name]).filter((value) => typeof value === 'string')
    return all.length === 0 ? null : all
  }
  const subject = pack.lifeEvents.find(({ id }) => id === about.event)?.subject
  if (subject?.entity === entity) return held(attributesOf(subjectOf(pack, about.event, about.draft) ?? {})[name])
  if (!fact.from) {
    const answer = about.answers[fact.fact]
    return answer === undefined ? null : held(parseFact(fact, answer))
  }
  const own = about.facts.filter((known) => known.about !== 'subject')
  const said = fieldsOf(pack, fact).flatMap(({ register, field }) => own.find((known) => known.register === register && known.field === field) ?? [])[0]
  if (!said) return null
  if (said.corrected !== null) return held(parseFact(fact, said.corrected))
  // A question counts already; a field is counted, taken or found missing here.
  return said.field === fact.from.field ? held(factOfRegisters(fact, own)) : held(said.value as FactValue)
}

const held = (value: FactValue | undefined): Held | null => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null)
