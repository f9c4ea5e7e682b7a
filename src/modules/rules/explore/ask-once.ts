/** A number that follows from lists (facts.json: `counts`) is no question where those lists are asked for anyway. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import { countedFacts } from '../facts/fill-counted.ts'
import type { AskNext } from './questions.ts'

export function askOnce(ask: AskNext, facts: readonly Fact[]): AskNext {
  const counted = countedFacts(facts)
  return (situation, services, most, passed) => {
    const asked = ask(situation, services, most, passed)
    const isAsked = (list: string) => asked.lists.some((one) => one.list === list)
    const isTold = (list: string) => isAsked(list) || Array.isArray(situation.facts[list])
    const follow = new Set(counted.filter(({ counts: { list, without } }) => isAsked(list) && without.every(isTold)).map(({ fact }) => fact))
    return asked.questions.some(({ fact }) => follow.has(fact)) ? ask(situation, services, most, (spot) => follow.has(spot.fact) || passed(spot)) : asked
  }
}
