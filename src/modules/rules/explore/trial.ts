/** What becomes of one service if the facts or the day were others: asked often, told without words. */
import type { FactSet, FactValue, Finding, Situation } from '../contract.ts'
import { listOf } from '../evaluate/compile-service.ts'
import { Overflow, RulesFault } from '../evaluate/faults.ts'
import type { Frame, Run } from '../evaluate/frame.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import type { NodeId, ServiceRule } from '../ir/ir.ts'

export interface Tried {
  outcome: Finding['outcome']
  /** Of one of those asked it is not known, whatever the others have. */
  open: boolean
  /** What each condition of each one asked says, in the order of `conditionsOf`: `1`, `0` or `?`; equal texts mean that nothing moved. */
  truths: string
  /** The amounts, where it is owed. */
  amounts: string
}

/** Null where the trial leaves the range of numbers: such a household is none. */
export type Try = (situation: Situation) => Tried | null
/** The same of a household that is laid open already: several services share what they reckon. */
export type Look = (run: Run) => Tried | null

export function createLook(law: OpenLaw, rule: ServiceRule): Look {
  const list = listOf(rule)
  const conditions = conditionsOf(rule)
  return (run) => inRange(() => {
    const frames = list === null ? [run.home] : run.members(list)
    if (frames === null) return { outcome: 'unknown', open: true, truths: '?', amounts: '' }
    const asked = rule.where === null ? frames : frames.filter((frame) => law.reads[rule.where!]!(frame) !== false)
    const outcomes = asked.map((frame) => outcomeFor(frame, law, rule))
    const outcome = (['owed', 'unknown'] as const).find((wanted) => outcomes.includes(wanted)) ?? 'not-owed'
    return {
      outcome, open: outcomes.includes('unknown'), truths: asked.map((frame) => conditions.map((test) => sign(law.reads[test]!(frame))).join('')).join(' '),
      amounts: asked.map((frame) => amountsFor(frame, law, rule)).join(' '),
    }
  })
}

export function createTrial(law: OpenLaw, rule: ServiceRule): Try {
  const look = createLook(law, rule)
  return ({ facts, on, knownAt }) => inRange(() => law.within(facts, knownAt === undefined ? { on } : { on, knownAt }, look))
}

/** Null for a household that leaves the range of numbers. */
export function inRange<Told>(tell: () => Told): Told | null {
  try {
    return tell()
  } catch (cause) {
    if (cause instanceof Overflow || cause instanceof RulesFault) return null
    throw cause
  }
}

export const conditionsOf = ({ branches }: ServiceRule): NodeId[] => [...new Set(branches.flatMap((branch) => branch.conditions.map(({ test }) => test)))]

const sign = (value: unknown) => (value === null ? '?' : value === true ? '1' : '0')

function outcomeFor(frame: Frame, { reads }: OpenLaw, { granted, branches, inForce }: ServiceRule): Finding['outcome'] {
  if (reads[inForce]!(frame) === false) return 'not-owed'
  const known = reads[granted]!(frame)
  if (known !== true) return known === false ? 'not-owed' : 'unknown'
  const branch = branches.find(({ applies }) => reads[applies]!(frame) === true) ?? branches.at(-1)!
  const open = branch.payments.some(({ value, from, until }) => [value, from, until].some((id) => id !== null && reads[id]!(frame) === null))
  return open ? 'unknown' : 'owed'
}

function amountsFor(frame: Frame, { reads }: OpenLaw, { branches }: ServiceRule): string {
  return branches.flatMap(({ payments }) => payments.map(({ paid }) => String(reads[paid]!(frame) as number | null))).join(',')
}

/** A fact, and of which entry of its list. */
export interface Spot { fact: string; at: number | null }

export function readSpot(facts: FactSet, { fact, at }: Spot): FactValue | undefined {
  const [entity, name] = fact.split('.') as [string, string]
  const held = facts[entity]
  return at === null ? (Array.isArray(held) ? undefined : held?.[name]) : Array.isArray(held) ? held[at]?.[name] : undefined
}

/** The same household, but for one fact. */
export function withSpot(facts: FactSet, { fact, at }: Spot, value: FactValue): FactSet {
  const [entity, name] = fact.split('.') as [string, string]
  const held = facts[entity]
  if (at === null) return { ...facts, [entity]: { ...(Array.isArray(held) ? {} : held), [name]: value } }
  return { ...facts, [entity]: Array.isArray(held) ? held.map((entry, index) => (index === at ? { ...entry, [name]: value } : entry)) : [] }
}
