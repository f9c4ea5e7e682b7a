/**
 * The condition codes of the national catalogue (supportConditions, gov24 v3). They say whom a service
 * speaks of; who is entitled they do not say: flags are missing, empty, or set for nearly everybody.
 */
import type { Remark } from './remark.ts'

/** 'Y' flags, and the two ages in whole years. */
export type Conditions = Record<string, true | number>

type Kind = 'sex' | 'income' | 'person' | 'household' | 'business'

const ageFrom = 'JA0110'
const ageTo = 'JA0111'
/** "Does not apply": open to every person, every household. */
const everyone = ['JA0322', 'JA0410']

/** The words of each group are `catalogue.group.<group>`. */
const flags: Record<string, { kind: Kind; group: string }> = {
  ...groupsOf('sex', { JA0101: 'men', JA0102: 'women' }),
  ...groupsOf('income', { JA0201: 'income-50', JA0202: 'income-75', JA0203: 'income-100', JA0204: 'income-200', JA0205: 'income-above-200' }),
  ...groupsOf('person', {
    JA0301: 'expecting-parents', JA0302: 'pregnant', JA0303: 'birth-or-adoption', JA0313: 'farmers', JA0314: 'fishers', JA0315: 'stock-farmers', JA0316: 'foresters',
    JA0317: 'primary-school', JA0318: 'middle-school', JA0319: 'high-school', JA0320: 'university', JA0326: 'workers', JA0327: 'job-seekers',
    JA0328: 'disability', JA0329: 'veterans', JA0330: 'illness',
  }),
  ...groupsOf('household', {
    JA0401: 'multicultural', JA0402: 'north-korean-refugees', JA0403: 'single-parent', JA0404: 'living-alone', JA0411: 'many-children',
    JA0412: 'no-own-home', JA0413: 'newly-moved', JA0414: 'extended-family',
  }),
  ...groupsOf('business', {
    JA1101: 'founders', JA1102: 'in-business', JA1103: 'closing-business', JA1201: 'food-trade', JA1202: 'manufacturing-trade', JA1299: 'other-trade',
    JA2101: 'small-company', JA2102: 'welfare-facility', JA2103: 'organisation', JA2201: 'manufacturing-company', JA2202: 'farming-company',
    JA2203: 'information-company', JA2299: 'other-company',
  }),
}

function groupsOf(kind: Kind, codes: Record<string, string>) {
  return Object.fromEntries(Object.entries(codes).map(([code, group]) => [code, { kind, group }]))
}

export interface Audience {
  age: { from: number; to: number }
  groups: Record<Kind, string[]>
  everyone: boolean
}

export function audienceOf(conditions: Conditions): Audience {
  const found: Audience['groups'] = { sex: [], income: [], person: [], household: [], business: [] }
  for (const [code, { kind, group }] of Object.entries(flags)) if (conditions[code] === true) found[kind].push(group)
  const from = conditions[ageFrom]
  const to = conditions[ageTo]
  return {
    age: { from: typeof from === 'number' ? from : 0, to: typeof to === 'number' ? to : Infinity },
    groups: found, everyone: everyone.some((code) => conditions[code] === true),
  }
}

/** Keeps what is understood; what is not is told. */
export function readConditions(service: string, row: Record<string, unknown>): { conditions: Conditions; remarks: Remark[] } {
  const conditions: Conditions = {}
  const remarks: Remark[] = []
  for (const [field, value] of Object.entries(row)) {
    if (field === '서비스ID' || field === '서비스명' || value === null || value === '' || value === 'N') continue
    const isAge = field === ageFrom || field === ageTo
    if (isAge && isYears(value)) conditions[field] = Number(value)
    else if (!isAge && value === 'Y' && (field in flags || everyone.includes(field))) conditions[field] = true
    else if (isAge || field in flags || everyone.includes(field)) remarks.push({ service, field, remark: `${JSON.stringify(value)} is not understood; the condition is left out` })
    else remarks.push({ service, field, remark: `unknown condition code with ${JSON.stringify(value)}; kept as it came, not used` })
  }
  const { age: { from, to } } = audienceOf(conditions)
  if (from > to) {
    remarks.push({ service, field: ageFrom, remark: `the ages run backwards, from ${from} to ${to}; both are left out` })
    delete conditions[ageFrom]
    delete conditions[ageTo]
  }
  return { conditions, remarks }
}

const isYears = (value: unknown) => (typeof value === 'number' || typeof value === 'string') && /^\d{1,3}$/.test(String(value))
