/** The page of a service's texts, clock and fee, as it was typed: fields are named by their place in services/<id>.json. */
import { checkTexts, longestEasySentence } from '../../../../packages/pack-kit/check-texts.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import { printJson } from './service-files.ts'

export interface Mistake { field: string; mistake: 'missing' | 'easy' | 'days' | 'fee' | 'date' | 'name' | 'name-taken' | 'choices' | 'labels' | 'known' | 'page'; values?: Record<string, string | number> }

export const detailTexts = ['name', 'summary', 'audience', 'howToApply', 'cost', 'complaint'] as const

export type Typed = Record<string, string>

export const readText = (typed: Typed, name: string, pack: Pack): Text => Object.fromEntries(pack.languages.map(({ tag }) => [tag, (typed[`${name}.${tag}`] ?? '').trim().normalize('NFC')]))

/** @param before what the page does not ask for stays as it is */
export function readDetails(typed: Typed, pack: Pack, before: PublicService): { service: PublicService; mistakes: Mistake[] } {
  const at = (name: string) => (typed[name] ?? '').trim()
  const mistakes: Mistake[] = []
  const days = Number(at('processing.days'))
  if (!/^[1-9][0-9]{0,3}$/.test(at('processing.days'))) mistakes.push({ field: 'processing.days', mistake: 'days' })
  const fee = minorOf(at('fee.amount'), pack.currency.minorUnit)
  if (fee === undefined) mistakes.push({ field: 'fee.amount', mistake: 'fee', values: { digits: pack.currency.minorUnit } })
  if (at('source.article') === '') mistakes.push({ field: 'source.article', mistake: 'missing' })
  const asOf = isoDay(at('source.asOf'))
  if (asOf === undefined) mistakes.push({ field: 'source.asOf', mistake: 'date' })
  const source = { ...before.source, law: readText(typed, 'source.law', pack), article: at('source.article'), asOf: asOf ?? before.source.asOf }
  const { fee: feeBefore, ...rest } = before
  const service: PublicService = {
    ...rest, ...Object.fromEntries(detailTexts.map((name) => [name, readText(typed, name, pack)])),
    processing: { ...before.processing, days: Number.isInteger(days) && days > 0 ? days : before.processing.days, clock: at('processing.clock') === 'calendar-days' ? 'calendar-days' : 'office-days' },
    ...(fee ? { fee: { amount: fee, source: feeBefore?.source ?? source } } : {}),
    certificate: at('certificate') === 'yes', source,
  }
  return { service, mistakes: [...mistakes, ...textMistakes(service, pack)] }
}

/** What the checker of packs says about texts, at the fields of a page. */
export function textMistakes(value: object, pack: Pack): Mistake[] {
  return checkTexts(pack, { read: () => printJson(value), list: () => [] }, ['page']).map(({ pointer }): Mistake => {
    const place = pointer.slice(1).replaceAll('/', '.')
    const empty = pack.languages.find(({ tag }) => (valueAt(value, pointer) as Text | string)?.[tag as never] === '')
    return typeof valueAt(value, pointer) === 'string' ? { field: place, mistake: 'easy', values: { max: longestEasySentence } } : { field: `${place}.${empty?.tag ?? pack.defaultLanguage}`, mistake: 'missing' }
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
  return Object.fromEntries([
    ...detailTexts.flatMap((name) => texts(name, service[name])), ...texts('source.law', service.source.law),
    ['processing.days', String(service.processing.days)], ['processing.clock', service.processing.clock], ['fee.amount', majorOf(service.fee?.amount, pack.currency.minorUnit)],
    ['certificate', service.certificate ? 'yes' : 'no'], ['source.article', service.source.article], ['source.asOf', service.source.asOf],
  ])
}
