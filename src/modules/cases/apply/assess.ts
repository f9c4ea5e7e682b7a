/** What the family is owed, and why not the rest, from the draft as it stands. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { FactSet, Finding, Rules } from '../../rules/index.ts'
import { buildFacts, nameOf } from './build-facts.ts'
import { collectedBy } from './collects.ts'
import type { Draft } from './draft.ts'

export interface Assessed {
  service: PublicService
  /** Null: the service is part of the event whatever the facts are (the report itself). */
  finding: Finding | null
}

export interface Assessment {
  owed: Assessed[]
  unsettled: Assessed[]
  notOwed: Assessed[]
  /** Done by law with the approval of another one. */
  following: PublicService[]
}

/** @param today the legal day: rules are applied as in force on it */
export function assess(pack: Pack, rules: Rules, event: string, draft: Draft, today: string): Assessment {
  const facts = buildFacts(pack, event, draft, today)
  const findings = new Map(rules.evaluate({ event, services: decidedByRule(pack, event), facts, on: today }).map((finding) => [finding.service, finding]))
  const assessment: Assessment = { owed: [], unsettled: [], notOwed: [], following: [] }
  for (const service of servicesOf(pack, event)) {
    if (!isPart(service, facts) || (service.collects && !collectedBy(pack, service, draft.known))) continue
    if (service.follows) {
      assessment.following.push(service)
      continue
    }
    if (service.rule === null) {
      assessment.owed.push({ service, finding: null })
      continue
    }
    const finding = findings.get(service.id)
    if (!finding) throw new Error(`no rule decides ${service.id}`)
    assessment[placeOf[finding.outcome]].push({ service, finding })
  }
  return assessment
}

/** What the law does by itself for whoever sent this. */
export function followingOf(pack: Pack, event: string, draft: Draft, today: string): PublicService[] {
  const facts = buildFacts(pack, event, draft, today)
  return servicesOf(pack, event).filter((service) => service.follows && isPart(service, facts))
}

/** What depends on an answer, such as a child who changes school, is no part of the event where the answer is another, or none. */
function isPart({ onlyIf }: PublicService, facts: FactSet): boolean {
  if (!onlyIf) return true
  const { entity, name } = nameOf(onlyIf.fact)
  const of = facts[entity]
  const value = of && !Array.isArray(of) ? of[name] : null
  return (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value) === onlyIf.is
}

const placeOf = { 'owed': 'owed', 'not-owed': 'notOwed', 'unknown': 'unsettled' } as const

export function servicesOf(pack: Pack, event: string): PublicService[] {
  const lifeEvent = pack.lifeEvents.find(({ id }) => id === event)
  return (lifeEvent?.services ?? []).map((id) => {
    const service = pack.services.find((candidate) => candidate.id === id)
    if (!service) throw new Error(`life event ${event} names an unknown service ${id}`)
    return service
  })
}

/** Those of the edition that it began with: the law is the same for all editions, and what belongs to an event is not. */
export const decidedByRule = (pack: Pack, event: string) => servicesOf(pack, event).filter(({ rule }) => rule !== null).map(({ id }) => id)

/** The purpose under which an agency takes part in an event. */
export const purposeAt = (pack: Pack, event: string, agency: string) => {
  const named = pack.lifeEvents.find(({ id }) => id === event)?.purposes ?? []
  return pack.purposes.find((purpose) => purpose.agency === agency && named.includes(purpose.id))
}

/** What is sent on to agencies whose purpose the person agreed to: what is owed, and what only the agency can settle. */
export function servicesToSend({ owed, unsettled }: Assessment, pack: Pack, event: string, draft: Draft): Assessed[] {
  return [...owed, ...unsettled].filter(({ service }) => {
    const purpose = purposeAt(pack, event, service.agency)
    return purpose !== undefined && draft.consents[purpose.id] === true
  })
}
