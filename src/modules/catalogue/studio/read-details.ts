/** The page of a service's texts, clock, fee, decision and laws, as it was typed: fields are named by their place in services/<id>.json. */
import { checkTexts, longestEasySentence } from '../../../../packages/pack-kit/check-texts.ts'
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import { printJson } from './service-files.ts'

export interface Mistake { field: string; mistake: 'missing' | 'easy' | 'days' | 'fee' | 'date' | 'name' | 'name-taken' | 'choices' | 'labels' | 'known' | 'page' | 'condition' | 'place' | 'target' | 'letter-icu' | 'letter-value' | 'letter-use'; values?: Record<string, string | number> }

export const detailTexts = ['name', 'summary', 'audience', 'howToApply', 'cost', 'complaint'] as const
/** What names a law of its own; left empty, it is the law of the service. */
export const ownLaws = ['processing', 'fee', 'secondSignature'] as const
export const signed = ['approved', 'refused'] as const

export type Typed = Record<string, string>

export const readText = (typed: Typed, name: string, pack: Pack): Text => Object.fromEntries(pack.languages.map(({ tag }) => [tag, (typed[`${name}.${tag}`] ?? '').trim().normalize('NFC')]))

/** @param before what the page does not ask for stays as it is, and where it was */
export function readDetails(typed: Typed, pack: Pack, before: PublicService): { service: PublicService; mistakes: Mistake[] } {
  const at = (name: string) => (typed[name] ?? '').trim()
  const mistakes: Mistake[] = []
  const days = Number(at('processing.days'))
  if (!/^[1-9][0-9]{0,3}$/.test(at('processing.days'))) mistakes.push({ field: 'processing.days', mistake: 'days' })
  const fee = minorOf(at('fee.amount'), pack.currency.minorUnit)
  if (fee === undefined) mistakes.push({ field: 'fee.amount', mistake: 'fee', values: { digits: pack.currency.minorUnit } })
  const source = readSource(typed, 'source', pack, before.source, mistakes)
  const lawOf = (part: typeof ownLaws[number]) => (isEmpty(typed, `${part}.source`, pack) ? source : readSource(typed, `${part}.source`, pack, before[part]?.source, mistakes))
  const outcomes = signed.filter((outcome) => at(`secondSignature.${outcome}`) === 'yes')
  const service: PublicService = {
    ...before, ...Object.fromEntries(detailTexts.map((name) => [name, readText(typed, name, pack)])),
    processing: { days: Number.isInteger(days) && days > 0 ? days : before.processing.days, clock: at('processing.clock') === 'calendar-days' ? 'calendar-days' : 'office-days', source: lawOf('processing') },
    certificate: at('certificate') === 'yes', source,
  }
  if (fee) service.fee = { amount: fee, source: lawOf('fee') }
  else delete service.fee
  if (outcomes.length > 0) service.secondSignature = { ...before.secondSignature, outcomes, source: lawOf('secondSignature') }
  else delete service.secondSignature
  const borrowed = ownLaws.filter((part) => isEmpty(typed, `${part}.source`, pack)).map((part) => `${part}.source.`)
  return { service, mistakes: [...mistakes, ...textMistakes(service, pack)].filter(({ field }) => !borrowed.some((part) => field.startsWith(part))) }
}

const isEmpty = (typed: Typed, name: string, pack: Pack) => [...pack.languages.map(({ tag }) => `law.${tag}`), 'article', 'asOf'].every((field) => (typed[`${name}.${field}`] ?? '').trim() === '')

/** The address belongs to the article, and goes with it. */
function readSource(typed: Typed, name: string, pack: Pack, before: Source | undefined, mistakes: Mistake[]): Source {
  const law = readText(typed, `${name}.law`, pack)
  const article = (typed[`${name}.article`] ?? '').trim()
  if (article === '') mistakes.push({ field: `${name}.article`, mistake: 'missing' })
  const asOf = isoDay((typed[`${name}.asOf`] ?? '').trim())
  if (asOf === undefined) mistakes.push({ field: `${name}.asOf`, mistake: 'date' })
  const source: Source = { ...before, law, article, asOf: asOf ?? before?.asOf ?? '' }
  if (before && (before.article !== article || JSON.stringify(before.law) !== JSON.stringify(law))) delete source.url
  return source
}

/** What the checker of packs says about texts, at the fields of a page. */
export function textMistakes(value: object, pack: Pack): Mistake[] {
  return checkTexts(pack, { read: () => printJson(value), list: () => [] }, ['page']).flatMap(({ pointer }): Mistake[] => {
    const place = pointer.slice(1).replaceAll('/', '.')
    const found = valueAt(value, pointer) as Text | string
    if (typeof found === 'string') return [{ field: place, mistake: 'easy', values: { max: longestEasySentence } }]
    return pack.languages.filter(({ tag }) => (found[tag] ?? '').trim() === '').map(({ tag }) => ({ field: `${place}.${tag}`, mistake: 'missing' }))
  }).filter(({ field }, index, all) => all.findIndex((other) => other.field === field) === index)
}

const valueAt = (value: unknown, pointer: string): unknown => pointer.split('/').slice(1).reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], value)

/** @returns 0 for nothing; undefined for what is no amount */
function minorOf(text: string, digits: number): number | undefined {
  if (text === '') return 0
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.replaceAll(/\s/g, ''))
  if (!match || (match[2] ?? '').length > digits) return undefined
  return Number(match[1]! + (match[2] ?? '').padEnd(digits, '0'))
}

export function majorOf(minor: number | undefined, digits: number): string {
  if (minor === undefined) return ''
  const text = String(minor).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

export function isoDay(text: string): string | undefined {
  try {
    return Temporal.PlainDate.from(text.replaceAll(/[./]/g, '-')).toString()
  } catch {
    return undefined
  }
}

/** What the page shows of a service before anything is typed. */
export function typedDetails(service: PublicService, pack: Pack): Typed {
  const texts = (name: string, text: Text) => pack.languages.map(({ tag }): [string, string] => [`${name}.${tag}`, text[tag] ?? ''])
  const law = (name: string, source: Source | undefined): [string, string][] => (source ? [...texts(`${name}.law`, source.law), [`${name}.article`, source.article], [`${name}.asOf`, source.asOf]] : [])
  return Object.fromEntries([
    ...detailTexts.flatMap((name) => texts(name, service[name])), ...law('source', service.source),
    // One that says nothing yet is that of the service.
    ...ownLaws.flatMap((part) => (service[part]?.source.article ? law(`${part}.source`, service[part].source) : [])),
    ...signed.map((outcome): [string, string] => [`secondSignature.${outcome}`, service.secondSignature?.outcomes.includes(outcome) ? 'yes' : '']),
    ['processing.days', String(service.processing.days)], ['processing.clock', service.processing.clock], ['fee.amount', majorOf(service.fee?.amount, pack.currency.minorUnit)], ['certificate', service.certificate ? 'yes' : 'no'],
  ])
}
