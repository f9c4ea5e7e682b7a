/** Every rule of a pack over every family of a page, by kernels: once for the day, and once for a day ahead on the same facts. */
import { unknownOf } from '../columns/column-header.ts'
import { columnsOf } from '../columns/columns-of-families.ts'
import type { Column, ColumnStore } from '../columns/store.ts'
import type { FactSet, FactValue } from '../contract.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import { legalDay } from '../explore/days-ahead.ts'
import type { RulePack } from '../index.ts'
import type { Crew } from '../population/crew.ts'
import { prepare } from '../population/prepare.ts'
import { rowsOf as rowsEntity, type PaidAs, type Result } from '../population/results-of.ts'
import { runPopulation } from '../population/run-population.ts'
import type { Days, Standing, Standings } from './standing.ts'

export interface Question { pack: Pick<RulePack, 'facts' | 'holidays'>; law: OpenLaw; results: readonly Result[]; crew: Crew }

/** Who is granted a service and what it pays, of everybody whom its rule asks. */
export interface Row { granted: Column; paid: { as: PaidAs; column: Column }[] }
export interface ServiceRows { service: string; entity: string; /** Null for the household's. */ list: string | null; now: Row; ahead: Row }

/** @param given facts that are the same for everybody, beside the day */
export async function reckonDays({ pack, law, results, crew }: Question, store: ColumnStore, { on, ahead }: Days, given: ReadonlyMap<string, FactValue> = new Map()) {
  const wanted = results.filter(({ kind }) => kind === 'granted' || kind === 'paid')
  const asks = pack.facts.some(({ fact }) => fact === legalDay)
  const run = (day: string) => {
    const facts = new Map([...given, ...(asks ? [[legalDay, day] as const] : [])])
    return runPopulation(prepare(law, pack.holidays, store.columns, { wanted, day: { on: day, knownAt: on }, given: facts }), law, store, crew)
  }
  const [today, later] = [await run(on), await run(ahead)]
  const services = results.filter(({ kind }) => kind === 'granted').flatMap(({ of: service, name, entity }): ServiceRows | [] => {
    const [now, then] = [today, later].map(({ results: columns }) => rowOf(columns, results, service, name))
    const list = entity === 'household' || entity === 'case' || entity === 'none' ? null : entity.replace('list:', '')
    // Of a list that nobody delivers nobody is answered.
    return now && then ? { service, entity: rowsEntity(entity), list, now, ahead: then } : []
  })
  return { services, reports: [...today.reports, ...later.reports] }
}

function rowOf(columns: ReadonlyMap<string, Column>, results: readonly Result[], service: string, name: string): Row | undefined {
  const granted = columns.get(name)
  const paid = results.filter(({ kind, of }) => kind === 'paid' && of === service)
  return granted && { granted, paid: paid.map((one) => ({ as: one.as!, column: columns.get(one.name)! })) }
}

export async function passOver(question: Question, families: readonly FactSet[], days: Days): Promise<Standings> {
  const store = columnsOf(families, question.pack.facts.filter(({ fact }) => fact !== legalDay))
  const { services, reports } = await reckonDays(question, store, days)
  const held: Standing[] = []
  const unknown: Record<string, number> = {}
  for (const { service, list, now: first, ahead: second } of services) {
    for (const [household, rows] of rowsOf(store, list).entries()) {
      for (let row = rows.from; row < rows.to; row += 1) {
        const [now, ahead] = [stateOf(first, row), stateOf(second, row)]
        if (now === null) unknown[service] = (unknown[service] ?? 0) + 1
        if (now === true || ahead === true) held.push({ household, service, list, at: list === null ? null : row - rows.from, now, ahead, amounts: amountsOf(now === true ? first : second, row) })
      }
    }
  }
  return { held, unknown, broken: [...new Set(reports.map(({ household }) => household))] }
}

function rowsOf({ households, columns }: ColumnStore, list: string | null): { from: number; to: number }[] {
  const first = list === null ? undefined : columns.get(`household.${list}`)?.values
  return Array.from({ length: households }, (_, at) => (first ? { from: first[at]!, to: first[at + 1]! } : { from: at, to: at + 1 }))
}

/** Granted, and of what it pays something is running: a benefit whose months are over has ended, whatever its conditions say. */
export function stateOf({ granted, paid }: Row, row: number): boolean | null {
  const value = granted.values[row]
  if (value === 0) return false
  if (value !== 1) return null
  const amounts = paid.map(({ column }) => cellOf(column, row))
  if (amounts.length === 0 || amounts.some((amount) => amount !== null && amount > 0)) return true
  return amounts.includes(null) ? null : false
}

const amountsOf = ({ paid }: Row, row: number) => Object.fromEntries(paid.flatMap(({ as, column }) => {
  const amount = cellOf(column, row)
  return amount === null || amount === 0 ? [] : [[as, amount]]
}))

function cellOf({ header, values }: Column, row: number): number | null {
  const value = values[row]!
  return value === unknownOf[header.storage] || Number.isNaN(value) ? null : value
}
