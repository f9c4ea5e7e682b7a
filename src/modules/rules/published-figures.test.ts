/**
 * Every figure that was published of the 24 Korean benefits stands in the pack as published, never reckoned; what was not read again at its
 * source is `unverified` there. C: confirmed in a source; K: known; U: sources disagree. A day, then what holds on it.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { readRules } from './language/read-rules.ts'
import type { Constant, Law, Parameter, Version } from './language/syntax.ts'

const published = `
median_income 2023-06-01 C 1=2077892 2=3456155 3=4434816 4=5400964 5=6330688 6=7227981
median_income 2024-06-01 C 1=2228445 2=3682609 3=4714657 4=5729913 5=6695735 6=7618369 7=8514994
median_income 2025-06-01 C 1=2392013 2=3932658 3=5025353 4=6097773 5=7108192 6=8064805
median_income 2025-06-01 K 7=8988428
median_income 2026-06-01 C 1=2564238 2=4199292 3=5359036 4=6494738
median_income 2026-06-01 U 5=7556719 6=8555952 7=9515150
livelihood_threshold 2023-06-01 U 2=1036846
medical_threshold 2023-06-01 U 3=1773927 6=2891193
livelihood_threshold 2024-06-01 C 1=713102 2=1178435 3=1508690 4=1833572 5=2142635 6=2437878 7=2724798
livelihood_threshold 2026-06-01 C 1=820556 4=2078316
housing_threshold 2025-06-01 C 1=1148166 2=1887676 3=2412169 4=2926931
housing_threshold 2026-06-01 C 1=1230834 2=2015660 3=2572337 4=3117474
housing_rate 2026-06-01 C 1.04%
general_rate 2026-06-01 C 4.17%
financial_rate 2026-06-01 C 6.26%
earnings_deduction 2026-06-01 C 30%
youth_deduction 2025-06-01 C 400000
youth_deduction 2026-06-01 C 600000
youth_age 2026-06-01 C 34
basic_property 2026-06-01 C seoul=99000000 gyeonggi=80000000 metropolitan=77000000 other=53000000
housing_property_limit 2026-06-01 C seoul=172000000 gyeonggi=151000000 metropolitan=146000000 other=112000000
supporter_income 2024-06-01 K 100000000
supporter_property 2024-06-01 K 900000000
supporter_income 2025-06-01 K 130000000
supporter_property 2025-06-01 K 1200000000
repair_cost 2025-06-01 K minor=5900000 medium=10950000 major=16010000
standard_rent 2024-06-01 K grade-1/1=341000 grade-1/2=382000 grade-1/3=455000 grade-1/4=527000 grade-1/5=545000 grade-1/6=646000
standard_rent 2025-06-01 K grade-1/1=352000 grade-1/2=395000 grade-1/3=470000 grade-1/4=545000 grade-1/5=564000 grade-1/6=667000
standard_rent 2025-06-01 K grade-2/1=281000 grade-2/2=314000 grade-2/3=375000 grade-2/4=433000 grade-2/5=448000 grade-2/6=531000
standard_rent 2025-06-01 K grade-3/1=228000 grade-3/2=254000 grade-3/3=302000 grade-3/4=351000 grade-3/5=363000 grade-3/6=428000
standard_rent 2025-06-01 K grade-4/1=191000 grade-4/2=215000 grade-4/3=256000 grade-4/4=297000 grade-4/5=307000 grade-4/6=364000
standard_rent 2026-06-01 U grade-1/1=369000 grade-1/4=571000
own_share 2026-06-01 K 30%
least_rent_benefit 2026-06-01 K 10000
education_grant 2024-06-01 K elementary=461000 middle=654000 high=727000
education_grant 2025-06-01 K elementary=487000 middle=679000 high=768000
education_grant 2026-06-01 U elementary=502000 middle=699000 high=860000
pension_age 2026-06-01 C 65
pension_limit_single 2024-06-01 K 2130000
pension_limit_single 2025-06-01 K 2280000
pension_limit_single 2026-06-01 C 2470000
pension_limit_couple 2024-06-01 K 3408000
pension_limit_couple 2025-06-01 K 3648000
pension_limit_couple 2026-06-01 C 3952000
full_pension 2024-06-01 K 334810
full_pension 2025-06-01 K 342510
full_pension 2026-06-01 C 349700
pension_earnings_deduction 2024-06-01 K 1100000
pension_earnings_deduction 2025-06-01 K 1120000
pension_earnings_deduction 2026-06-01 C 1160000
pension_earnings_share 2026-06-01 C 70%
pension_basic_property 2026-06-01 K district=135000000 city=85000000 county=72500000
pension_savings_deduction 2026-06-01 K 20000000
pension_property_rate 2026-06-01 K 4%
couple_reduction 2026-06-01 K 20%
disability_limit_single 2026-06-01 C 1400000
disability_limit_couple 2026-06-01 C 2240000
disability_basic 2026-06-01 C 349700
disability_addition 2026-06-01 C recipient=90000 other=30000
disability_allowance 2026-06-01 C 60000
severe_child_allowance 2026-06-01 C recipient=220000
child_allowance 2025-06-01 C 100000
child_allowance_age 2025-06-01 C 8
child_allowance_age 2026-06-01 C 9
child_allowance_age 2027-06-01 C 10
child_allowance_age 2028-06-01 C 11
child_allowance_age 2029-06-01 C 12
child_allowance_age 2030-06-01 C 13
child_allowance_last_age 2025-06-01 C 8
child_allowance_last_age 2030-06-01 C 13
regional_top_up 2025-06-01 C capital=0 other=0 preferred=0 special=0
regional_top_up 2026-06-01 C capital=0 other=5000 preferred=10000 special=20000
regional_top_up 2027-06-01 C capital=0 other=0 preferred=0 special=0
voucher_top_up 2025-06-01 C 0
voucher_top_up 2026-06-01 C 10000
voucher_top_up 2027-06-01 C 0
parental_benefit_first_year 2026-06-01 C 1000000
parental_benefit_second_year 2026-06-01 C 500000
first_meeting_first 2026-06-01 C 2000000
first_meeting_later 2026-06-01 C 3000000
first_meeting_years 2026-06-01 K 2
home_care 2026-06-01 K 100000
maternity_grant 2026-06-01 U 700000
disabled_mother_grant 2024-06-01 U 1000000
nappies 2026-06-01 U 90000
formula 2026-06-01 U 110000
electricity_cap 2026-06-01 C 16000
electricity_years 2026-06-01 C 3
single_parent_income 2025-06-01 K 63%
single_parent_income 2026-06-01 U 65%
single_parent_allowance 2024-06-01 K 210000
single_parent_allowance 2025-06-01 K 230000
job_age_from 2026-06-01 K 15
job_age_to 2026-06-01 K 69
job_youth_from 2026-06-01 K 18
job_youth_to 2026-06-01 K 34
job_income 2026-06-01 K 60%
job_youth_income 2026-06-01 K 120%
job_property 2025-06-01 K 400000000
job_youth_property 2025-06-01 K 500000000
job_days 2026-06-01 K 100
job_hours 2026-06-01 K 800
job_allowance 2025-06-01 K 500000
job_allowance 2026-06-01 C 600000
job_months 2026-06-01 K 6
job_dependant 2026-06-01 C 100000
job_most 2026-06-01 C 1000000
credit_limit 2026-06-01 C single=22000000 one-earner=32000000 two-earners=44000000
credit_most 2026-06-01 K single=1650000 one-earner=2850000 two-earners=3300000
credit_rise_ends 2026-06-01 K single=4000000 one-earner=7000000 two-earners=8000000
credit_fall_begins 2026-06-01 K single=9000000 one-earner=14000000 two-earners=17000000
credit_wealth 2026-06-01 K 240000000
credit_half_wealth 2026-06-01 K 170000000
child_credit_income 2026-06-01 C 70000000
child_credit 2026-06-01 K 1000000
energy_voucher 2025-12-01 U 1=295200 2=407500 3=532700 4=701300
youth_rent_from 2026-06-01 U 19
youth_rent_to 2026-06-01 U 34
youth_rent_own 2026-06-01 U 60%
youth_rent_parents 2026-06-01 U 100%
youth_rent_most 2026-06-01 U 200000
youth_rent_months 2026-06-01 U 24
birth_report_months 2026-06-01 K 1
`.trim().split('\n').map((line) => {
  const [name, day, mark, ...figures] = line.split(' ') as [string, string, string, ...string[]]
  return { name, day, mark, figures: figures.map((figure): [key: string, value: string] => (figure.includes('=') ? figure.split('=') as [string, string] : ['', figure])) }
})

const kr = loadPack('packs/kr')
type Found = { parameter: Parameter; law: Law }

function parametersOf(rules: typeof kr.rules): Map<string, Found> {
  const { statutes, problems } = readRules({ rules })
  assert.deepEqual(problems, [])
  return new Map(statutes.flatMap(({ law, items }) => items.flatMap((item) => (item.kind === 'parameter' ? [[item.name, { parameter: item, law }] as const] : []))))
}

const textOf = (value: Constant) => (typeof value === 'object' && 'd' in value ? `${(value.n / value.d * 100).toFixed(2).replace(/\.?0+$/, '')}%` : JSON.stringify(value))
const figuresOf = ({ value }: Version): [key: string, value: string][] =>
  (typeof value === 'object' && 'kind' in value ? value.rows.map((row) => [row.keys.join('/'), textOf(row.value)]) : [['', textOf(value)]])
const inForce = ({ versions }: Parameter, day: string) => versions.filter(({ from }) => from <= day).toSorted((a, b) => a.from.localeCompare(b.from)).at(-1)

/** What is not as it was published, or passes for verified and is not. */
function faultsOf(rules: typeof kr.rules): string[] {
  const parameters = parametersOf(rules)
  const confirmed = new Map<Version, Set<string>>()
  const faults: string[] = []
  for (const { name, day, mark, figures } of published) {
    const found = parameters.get(name)
    const version = found && inForce(found.parameter, day)
    if (!version) { faults.push(`${name} is missing on ${day}`); continue }
    const stands = new Map(figuresOf(version))
    for (const [key, value] of figures) {
      if (stands.get(key) !== value) faults.push(`${name} ${key} on ${day}: ${stands.get(key) ?? 'nothing'} instead of ${value}`)
      if (mark === 'C') confirmed.getOrInsertComputed(version, () => new Set()).add(key)
    }
    if (mark !== 'C' && !version.unverified && !found.law.unverified) faults.push(`${name} on ${day} is ${mark} and not marked unverified`)
  }
  for (const [name, { parameter, law }] of parameters) {
    for (const version of law.unverified || typeof parameter.type !== 'string' || !['money', 'rate', 'int'].includes(parameter.type) ? [] : parameter.versions.filter(({ unverified }) => !unverified)) {
      for (const [key] of figuresOf(version)) if (!confirmed.get(version)?.has(key) && !followsOthers(version, key)) faults.push(`${name} ${key} from ${version.from} is confirmed by nothing`)
    }
  }
  return faults
}

