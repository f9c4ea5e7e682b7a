/** Facts, values and changes in the reader's language. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { View } from '../../../web/view.ts'
import type { Amount, FactSet, FactValue } from '../contract.ts'
import type { Change, Turn } from '../explore/counterfactual.ts'
import { readSpot, type Spot } from '../explore/trial.ts'

export const factOf = (view: View, name: string): Fact | undefined => view.pack.facts.find(({ fact }) => fact === name)

export function serviceName(view: View, id: string): string {
  const service = view.pack.services.find((candidate) => candidate.id === id)
  return service ? view.text(service.name) : id
}

/** What the entries of a list are together. */
export function listName(view: View, list: string): string {
  const facts = view.pack.facts.filter(({ fact }) => fact.startsWith(`${list}.`))
  const named = facts.find(({ entry }) => entry !== undefined) ?? facts[0]
  return named ? view.text(named.entry ?? named.label) : list
}

/** The label of a fact, and of whom where there are several. */
export function spotName(view: View, { fact, at }: Spot, facts: FactSet): string {
  const label = factOf(view, fact)?.label
  const own = label ? view.text(label) : fact
  if (at === null) return own
  return view.t('rules.owed.of-entry', { label: own, name: entryOf(view, { fact, at }, facts) })
}

/** The question a person is asked, and of whom where there are several. */
export function questionOf(view: View, spot: Spot, facts: FactSet): string {
  const question = factOf(view, spot.fact)?.question
  if (question === undefined) return spotName(view, spot, facts)
  return spot.at === null ? view.text(question) : view.t('rules.owed.question-of', { question: view.text(question), name: entryOf(view, spot, facts) })
}

/** Somebody on a list by name, or by place where nobody gave one. */
export function entryOf(view: View, { fact, at }: Spot, facts: FactSet): string {
  const list = fact.split('.')[0]!
  const name = readSpot(facts, { fact: `${list}.name`, at })
  return typeof name === 'string' ? name : entryName(view, list, at ?? 0)
}

export const countQuestion = (view: View, list: string) => {
  const count = view.pack.facts.find((fact) => fact.count !== undefined && fact.fact.startsWith(`${list}.`))?.count
  return count ? view.text(count) : view.t('rules.owed.how-many', { list: listName(view, list) })
}

export const entryName = (view: View, list: string, at: number) => view.t('rules.owed.entry', { list: listName(view, list), number: at + 1 })

export function valueInWords(view: View, fact: string, value: FactValue): string {
  if (value === null) return view.t('rules.owed.not-known')
  const { type, values } = factOf(view, fact) ?? {}
  if (typeof value === 'boolean') return view.t(value ? 'rules.owed.yes' : 'rules.owed.no')
  if (type === 'money') return view.money(Number(value))
  if (type === 'int') return view.number(Number(value))
  if (type === 'date') return view.date(String(value))
  return values?.[String(value)] ? view.text(values[String(value)]!) : String(value)
}

export function amountInWords(view: View, { value, per, upTo, voucher }: Amount): string {
  const sum = voucher ? view.t('rules.amount.voucher', { amount: view.money(value) }) : view.money(value)
  const money = upTo ? view.t('rules.amount.up-to', { amount: sum }) : sum
  return view.t(`rules.amount.${per}`, { amount: money })
}

export function periodInWords(view: View, { from, until, of }: Amount): string {
  const period = from && until ? view.t('rules.amount.from-until', { from: view.date(from), until: view.date(until) })
    : until ? view.t('rules.amount.until', { until: view.date(until) }) : from ? view.t('rules.amount.from', { from: view.date(from) }) : undefined
  return [of === undefined ? undefined : view.t('rules.amount.for', { name: of }), period].filter((part) => part !== undefined).join(', ')
}

/** One sentence for each change of a turn; all of them together turn it. */
export const turnInWords = (view: View, { changes }: Turn, facts: FactSet): string[] => changes.map((change) => changeInWords(view, change, facts))

function changeInWords(view: View, change: Change, facts: FactSet): string {
  if (change.kind === 'day') return dayInWords(view, change, facts)
  const label = spotName(view, change, facts)
  const values = { label, value: valueInWords(view, change.fact, change.to), now: valueInWords(view, change.fact, change.from) }
  if (typeof change.to === 'number' && typeof change.from === 'number') return view.t(change.to < change.from ? 'rules.turn.at-most' : 'rules.turn.at-least', values)
  return view.t('rules.turn.other', values)
}

function dayInWords(view: View, { on, anniversary }: Extract<Change, { kind: 'day' }>, facts: FactSet): string {
  const date = view.date(on)
  if (anniversary === null) return view.t('rules.turn.from-day', { date })
  const { fact, at, months } = anniversary
  const name = at === null ? undefined : readSpot(facts, { fact: `${fact.split('.')[0]!}.name`, at })
  if (fact.endsWith('.birth_date') && months % 12 === 0 && typeof name === 'string') return view.t('rules.turn.birthday', { date, name, years: months / 12 })
  const label = spotName(view, anniversary, facts)
  return months % 12 === 0 ? view.t('rules.turn.years-after', { date, label, years: months / 12 }) : view.t('rules.turn.months-after', { date, label, months })
}
