/** The law of a pack, ready for a pass over everybody. */
import { lawOf, listOf } from '../evaluate/compile-service.ts'
import { openLaw } from '../evaluate/open-law.ts'
import { wordingOf } from '../evaluate/wording-of.ts'
import { legalDay } from '../explore/days-ahead.ts'
import type { RulePack } from '../index.ts'
import { irOfPack } from '../ir/ir-of-pack.ts'
import { alone, type Crew } from '../population/crew.ts'
import { resultsOf } from '../population/results-of.ts'
import { passOver } from './pass-over.ts'
import type { PassOver } from './standing.ts'
import { tellStanding } from './tell-standing.ts'

/** @param crew threads for kernels; without one they run here, which is quick enough for some thousand families */
export function createPass(pack: RulePack, crew: Crew = alone): PassOver {
  const { ir, results } = resultsOf(irOfPack(pack))
  const law = openLaw(ir, pack.holidays)
  const wording = wordingOf(pack)
  const laws = new Map(ir.rules.map((rule) => [rule.service, lawOf(rule, ir, law.reads, wording)]))
  const hasLegalDay = pack.facts.some(({ fact }) => fact === legalDay)
  return {
    edition: ir.edition,
    lists: Object.fromEntries(ir.rules.map((rule) => [rule.service, listOf(rule)])),
    over: (families, days) => passOver({ pack, law, results, crew }, families, days),
    tell: (picks) => Promise.resolve(picks.map((pick) => tellStanding({ law, laws, results, hasLegalDay }, pick))),
  }
}