/** The row for eight and more is what seven has over six. */
const followsOthers = ({ value }: Version, key: string) =>
  typeof value === 'object' && 'kind' in value && value.rows.some(({ keys, more }) => keys.join('/') === key && more !== null)

test('every published figure stands as published, and nothing passes for verified that nobody confirmed', () => {
  assert.deepEqual(faultsOf(kr.rules), [])
})

test('a won more, a mark that is gone, and a figure from nowhere are noticed', () => {
  const bent = (from: string, to: string) => {
    assert.ok(kr.rules.some(({ text }) => text.includes(from)), from)
    return faultsOf(kr.rules.map((page) => ({ ...page, text: page.text.replace(from, to) })))
  }
  assert.match(bent('1 = 713,102;', '1 = 713,103;').join(), /livelihood_threshold 1 on 2024-06-01: 713103 instead of 713102/)
  assert.match(bent('from 2025-01-01 unverified: 342,510', 'from 2025-01-01: 342,510').join(), /full_pension on 2025-06-01 is K and not marked unverified/)
  assert.match(bent('parameter electricity_years', 'parameter electricity_floor: money under §1\n  from 2020-01-01: 5,000\nparameter electricity_years').join(), /electricity_floor {2}from 2020-01-01 is confirmed by nothing/)
})

