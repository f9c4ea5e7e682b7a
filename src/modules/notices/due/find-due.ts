/** What the people of a page have to do by a day, who hears of it, and what of it is told today. */
import type { Duty } from '../../../../packages/pack-kit/schema/duty.ts'
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { type Exchange, factOfRegisters, grownUp, type KnownValue, listOfRegisters, type PersonKnown } from '../../exchange/index.ts'
import type { Due, DutiesOver, FactSet, PickedDue } from '../../rules/index.ts'
import type { DueTold } from '../contract.ts'
import { type DueRow, dueKey } from './due-rows.ts'
import { isNewReminder, missed, reminderOf } from './reminders.ts'

/** Months ahead that a calendar shows. */
const horizon = 24

export interface DueDeps { pack: Pack; exchange: Pick<Exchange, 'askPeople'>; law: DutiesOver; pass: string; today: string }

/** A duty with the facts that it rests on. */
interface Found extends DueRow { due: Due; facts: FactSet }

export interface DueFound {
  found: Found[]
  /** `person duty` of those of whom nobody can say it this time: what stood stays. */
  open: ReadonlySet<string>
}

/** @throws Fault exchange.register-unavailable */
export async function findDue({ pack, exchange, law, pass, today }: DueDeps, people: readonly string[]): Promise<DueFound> {
  const asked = await exchange.askPeople({ pass, purpose: pack.due!, people })
  const living = asked.filter(({ known }) => valueOf(known, 'deathDate') === null)
  const facts = living.map(({ known }) => factsOfPerson(pack.facts, known))
  const hearers = await hearersOf({ pack, exchange, pass, today }, living)
  const { due, open, broken } = await law.over(facts, today)
  const last = Temporal.PlainDate.from(today).add({ months: horizon }).toString()
  const duties = new Map(pack.duties.map((duty) => [duty.id, duty]))
  const found = due.filter(({ on }) => on <= last).flatMap((one): Found[] => {
    const { person } = living[one.household]!
    const entry = entryOf(facts[one.household]!, one)
    return hearersFor(duties.get(one.duty)!, person, hearers).map((hearer) => ({
      person: hearer, duty: one.duty, of: hearer === person ? '' : person, thing: String(entry?.['id'] ?? entry?.['name'] ?? ''), on: one.on, amount: one.amount, told: null, due: one, facts: facts[one.household]!,
    }))
  })
  const unknown = [...open, ...broken.flatMap((household) => pack.duties.map(({ id: duty }) => ({ household, duty })))]
  return { found, open: new Set(unknown.map(({ household, duty }) => `${living[household]!.person} ${duty}`)) }
}

interface Hearers { parents: ReadonlyMap<string, readonly string[]>; children: ReadonlySet<string> }

/** A child's own duty its parents hear of; where the pack says so the child does, too. */
const hearersFor = (duty: Duty, person: string, { parents, children }: Hearers): readonly string[] =>
  (children.has(person) ? [...(duty.self ? [person] : []), ...parents.get(person) ?? []] : [person])

/** Parents who live and have the care by law; who is a child is said by the pack's majority. */
async function hearersOf({ pack, exchange, pass, today }: Pick<DueDeps, 'pack' | 'exchange' | 'pass' | 'today'>, living: readonly PersonKnown[]): Promise<Hearers> {
  const adult = pack.majority?.age ?? grownUp
  const young = living.filter(({ known }) => {
    const born = valueOf(known, 'birthDate')
    return typeof born === 'string' && Temporal.PlainDate.compare(Temporal.PlainDate.from(born).add({ years: adult }), today) > 0
  })
  const named = new Map(young.map(({ person, known }) => {
    const value = known.find(({ field }) => field === 'parents')?.value
    return [person, Array.isArray(value) ? value.flatMap((one) => (typeof one === 'object' && typeof one['personId'] === 'string' ? [one['personId']] : [])) : []] as const
  }))
  const fields = (pack.purposes.find(({ id }) => id === pack.due)?.fields ?? []).filter((field) => ['parentalAuthority', 'deathDate'].includes(field.split('.')[1]!))
  const wanted = [...new Set([...named.values()].flat())]
  const known = wanted.length === 0 || fields.length === 0 ? [] : await exchange.askPeople({ pass, purpose: pack.due!, people: wanted, fields })
  const caring = new Set(known.filter((one) => valueOf(one.known, 'deathDate') === null && valueOf(one.known, 'parentalAuthority') !== 'suspended').map(({ person }) => person))
  return { children: new Set(young.map(({ person }) => person)), parents: new Map([...named].map(([child, parents]) => [child, parents.filter((parent) => caring.has(parent))])) }
}

