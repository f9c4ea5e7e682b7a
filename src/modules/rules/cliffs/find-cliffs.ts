/**
 * Income cliffs: where one more of the currency's smallest unit of income loses more than it gains, all benefits taken together. They
 * are looked for along every fact that facts.json calls income, from the households of the worked examples: whoever writes a rule
 * shows whom it is for.
 */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { FactSet } from '../contract.ts'
import { Overflow, RulesFault } from '../evaluate/faults.ts'
import { openLaw, type OpenLaw } from '../evaluate/open-law.ts'
import { listsOf } from '../evaluate/lists-of.ts'
import { factsOfExample, legalDayOf } from '../evaluate/run-example.ts'
import { inputsOf, spotsOf } from '../explore/spots.ts'
import { readSpot, type Spot, withSpot } from '../explore/trial.ts'
import { buildIr } from '../ir/build-ir.ts'
import type { ServiceRule } from '../ir/ir.ts'
import { reach, rootsOf } from '../ir/reach.ts'
import type { Per } from '../language/syntax.ts'
import { readRules } from '../language/read-rules.ts'
import { listOf } from '../population/prepare.ts'
import { resultsOf, type Result } from '../population/results-of.ts'

export interface Cliff {
  service: string
  fact: string
  /** The income before: one more loses. In the currency's smallest unit, a month or a year as facts.json says. */
  at: number
  /** What the household loses in a year beyond what it earns more; single payments count once. */
  loses: number
  /** The worked example whose household it is, and the day. */
  example: { title: string; file: string; line: number; on: string }
  rule: ServiceRule
}

/** Incomes that are tried between nothing and the largest sum that the law names; closer together where they are small. */
const tried = 240
/** Households a service: examples beyond these say the same with other figures. */
const mostHouseholds = 10

/** @returns the steepest cliff of each service and fact */
export function findCliffs(pack: Pick<Pack, 'rules' | 'facts' | 'holidays'>): Cliff[] {
  const book = readRules(pack)
  const { ir, results } = resultsOf(buildIr(book, pack.facts).ir)
  const law = openLaw(ir, pack.holidays)
  const times = new Map<string, number>(pack.facts.flatMap(({ fact, income }) => (income === undefined ? [] : [[fact, income === 'month' ? 12 : 1] as const])))
  // An example may give what the law reckons from incomes, such as a recognised income: one more of that is at most one more of them.
  const reckoned = ir.variables.filter(({ entity, type }) => entity === 'household' && type === 'money').flatMap(({ name, node }) => {
    const incomes = ir.inputs.filter((input) => times.has(input.fact) && reach(ir.nodes, [node]).has(input.node))
    return incomes.length === 0 ? [] : [{ fact: `household.${name}`, node, times: times.get(incomes[0]!.fact)! }]
  })
  for (const { fact, times: perYear } of reckoned) times.set(fact, perYear)
  const steepest = new Map<string, Cliff>()
  const taken = new Map<string, number>()
  for (const { example, statute } of book.examples) {
    const { target } = example
    const rule = 'service' in target ? ir.rules.find(({ service }) => service === target.service) : undefined
    const facts = factsOfExample(example, listsOf([...pack.facts]))
    const on = example.on ?? legalDayOf(facts)
    if (!rule || on === null || (taken.get(rule.service) ?? 0) >= mostHouseholds) continue
    const below = reach(ir.nodes, rootsOf(rule))
    const spots = [...inputsOf(ir, rule).filter(({ fact }) => times.has(fact)).flatMap((input) => spotsOf(input, facts)), ...reckoned.filter(({ node }) => below.has(node)).map(({ fact }): Spot => ({ fact, at: null }))]
      .filter((spot) => typeof readSpot(facts, spot) === 'number')
    if (spots.length === 0) continue
    taken.set(rule.service, (taken.get(rule.service) ?? 0) + 1)
    const worth = createWorth(law, results, on)
    for (const spot of spots) {
      const found = steepestAlong({ law, rule, facts, spot, gains: times.get(spot.fact)!, worth })
      const key = `${rule.service} ${spot.fact}`
      if (found && found.loses > (steepest.get(key)?.loses ?? 0)) {
        steepest.set(key, { ...found, service: rule.service, fact: spot.fact, rule, example: { title: example.title, file: statute.file, line: example.at.line, on } })
      }
    }
  }
  return [...steepest.values()].sort((a, b) => a.service.localeCompare(b.service) || a.fact.localeCompare(b.fact))
}

