/** The law and a reform of it over the same synthetic people: what it costs, who gains, who loses, and how well the people fit what was published. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Pack, RuleFile } from '../../../../packages/pack-kit/schema/pack.ts'
import { openLaw } from '../evaluate/open-law.ts'
import { type Change, irOfBook } from '../ir/ir-of-pack.ts'
import type { Ir } from '../ir/ir.ts'
import { compareWithMargins, type MarginFit } from '../people/compare-with-margins.ts'
import { readRules, type RuleBook } from '../language/read-rules.ts'
import { drawPeople, type Drawn } from '../people/draw-people.ts'
import type { Margin } from '../people/margins.ts'
import type { Raked } from '../people/rake.ts'
import { alone, type Crew } from '../population/crew.ts'
import { prepare } from '../population/prepare.ts'
import { benefits, resultsOf, type Result } from '../population/results-of.ts'
import { runPopulation, type Outcome } from '../population/run-population.ts'
import { backPayOfEverybody, type BackPayOfAll } from './back-pay-of-everybody.ts'
import { compareHouseholds, type Comparison } from './compare-households.ts'
import { type BirthService, ofTheMonth } from './of-the-month.ts'

export interface Study {
  pack: Pick<Pack, 'rules' | 'facts' | 'holidays'> & { services?: readonly BirthService[] }
  margins: readonly Margin[]
  people: number
  seed: number
  on: string
  knownAt: string
  /** A page whose texts take the place of those of the law. */
  reform?: RuleFile
  /** A reform that is law by now: what it replaces counts before it as it was known on this day. */
  against?: string
}

export interface ServiceTotal {
  service: string
  /** Who is granted it: people, households or entries of a list, as the rule asks. */
  counted: string
  granted: number
  unknown: number
  /** In the smallest unit of the currency, by how often it is paid, vouchers apart (`month.voucher`); null beyond 2^53 − 1. */
  paid: Record<string, number | null>
}

export interface LawTotals { edition: string; services: ServiceTotal[]; /** Of all households, a year: money; single payments left out. */ benefits: number | null }
export interface Simulation {
  people: number
  households: number
  seed: number
  on: string
  knownAt: string
  /** One drawn person stands for so many. */
  weight: number
  calibration: MarginFit[]
  /** Of the law before: what the reform replaces, as it was known on this day. */
  against?: string
  before: LawTotals
  after?: LawTotals
  /** What months past cost once, where a text counts back. */
  backPay?: BackPayOfAll
  comparison: Comparison
  /** Households without an answer: contradictory, or an amount out of its range. */
  broken: number
}

/** @param raked the table of an earlier study of the same year, whatever its seed and number of people */
export function drawFor({ pack, margins, people, seed, on }: Study, raked?: Raked): Drawn {
  return drawPeople({ facts: pack.facts as Fact[], margins, people, seed, on }, raked)
}

/**
 * @param drawn people of an earlier study of the same order: a slider moves without drawing them again
 * @param book the pack's pages, where they were read before
 */
export async function simulate(study: Study, crew: Crew = alone, drawn: Drawn = drawFor(study), book: RuleBook = readRules(study.pack)): Promise<Simulation> {
  const { reform, against } = study
  const before = await run(study, drawn, crew, book, reform && against !== undefined ? { reform, against } : undefined)
  const after = reform && await run(study, drawn, crew, book, { reform })
  const backPay = await backPayOfEverybody(study, drawn, crew, (after ?? before).law, before.law)
  const residents = study.margins.find(({ counts, by, use }) => counts === 'people' && by.length === 0 && use === 'calibrate')?.cells[0]?.value
  return {
    people: study.people, households: drawn.store.households, seed: study.seed, on: study.on, knownAt: study.knownAt,
    weight: residents === undefined ? 1 : residents / study.people,
    calibration: compareWithMargins(study.margins, drawn, Number(study.on.slice(0, 4)) - 1),
    ...(reform && against !== undefined ? { against } : {}), before: before.totals, ...(after ? { after: after.totals } : {}), ...(backPay ? { backPay } : {}),
    comparison: compareHouseholds(drawn, before.outcome.results.get(benefits)!, (after ?? before).outcome.results.get(benefits)!),
    broken: new Set([...before.outcome.reports, ...(after?.outcome.reports ?? [])].map(({ household }) => household)).size,
  }
}

async function run({ pack, on, knownAt }: Study, { store }: Drawn, crew: Crew, book: RuleBook, change?: Change): Promise<{ law: Ir; totals: LawTotals; outcome: Outcome }> {
  const stated = irOfBook(book, pack.facts, change)
  const { ir, results } = ofTheMonth(resultsOf(stated), pack.services ?? [])
  const law = openLaw(ir, pack.holidays)
  const wanted = results.filter(({ kind }) => kind !== 'definition').map((result) => ({ ...result, tally: result.kind !== 'benefits' }))
  const outcome = await runPopulation(prepare(law, pack.holidays, store.columns, { wanted, day: { on, knownAt }, given: new Map() }), law, store, crew)
  return { law: stated, outcome, totals: totalsOf(ir.edition, results, outcome) }
}

function totalsOf(edition: string, results: readonly Result[], { tallies, results: columns }: Outcome): LawTotals {
  const services = results.filter(({ kind }) => kind === 'granted').map(({ of, name, entity }): ServiceTotal => {
    const granted = tallies.get(name)
    const paid = results.filter((result) => result.kind === 'paid' && result.of === of)
    return {
      service: of, counted: entity.replace('list:', ''), granted: granted?.holds ?? 0, unknown: granted?.unknown ?? 0,
      paid: Object.fromEntries(paid.map((result) => [result.as!, numberOf(tallies.get(result.name)?.sum ?? 0n)])),
    }
  })
  let sum = 0n
  for (const value of columns.get(benefits)!.values) if (!Number.isNaN(value) && value !== -2_147_483_648) sum += BigInt(value)
  return { edition, services, benefits: numberOf(sum) }
}

const numberOf = (sum: bigint) => (sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : null)
