/**
 * A synthetic catalogue of pre-selection rules, shaped like the condition flags of the national service API (ages, sex, share of the
 * median income, region, and a few states of life, most of them empty): no real service is among them.
 */
import type { Fact } from '../../packages/pack-kit/schema/fact.ts'
import { createRandom } from '../../src/modules/rules/people/random.ts'

const codes = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { en: name }]))
const fact = (name: string, type: Fact['type'], values?: ReturnType<typeof codes>): Fact =>
  ({ fact: name, label: { en: name }, type, ...(values ? { values } : {}), ...(name.startsWith('person.') ? { list: true } : {}) })

const regions = Array.from({ length: 17 }, (_, index) => `region-${index + 1}`)
const bands = ['50', '75', '100', '200', 'more']
const schools = ['none', 'elementary', 'middle', 'high', 'university']
const states = ['pregnant', 'disabled', 'veteran', 'farmer', 'fisher', 'job_seeking', 'founder', 'patient']
const homes = ['single_parent', 'multicultural', 'many_children', 'without_home', 'grandparents', 'new_resident']

export const preselectionFacts: Fact[] = [
  fact('person.birth_date', 'date'), fact('person.sex', 'enum', codes('F', 'M')), fact('person.school', 'enum', codes(...schools)),
  ...states.map((state) => fact(`person.${state}`, 'bool')),
  fact('household.region', 'enum', codes(...regions)), fact('household.income_band', 'enum', codes(...bands)), ...homes.map((home) => fact(`household.${home}`, 'bool')),
]

export interface Flags { service: string; from?: number; to?: number; sex?: string; bands?: string[]; regions?: string[]; schools?: string[]; states: string[]; homes: string[] }

/** @returns as many services with their flags, the same for the same seed */
export function drawFlags(count: number, seed: number): Flags[] {
  const random = createRandom(seed)
  const some = <T>(list: readonly T[], share: number) => list.filter(() => random.next() < share)
  return Array.from({ length: count }, (_, index): Flags => {
    const from = random.next() < 0.6 ? random.below(70) : undefined
    const isRegional = random.next() < 0.6
    return {
      service: `service-${index + 1}`, ...(from === undefined ? {} : { from }), ...(random.next() < 0.5 ? { to: (from ?? 10) + 5 + random.below(30) } : {}),
      ...(random.next() < 0.05 ? { sex: random.next() < 0.8 ? 'F' : 'M' } : {}),
      ...(random.next() < 0.4 ? { bands: bands.slice(0, 1 + random.below(4)) } : {}),
      ...(isRegional ? { regions: [regions[random.below(17)]!] } : {}),
      ...(random.next() < 0.1 ? { schools: [schools[1 + random.below(4)]!] } : {}),
      states: random.next() < 0.35 ? some(states, 0.15) : [], homes: random.next() < 0.25 ? some(homes, 0.2) : [],
    }
  })
}

/** In our language, one rule a service, each person asked. */
export function pageOfFlags(flags: readonly Flags[]): string {
  const list = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')
  const rules = flags.map(({ service, from, to, sex, bands: income, regions: where, schools: school, states: any, homes: home }) => {
    const tests = [
      ...(from === undefined ? [] : [`person.years is at least ${from}`]), ...(to === undefined ? [] : [`person.years is at most ${to}`]),
      ...(sex === undefined ? [] : [`person.sex is '${sex}'`]), ...(income ? [`household.income_band is one of ${list(income)}`] : []),
      ...(where ? [`household.region is one of ${list(where)}`] : []), ...(school ? [`person.school is one of ${list(school)}`] : []),
      ...(any.length > 0 ? [`(${any.map((state) => `person.${state} is true`).join(' or ')})`] : []),
      ...(home.length > 0 ? [`(${home.map((one) => `household.${one} is true`).join(' or ')})`] : []),
    ]
    return `rule ${service} for each person under §1 when ${tests.length > 0 ? tests.join(' and ') : 'person.years is at least 0'} holds en "yes" fails en "no"`
  })
  return ['# Pre-selection', '', '```maru', 'law en "Pre-selection" as of 2026-11-01', 'define years of person: int = age of person.birth_date', ...rules, '```', ''].join('\n')
}

/** The same as JSONLogic, over one flat record a person. */
export function jsonLogicOf({ from, to, sex, bands: income, regions: where, schools: school, states: any, homes: home }: Flags): object {
  const is = (name: string) => ({ var: name })
  return { and: [
    ...(from === undefined ? [] : [{ '>=': [is('years'), from] }]), ...(to === undefined ? [] : [{ '<=': [is('years'), to] }]),
    ...(sex === undefined ? [] : [{ '==': [is('sex'), sex] }]), ...(income ? [{ in: [is('income_band'), income] }] : []),
    ...(where ? [{ in: [is('region'), where] }] : []), ...(school ? [{ in: [is('school'), school] }] : []),
    ...(any.length > 0 ? [{ or: any.map(is) }] : []), ...(home.length > 0 ? [{ or: home.map(is) }] : []), true,
  ] }
}
