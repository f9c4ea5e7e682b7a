/** What the letter of a service can name: what the decision says, and of the facts those that its agency is given. */
import type { Fact } from './schema/fact.ts'
import type { LifeEvent } from './schema/life-event.ts'
import type { Pack } from './schema/pack.ts'
import type { LetterOutcome, PublicService } from './schema/service.ts'

export type LetterValueType = Fact['type']

export interface LetterValue {
  type: LetterValueType
  /** The fact of the case that it is; undefined: the house says it. */
  fact?: Fact
}

type Parts = Pick<Pack, 'facts' | 'purposes' | 'lifeEvents' | 'registers'>

const always: Record<string, LetterValueType> = { service: 'text', agency: 'text', receipt: 'text', date: 'date' }
const ofOutcome: Record<LetterOutcome, Record<string, LetterValueType>> = {
  // `once`, `monthly`: what is paid in all, and each month; `begins`, `ends`: from when, until when.
  'approved': { once: 'money', monthly: 'money', begins: 'date', ends: 'date' },
  // `until`: the last day on which one may object.
  'refused': { reason: 'text', until: 'date' },
  'more-asked': { question: 'text' },
  // `from`: which agency had it; `due`: by when the other one decides.
  'referred': { from: 'text', due: 'date' },
  'withdrawn': {},
  // `amount`: what is asked back; `reference`: what the transfer names; `due`: by when; `until`: the last day on which one may object.
  'reclaimed': { amount: 'money', reference: 'text', reason: 'text', due: 'date', until: 'date' },
  // Of the decision on an objection to that: the agency has spoken twice.
  'reclaim-lifted': { amount: 'money', reference: 'text' },
  'reclaim-upheld': { amount: 'money', reference: 'text', reason: 'text', due: 'date' },
}

/** A fact's name as a message can hold it: ICU allows no full stop in a name. */
export const letterName = (fact: string) => fact.replaceAll('.', '_')

/** @returns name → value, in the order in which people look for them */
export function letterValuesOf(pack: Parts, service: Pick<PublicService, 'id' | 'agency' | 'rule'>, outcome: LetterOutcome): Map<string, LetterValue> {
  const said = { ...always, ...(outcome === 'approved' && service.rule === null ? {} : ofOutcome[outcome]) }
  const values = new Map<string, LetterValue>(Object.entries(said).map(([name, type]) => [name, { type }]))
  const events = pack.lifeEvents.filter(({ services }) => services.includes(service.id))
  const inEach = (holds: (event: LifeEvent) => boolean) => events.length > 0 && events.every(holds)
  const residents = pack.registers.find((register) => register.residents)
  if (residents && inEach((event) => given(pack, service.agency, event).fields.has(`${residents.id}.name`))) values.set('applicant', { type: 'text' })
  for (const fact of pack.facts) {
    if (inEach((event) => isGiven(pack, service.agency, event, fact))) values.set(letterName(fact.fact), { type: fact.type, fact })
  }
  return values
}

/** Where a register says a fact: in its field, or in a question that counts what stands there. `register.field` */
export function fieldsOf({ registers }: Pick<Pack, 'registers'>, { from }: Fact): { register: string; field: string }[] {
  if (!from) return []
  const { register, field, take } = from
  const counting = take === 'count' ? Object.entries(registers.find(({ id }) => id === register)?.fields ?? {}).filter(([, { answers }]) => answers?.count === true && answers.field === field && !answers.where).map(([name]) => name) : []
  return [field, ...counting].map((name) => ({ register, field: name }))
}

/** Of each entry of a list that a register keeps a letter cannot speak one by one; of newborns it names them all. */
function isGiven(pack: Parts, agency: string, event: LifeEvent, definition: Fact): boolean {
  const { fact, from, list, type } = definition
  const { fields, facts } = given(pack, agency, event)
  const entity = fact.slice(0, fact.indexOf('.'))
  if (event.subject?.entity === entity) return fields.has(`${event.subject.register}.${event.subject.field}`)
  if (fact === 'application.date') return true
  if (list) return entity === 'newborn' && (type === 'text' || type === 'date') && facts.has(fact)
  return from ? fieldsOf(pack, definition).some(({ register, field }) => fields.has(`${register}.${field}`)) : facts.has(fact)
}

function given({ purposes }: Parts, agency: string, event: LifeEvent) {
  const own = purposes.filter((purpose) => purpose.agency === agency && event.purposes.includes(purpose.id))
  return { fields: new Set(own.flatMap(({ fields }) => fields)), facts: new Set(own.flatMap(({ facts }) => facts)) }
}