/** Shares of the median income, in per cent, each from a year on. The tables stand as published all the same: some differ by a won from their share. */
const shares: [name: string, from: string, percent: number][] = [
  ['livelihood_threshold', '2023-01-01', 30], ['livelihood_threshold', '2024-01-01', 32], ['medical_threshold', '2023-01-01', 40],
  ['housing_threshold', '2023-01-01', 47], ['housing_threshold', '2024-01-01', 48], ['education_threshold', '2023-01-01', 50],
]

test('every row of the thresholds, published or not, is its share of the median within a won', () => {
  const parameters = parametersOf(kr.rules)
  const rowsOn = (name: string, day: string) => new Map(figuresOf(inForce(parameters.get(name)!.parameter, day)!).map(([key, value]) => [key, Number(value)]))
  for (const name of new Set(shares.map(([of]) => of))) for (const { from: day } of parameters.get(name)!.parameter.versions) {
    const [, , percent] = shares.findLast(([of, from]) => of === name && from <= day)!
    const [rows, median] = [rowsOn(name, day), rowsOn('median_income', day)]
    assert.deepEqual([...rows.keys()], [...median.keys()], `${name} from ${day} has a row for each size that has a median`)
    for (const [size, value] of rows) assert.ok(Math.abs(value - (median.get(size)! * percent) / 100) <= 1, `${name} ${size} from ${day}: ${value}`)
  }
})

/** By their number; 3 and 4, 7 and 8 and 18 are several services. */
const benefits = `livelihood-benefit medical-aid-type-1 medical-aid-type-2 housing-benefit-rent housing-benefit-repair education-benefit basic-pension disability-pension disability-allowance
disabled-child-allowance child-allowance parental-benefit first-meeting-voucher home-care-allowance maternity-grant disabled-mother-grant diaper-grant formula-grant electricity-birth
electricity-large-family gas-large-family district-heating-large-family ktx-large-family srt-large-family single-parent-allowance job-seeker-support earned-income-credit child-tax-credit
energy-voucher youth-rent`.split(/\s/)

test('the 24 benefits have rules, and four hundred worked examples and more, some for each', () => {
  const examples = readRules(kr).statutes.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'example' ? [item.target] : [])))
  assert.ok(examples.length >= 400, String(examples.length))
  for (const service of benefits) assert.ok(examples.some((target) => 'service' in target && target.service === service), service)
})
