/** What a law that counts back costs once: over all drawn people, the months past by the law as it is known, less what was due by the law before. */
import type { FactValue } from '../contract.ts'
import { monthsPast } from '../back-pay/months-past.ts'
import { openLaw } from '../evaluate/open-law.ts'
import { legalDay } from '../explore/days-ahead.ts'
import type { Ir } from '../ir/ir.ts'
import type { Drawn } from '../people/draw-people.ts'
import type { Crew } from '../population/crew.ts'
import { prepare } from '../population/prepare.ts'
import { type PaidAs, resultsOf } from '../population/results-of.ts'
import { runPopulation } from '../population/run-population.ts'
import type { Study } from './simulate.ts'

export interface BackPayOfAll {
  /** `2026-01` */
  months: string[]
  /** In the smallest unit of the currency, of all drawn people; null beyond 2^53 − 1. */
  services: { service: string; sum: number | null; vouchers: number | null }[]
  /** Of money. */
  sum: number | null
  /** Of what comes as vouchers, at their value. */
  vouchers: number | null
}

/** @param before the law that was due already: as it was known in each month, or, where a reform is set against it, as the study knows it
 *  @returns null where no text counts back */
export async function backPayOfEverybody(study: Study, drawn: Drawn, crew: Crew, after: Ir, before: Ir): Promise<BackPayOfAll | null> {
  const { knownAt } = study
  // A study of the first day that a law counts is asked what is owed by the day it is known.
  const day = { on: study.on > knownAt ? study.on : knownAt, knownAt }
  const found = after.rules.flatMap((rule) => { const past = monthsPast(after, rule, day); return past ? [{ service: rule.service, ends: past.ends }] : [] })
  if (found.length === 0) return null
  const sums = new Map(found.map(({ service }) => [service, nothing]))
  const ends = [...new Set(found.flatMap((one) => one.ends))].sort()
  for (const end of ends) {
    const services = new Set(found.flatMap((one) => (one.ends.includes(end) ? [one.service] : [])))
    const due = await paidInMonth(study, drawn, crew, after, services, { on: end, knownAt })
    const already = await paidInMonth(study, drawn, crew, before, services, { on: end, knownAt: study.reform ? knownAt : end })
    for (const service of services) sums.set(service, plus(sums.get(service)!, due(service), already(service)))
  }
  return { months: ends.map((end) => end.slice(0, 7)), services: [...sums].map(([service, sum]) => ({ service, ...numbersOf(sum) })), ...numbersOf([...sums.values()].reduce((all, sum) => plus(all, sum), nothing)) }
}

interface Sums { sum: bigint; vouchers: bigint }

const nothing: Sums = { sum: 0n, vouchers: 0n }
const plus = (one: Sums, more: Sums, less = nothing): Sums => ({ sum: one.sum + more.sum - less.sum, vouchers: one.vouchers + more.vouchers - less.vouchers })
const numbersOf = ({ sum, vouchers }: Sums) => ({ sum: numberOf(sum), vouchers: numberOf(vouchers) })

/** @returns for each of the services what it pays in the month, and what it gives as vouchers */
async function paidInMonth({ pack }: Study, { store }: Drawn, crew: Crew, law: Ir, services: ReadonlySet<string>, day: { on: string; knownAt: string }) {
  const { ir, results } = resultsOf(law)
  const open = openLaw(ir, pack.holidays)
  const wanted = results.filter(({ of, as }) => services.has(of) && (as === 'month' || as === 'month.voucher')).map((result) => ({ ...result, tally: true }))
  const given = new Map<string, FactValue>(pack.facts.some(({ fact }) => fact === legalDay) ? [[legalDay, day.on]] : [])
  const { tallies } = await runPopulation(prepare(open, pack.holidays, store.columns, { wanted, day, given }), open, store, crew)
  const paid = (service: string, how: PaidAs) => tallies.get(wanted.find(({ of, as }) => of === service && as === how)?.name ?? '')?.sum ?? 0n
  return (service: string): Sums => ({ sum: paid(service, 'month'), vouchers: paid(service, 'month.voucher') })
}

const numberOf = (sum: bigint) => (sum <= BigInt(Number.MAX_SAFE_INTEGER) && sum >= BigInt(Number.MIN_SAFE_INTEGER) ? Number(sum) : null)
