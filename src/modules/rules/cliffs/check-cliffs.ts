/** The cliffs of a pack beside those that its cliffs.json names: a new one is a mistake, and so is one steeper than stated. */
import type { Cliff as Named } from '../../../../packages/pack-kit/schema/cliff.ts'
import type { RuleProblem } from '../language/read-statute.ts'
import type { Cliff } from './find-cliffs.ts'

export function checkCliffs(found: readonly Cliff[], named: readonly Named[]): RuleProblem[] {
  return found.flatMap(({ service, fact, at, loses, example, rule: { place } }): RuleProblem | [] => {
    const stated = named.find((one) => one.service === service && one.fact === fact)
    const said = `Above ${fact} = ${at.toLocaleString('en')} one more loses ${loses.toLocaleString('en')} a year (“${example.title}”, ${example.on}).`
    if (!stated) return { ...place, message: `${service} has an income cliff. ${said}`, advice: 'Let it fade out, or name it in cliffs.json with its reason and its law.' }
    if (loses <= stated.upTo) return []
    return { ...place, message: `The income cliff of ${service} is steeper than the ${stated.upTo.toLocaleString('en')} that cliffs.json states. ${said}`, advice: 'Correct the figure, or state the new height with its reason.' }
  })
}
