/** What a household is owed, from facts that the caller states: nothing is read of anybody, and nothing is kept. */
import Type from 'typebox'
import type { Pack } from '../../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../../kernel/faults/faults.ts'
import { strict } from '../../../../kernel/schema/schema.ts'
import type { FactSet, FactValue, Rules } from '../../../rules/index.ts'
import { assistantFaults } from '../../contract.ts'
import { Entitlement, entitlementOf, Language, ServiceId } from './shapes.ts'
import { defineTool } from './tool.ts'

const Value = Type.Union([Type.String({ maxLength: 200 }), Type.Integer(), Type.Boolean(), Type.Null()])
const Attributes = Type.Record(Type.String({ maxLength: 60 }), Value, { maxProperties: 100 })

export const checkEntitlementTool = ({ rules, today }: { rules: Rules; today(): string }) => defineTool({
  name: 'check_entitlement',
  title: 'Check what a household is owed',
  description: 'Applies the law of this country, as in force today, to facts that you state, and gives for each service whether it is owed, how much, until when, by which article, and which facts are still missing. Nothing is read from any register and nothing is kept. Facts that are not known are left out; the answer then says what would settle it. The portal decides nothing here: only the agency does.',
  input: strict({
    services: Type.Array(ServiceId, { minItems: 1, maxItems: 50 }),
    facts: Type.Record(Type.String({ maxLength: 60 }), Type.Union([Attributes, Type.Array(Attributes, { maxItems: 30 })]),
      { maxProperties: 40, description: 'Entity to its attributes, or to a list of them, such as {"newborn": [{"birth_date": "2026-11-02"}]}; names of facts are those in "missing" and "facts" of an answer' }),
    language: Language,
  }),
  output: strict({
    on: Type.String({ description: 'Legal day of the figures' }), edition: Type.String({ description: 'Of the law\'s text' }), entitlements: Type.Array(Entitlement),
    facts: Type.Array(strict({ fact: Type.String(), type: Type.String(), label: Type.String() }), { description: 'Those that still matter, the most useful first' }),
  }),
  run({ wording, origin }, { services, facts }) {
    const [mistake] = rules.checkFacts(facts)
    if (mistake) throw new Fault(assistantFaults.unfitFact, { pointer: `/facts${mistake.pointer}`, values: { place: mistake.pointer.slice(1), wanted: mistake.wanted } })
    const unknown = services.find((service) => !rules.services.includes(service))
    if (unknown !== undefined) throw new Fault(assistantFaults.noRule, { values: { service: unknown } })
    const { pack, text } = wording
    const situation = { facts: appliedOn(today(), pack, facts as FactSet), on: today() }
    const nameOf = (service: string) => text(pack.services.find(({ id }) => id === service)?.name ?? {})
    const open = new Set(rules.questions(situation, services, mostFacts).questions.map(({ fact }) => fact))
    return Promise.resolve({
      told: {
        on: situation.on, edition: rules.edition, entitlements: rules.evaluate({ ...situation, services }).map((finding) => entitlementOf({ wording, origin }, nameOf(finding.service), finding)),
        facts: pack.facts.filter(({ fact }) => open.has(fact)).map(({ fact, type, label }) => ({ fact, type, label: text(label) })),
      },
    })
  },
})

const mostFacts = 10

/** Whoever asks what is owed means: if one applied today. */
function appliedOn(day: string, pack: Pack, facts: FactSet): FactSet {
  if (!pack.facts.some(({ fact }) => fact === 'application.date')) return facts
  return { ...facts, application: { date: day, ...(facts['application'] as Record<string, FactValue> | undefined) } }
}