interface Along { law: OpenLaw; rule: ServiceRule; facts: FactSet; spot: Spot; /** What one more brings in a year. */ gains: number; worth: Worth }

function steepestAlong({ law, rule, facts, spot, gains, worth }: Along): Pick<Cliff, 'at' | 'loses'> | undefined {
  const [highest, rounding] = [highestFigure(law, rule) * 1.2, coarsestRounding(law, rule)]
  const own = (income: number) => worth(withSpot(facts, spot, income), rule.service)
  const all = (income: number) => worth(withSpot(facts, spot, income))
  let best: Pick<Cliff, 'at' | 'loses'> | undefined
  let [before, value] = [0, own(0)]
  for (let step = 1; step <= tried; step += 1) {
    const income = Math.round(highest * (step / tried) ** 2)
    const next = own(income)
    if (next < value) {
      const at = edgeBetween(own, before, income)
      const loses = all(at) - all(at + 1) - gains
      // A sum that fades out in steps of its rounding is no cliff.
      if (loses > rounding * 12 && loses > (best?.loses ?? 0)) best = { at, loses }
    }
    [before, value] = [income, next]
  }
  return best
}

/** The income before the largest fall: a sum that fades out falls alike on both sides of the middle, a cliff on one. */
function edgeBetween(own: (income: number) => number, from: number, to: number): number {
  let [low, high, top, bottom] = [from, to, own(from), own(to)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const value = own(middle)
    if (top - value >= value - bottom) [high, bottom] = [middle, value]
    else [low, top] = [middle, value]
  }
  return low
}

/** What a household has in a year of one service or of all, a voucher at its value, for whoever loses it has to pay; what is not known is left out. */
type Worth = (facts: FactSet, service?: string) => number

const perYear: Record<Per, number> = { month: 12, year: 1, once: 1, trip: 0 }

function createWorth({ within, reads }: OpenLaw, results: readonly Result[], on: string): Worth {
  const paid = results.filter(({ kind }) => kind === 'paid').map(({ of, node, entity, as }) => ({ of, node, list: listOf(entity), times: perYear[as!.split('.')[0] as Per] }))
  return (facts, service) => {
    try {
      return within(facts, { on }, (run) => paid.reduce((sum, { of, node, list, times }) => {
        if ((service !== undefined && of !== service) || times === 0) return sum
        const frames = list === null ? [run.home] : run.members(list) ?? []
        return frames.reduce((total, frame) => total + ((reads[node]!(frame) as number | null) ?? 0) * times, sum)
      }, 0))
    } catch (cause) {
      // Two exceptions that meet, or a number out of its range: such a household has no answer, and the pack check says so elsewhere.
      if (cause instanceof Overflow || cause instanceof RulesFault) return 0
      throw cause
    }
  }
}

/** Incomes beyond every figure of the text change nothing. */
function highestFigure({ ir }: OpenLaw, rule: ServiceRule): number {
  const figures = [...reach(ir.nodes, rootsOf(rule))].flatMap((id): unknown[] => {
    const node = ir.nodes[id]!
    return node.op === 'parameter' ? [...ir.parameters[node.parameter]!.versions] : node.op === 'scale' ? [...ir.scales[node.scale]!.versions] : node.op === 'constant' ? [node.value] : []
  })
  return Math.max(1, ...JSON.stringify(figures).match(/(?<=[:[,])\d+(?=[,}\]])/g)?.map(Number) ?? [])
}

function coarsestRounding({ ir }: OpenLaw, rule: ServiceRule): number {
  return Math.max(0, ...[...reach(ir.nodes, rootsOf(rule))].map((id) => { const node = ir.nodes[id]!; return node.op === 'round' ? node.unit : 0 }))
}