/** Null also where no register was asked. */
const valueOf = (known: readonly KnownValue[], field: string) => known.find((one) => one.field === field)?.value ?? null

function factsOfPerson(facts: readonly Fact[], known: readonly KnownValue[]): FactSet {
  const asked = new Set(known.map(({ register, field }) => `${register}.${field}`))
  const set: FactSet = {}
  for (const fact of facts) {
    if (!fact.from || !asked.has(`${fact.from.register}.${fact.from.field}`)) continue
    const [entity, name] = fact.fact.split('.') as [string, string]
    const list = listOfRegisters(fact, known)
    if (list) set[entity] = list
    else set[entity] = { ...(set[entity] as Record<string, never> | undefined), [name]: factOfRegisters(fact, known) }
  }
  return set
}

function entryOf(facts: FactSet, { list, at }: Due) {
  const listed = list === null ? undefined : facts[list]
  return Array.isArray(listed) ? listed[at ?? -1] : undefined
}

export interface DueChanges { rows: DueRow[]; gone: DueRow[]; told: Map<string, DueTold[]> }

/** @param stopped `person duty` that are not told */
export async function compareDue({ pack, law, today }: Pick<DueDeps, 'pack' | 'law' | 'today'>, before: readonly DueRow[], { found, open }: DueFound, stopped: ReadonlySet<string>): Promise<DueChanges> {
  const stood = new Map(before.map((row) => [dueKey(row), row]))
  const duties = new Map(pack.duties.map((duty) => [duty.id, duty]))
  const here = new Set(found.map(dueKey))
  const timely = found.flatMap((one) => {
    const reminder = reminderOf(duties.get(one.duty)!.remind, one.on, today)
    return isNewReminder(reminder, one.on, stood.get(dueKey(one))) ? [{ one, reminder }] : []
  })
  const wanted = timely.filter(({ one: { person, duty } }) => !stopped.has(`${person} ${duty}`))
  // Two parents are told the same.
  const picks = [...new Map(wanted.map(({ one }) => [one.due, { facts: one.facts, due: one.due, on: today } satisfies PickedDue])).values()]
  const words = new Map((picks.length === 0 ? [] : await law.tell(picks)).map((told, at) => [picks[at]!.due, told]))
  const told = new Map<string, DueTold[]>()
  for (const { one, reminder } of wanted) {
    const said = words.get(one.due)
    if (!said) continue
    const item: DueTold = {
      duty: one.duty, of: one.of || null, on: one.on, amount: one.amount, missed: reminder === missed, reasons: said.reasons, says: said.says,
      law: { name: said.law.law, article: said.law.article, unverified: said.law.unverified === true },
    }
    told.set(one.person, [...told.get(one.person) ?? [], item])
  }
  const reminded = new Map(timely.map(({ one, reminder }) => [dueKey(one), reminder]))
  const rows = found.map(({ due: _due, facts: _facts, ...row }): DueRow => {
    const old = stood.get(dueKey(row))
    return { ...row, told: reminded.get(dueKey(row)) ?? (old?.on === row.on ? old.told : null) }
  })
  return { rows: rows.filter((row) => !isSameRow(row, stood.get(dueKey(row)))), gone: before.filter((row) => !here.has(dueKey(row)) && !open.has(`${row.of || row.person} ${row.duty}`)), told }
}

const isSameRow = (row: DueRow, old: DueRow | undefined) => old !== undefined && row.on === old.on && row.amount === old.amount && row.told === old.told
