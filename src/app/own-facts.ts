/** What the registers know of a person's household, in the rules' words, for that person alone: one logged look under the pack's purpose. */
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import { type Exchange, factsOfHousehold, type KnownValue, membersOf } from '../modules/exchange/index.ts'
import type { FactSet } from '../modules/rules/index.ts'

export function ownFacts(pack: Pack, exchange: Exchange, clock: Clock) {
  const purpose = pack.purposes.find(({ id }) => id === pack.entitlements)
  if (!purpose) return null
  return {
    purpose,
    async read(person: string) {
      const { known, silent } = await exchange.askOwnData({ person, purpose: purpose.id, caseId: null })
      const facts = factsOfHousehold(pack, known, membersOf(pack, known), clock.today().toString())
      return { facts: withoutUnheard(pack, facts, known), silent: silent.map(({ register }) => register) }
    },
  }
}

/** Of a list that no register told of it is not known who is on it: empty, it would mean nobody. The children a birth is told of are from the list of children. */
function withoutUnheard({ facts: known }: Pack, facts: FactSet, values: readonly KnownValue[]): FactSet {
  const isHeard = (entity: string) => known.some(({ fact, from }) => fact.startsWith(`${entity}.`) && from?.take === 'list' && values.some(({ register, field }) => register === from.register && field === from.field))
  return Object.fromEntries(Object.entries(facts).filter(([entity, held]) => !Array.isArray(held) || isHeard(entity === 'newborn' ? 'child' : entity)))
}
