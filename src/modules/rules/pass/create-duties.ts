/** The duties of a pack, ready for a pass over everybody: who has to do something and until when by kernels, and why one by one. */
import { unknownOf } from '../columns/column-header.ts'
import { columnsOf } from '../columns/columns-of-families.ts'
import type { Column } from '../columns/store.ts'
import { answerFor } from '../evaluate/answer-for.ts'
import { lawOf } from '../evaluate/compile-service.ts'
import { openLaw } from '../evaluate/open-law.ts'
import { textOfDay } from '../evaluate/value.ts'
import { wordingOf } from '../evaluate/wording-of.ts'
import type { RulePack } from '../index.ts'
import { irOfPack } from '../ir/ir-of-pack.ts'
import { alone, type Crew } from '../population/crew.ts'
import { factsOf, listOf, prepare } from '../population/prepare.ts'
import { runPopulation } from '../population/run-population.ts'
import type { DutiesOver, DutyPlace, Dues } from './due.ts'
import { dueNodes, factsOfDuties } from './due-nodes.ts'

/** @param pack its `rules` are the pages of duties; @throws Error with the first mistake of a page */
export function createDuties(pack: RulePack, crew: Crew = alone): DutiesOver {
  const known = factsOfDuties(pack.facts)
  const { ir, duties } = dueNodes(irOfPack({ rules: pack.rules, facts: known }))
  const law = openLaw(ir, pack.holidays)
  const wording = wordingOf(pack)
  const laws = new Map(ir.rules.map((rule) => [rule.service, lawOf(rule, ir, law.reads, wording)]))
  const wanted = duties.flatMap(({ held, day, amount }) => [held, day, ...(amount ? [amount] : [])])
  const read = factsOf(ir, wanted.map(({ node }) => node))
  // Only what the duties rest on becomes a column.
  const facts = known.filter(({ fact, list }) => read.has(fact) || (list === true && [...read].some((one) => one.split('.')[0] === fact.split('.')[0])))
  return {
    async over(people, on) {
      const store = columnsOf(people, facts)
      const { results, reports } = await runPopulation(prepare(law, pack.holidays, store.columns, { wanted, day: { on, knownAt: on }, given: new Map() }), law, store, crew)
      const found: Dues = { due: [], open: [], broken: [...new Set(reports.map(({ household }) => household))] }
      for (const { duty, entity, ...names } of duties) {
        const [held, day, amount] = [results.get(names.held.name), results.get(names.day.name), names.amount && results.get(names.amount.name)]
        if (!held || !day) continue
        const list = listOf(entity)
        const first = list === null ? undefined : store.columns.get(`household.${list}`)?.values
        for (let household = 0; household < store.households; household += 1) {
          const [from, to] = first ? [first[household]!, first[household + 1]!] : [household, household + 1]
          for (let row = from; row < to; row += 1) {
            const place: DutyPlace = { household, duty, list, at: list === null ? null : row - from }
            const [is, until] = [held.values[row], cellOf(day, row)]
            if (is === 0) continue
            if (is !== 1 || until === null) found.open.push(place)
            else found.due.push({ ...place, on: textOfDay(until), amount: amount ? cellOf(amount, row) : null })
          }
        }
      }
      return found
    },
    tell: (picks) => Promise.resolve(picks.map(({ facts: given, due, on }) => law.within(given, { on, knownAt: on }, (run) => {
      const frame = due.list === null ? run.home : run.members(due.list)?.[due.at ?? -1]
      const own = laws.get(due.duty)
      const answer = frame && own && answerFor(frame, own)
      return answer && answer.deadline && answer.outcome === 'owed' ? { reasons: answer.reasons.map(({ sentence }) => sentence), says: answer.deadline.sentence, law: own.rule.source as never } : null
    }))),
  }
}

function cellOf({ header, values }: Column, row: number): number | null {
  const value = values[row]!
  return value === unknownOf[header.storage] || Number.isNaN(value) ? null : value
}

