/** Parameters, tables and scales: every figure has the type it declares, and every key its row. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import { isTable } from '../language/pick-version.ts'
import type { Statute } from '../language/read-statute.ts'
import type { Constant, DeclaredType, Parameter as ParameterText, Place, Scale as ScaleText, Version } from '../language/syntax.ts'
import { type Mistake, nameOfType } from '../language/types.ts'
import type { Parameter, Scale } from './ir.ts'

export const sourceOf = ({ law }: Statute, article: string | null, unverified: boolean): Source =>
  ({ law: law.title, article: article ?? '', asOf: law.asOf, ...(unverified || law.unverified ? { unverified: true } : {}) })

export function lowerParameter(text: ParameterText, statute: Statute, mistakes: Mistake[]): Parameter {
  for (const version of text.versions) checkVersion(text, version, mistakes)
  return {
    name: text.name, type: text.type, by: text.by, called: text.called, versions: text.versions,
    source: sourceOf(statute, text.article, text.versions.some(({ unverified }) => unverified)), place: { file: statute.file, ...text.at },
  }
}

function checkVersion({ name, by, type }: ParameterText, { value, at }: Version, mistakes: Mistake[]) {
  const tell = (message: string, advice: string) => { mistakes.push({ at, message, advice }) }
  if (!isTable(value)) {
    if (by.length > 0) tell(`${name} is a table and has one value here.`, 'Write rows: 1 = 100; 2 = 200.')
    else checkConstant(value, type, at, mistakes)
    return
  }
  if (by.length === 0) tell(`${name} is one figure and has rows here.`, `Write: parameter ${name} by number: …`)
  const seen = new Set<string>()
  let group: string | undefined
  for (const { keys, more, value: constant } of value.rows) {
    const first = group !== keys.slice(0, -1).join()
    group = keys.slice(0, -1).join()
    const key = keys.at(-1)!
    if (keys.length !== by.length && by.length > 0) tell(`A row of ${name} has ${keys.length === 1 ? 'one key' : 'two keys'}, and it is read by ${by.join(' and ')}.`, by.length === 2 ? 'Write: for seoul: 1 = …; 2 = …' : 'Write: 1 = …; 2 = …')
    if (keys.some((part, index) => by[index] === 'number' && !/^\d+$/.test(part))) tell(`${keys.join(', ')} is no number.`, `${name} is read by ${by.join(' and ')}.`)
    if (more === 'each' && (first || by.at(-1) !== 'number')) tell(`“${key} and each more” adds to the row before it, and there is none.`, 'Write the row of the number before.')
    if (seen.has(keys.join())) tell(`${name} has two rows for ${keys.join(', ')}.`, 'Keep one of them.')
    seen.add(keys.join())
    checkConstant(constant, type, at, mistakes)
  }
}

function checkConstant(value: Constant, type: DeclaredType, at: Place, mistakes: Mistake[]) {
  if (!fits(value, type)) mistakes.push({ at, message: `${inWords(value)} is not ${nameOfType(type)}.`, advice: howToWrite(type) })
}

function fits(value: Constant, type: DeclaredType): boolean {
  if (typeof type === 'object') return typeof value === 'string' && type.codes.includes(value)
  switch (type) {
    case 'money': case 'int': return Number.isSafeInteger(value)
    case 'rate': return typeof value === 'object' && 'd' in value
    case 'duration': return typeof value === 'object' && 'unit' in value
    case 'bool': return typeof value === 'boolean'
    case 'date': return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
    case 'text': return typeof value === 'string'
    default: return type satisfies never
  }
}

const inWords = (value: Constant) => (typeof value !== 'object' ? String(value) : 'unit' in value ? `${value.count} ${value.unit}` : `${(value.n * 100) / value.d} %`)
const howToWrite = (type: DeclaredType) => (typeof type === 'object' ? `Write one of: ${type.codes.map((code) => `'${code}'`).join(', ')}.`
  : { money: 'Write a whole number of the smallest unit: 4,199,292.', int: 'Write a whole number.', rate: 'Write a rate: 4.17 %.', duration: 'Write a duration: 60 days.', bool: 'Write yes or no.', date: 'Write a date that exists: 2026-01-01.', text: "Write a text: 'a'." }[type])

/** Codes for which some version has no row, at the first or second key. */
export function lackingRows({ versions }: Parameter, codes: readonly string[], key: number): string[] {
  return codes.filter((code) => versions.some(({ value }) => {
    if (!isTable(value)) return false
    const groups = key === 0 ? [value.rows] : [...Map.groupBy(value.rows, ({ keys }) => keys[0]).values()]
    return groups.some((rows) => !rows.some(({ keys }) => keys[key] === code || keys[key] === 'others'))
  }))
}

/** What a marginal scale gives: a share of money is a fraction of it, a price for each of a number is money. */
export function lowerScaleText(text: ScaleText, statute: Statute, mistakes: Mistake[]): Scale {
  const tell = (at: Place, message: string, advice: string) => { mistakes.push({ at, message, advice }) }
  for (const { steps, at } of text.versions) {
    for (const { value } of steps) checkConstant(value, text.type, at, mistakes)
    const disorder = steps.findIndex(({ from }, index) => index > 0 && from <= steps[index - 1]!.from)
    if (disorder > 0) tell(at, `The step from ${steps[disorder]!.from} stands behind one that begins no lower.`, 'Write the steps from the lowest to the highest.')
  }
  const marginal = text.by === 'money' ? (text.type === 'rate' ? 'fraction' : undefined) : text.type === 'rate' || text.type === 'money' ? text.type : undefined
  if (text.how === 'marginal' && marginal === undefined) tell(text.at, `A marginal scale by ${text.by} gives rates${text.by === 'int' ? ' or money' : ''}, and this gives ${nameOfType(text.type)}.`, 'Write: marginal rate, or make it a step scale.')
  return {
    name: text.name, called: text.called, how: text.how, type: text.how === 'marginal' ? marginal ?? 'fraction' : text.type, versions: text.versions,
    source: sourceOf(statute, text.article, text.versions.some(({ unverified }) => unverified)), place: { file: statute.file, ...text.at },
  }
}
