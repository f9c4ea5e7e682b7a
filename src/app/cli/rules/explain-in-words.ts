/** An explanation for a terminal, in one language of the pack. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { createFormats, type Formats } from '../../../kernel/i18n/format.ts'
import type { Amount, BackPay, Change, ContradictionFound, Finding, Questions, Turn } from '../../../modules/rules/index.ts'

export interface Explained extends Questions {
  on: string
  contradictions: ContradictionFound[]
  findings: (Finding & { turns: Turn[] })[]
  backPay: BackPay[]
}

const signs = { true: '✓', false: '✗', null: '?' } as const
const outcomes = { 'owed': 'owed', 'not-owed': 'not owed', 'unknown': 'not settled' } as const

export function explainInWords({ findings, backPay, contradictions, lists, questions, indifferent }: Explained, pack: Pack, language: string): string {
  const format = createFormats(pack.languages.find(({ tag }) => tag === language)!.html, pack.currency, pack.timeZone)
  const nameOf = (service: string) => pack.services.find(({ id }) => id === service)?.name[language] ?? service
  return [
    ...contradictions.map((found) => `✗ ${contradictionInWords(found, language)}`),
    ...findings.flatMap((finding) => ['', `${nameOf(finding.service)} (${finding.service}): ${outcomes[finding.outcome]}`, ...linesOf(finding, language, format).map((line) => `  ${line}`)]),
    ...backPay.flatMap((past) => ['', ...pastInWords(past, nameOf(past.service), format)]),
    ...indifferent.map(({ service, outcome }) => `\n${service}: nothing that is open was seen to matter; every household tried was ${outcomes[outcome]}.`),
    ...(lists.length + questions.length === 0 ? [] : ['', 'Worth asking, in this order:', ...lists.map(({ list, services }) => `  who there is of ${list} (${services.join(', ')})`), ...questions.map(({ fact, at, services }) => `  ${spot(fact, at)} (${services.join(', ')})`)]),
  ].join('\n').trim()
}

const pastInWords = ({ months, sum, vouchers, published, from }: BackPay, name: string, format: Formats): string[] => [
  `${name}: ${format.money(sum)}${vouchers === 0 ? '' : ` and ${format.money(vouchers)} as vouchers`} of back-pay; the law of ${format.date(published)} counts from ${format.date(from)}`,
  ...months.map(({ month, of, voucher, due, before, owed }) => `  ${month}${of === null ? '' : `, ${of}`}${voucher ? ', as a voucher' : ''}: ${format.money(due)} less ${format.money(before)} due already, ${format.money(owed)}`),
]

function contradictionInWords(found: ContradictionFound, language: string): string {
  return found.kind === 'two-of-one-role' ? `${found.at.map((at) => `person[${at}]`).join(' and ')} are both “${found.role}”, and one can be.` : found.sentence[language] ?? ''
}

function linesOf({ amounts, reasons, deadline, missing, instead, nobody, outOfForce, turns, gaps = [] }: Explained['findings'][number], language: string, format: Formats): string[] {
  return [
    ...amounts.map((amount) => amountInWords(amount, language, format)),
    ...reasons.map(({ holds, sentence, source }) => `${signs[`${holds}`]} ${sentence[language] ?? ''}  ${source.law[language] ?? ''} ${source.article} (${source.asOf}${source.unverified ? ', unverified' : ''})`),
    ...(nobody ? ['Nobody in the household is one of those whom the text asks.'] : []),
    ...(outOfForce ? [`The text counts from ${outOfForce.from ?? 'ever'} until ${outOfForce.until ?? 'ever'}.`] : []),
    ...(instead === undefined ? [] : [`Instead: ${instead}`]),
    ...(deadline ? [`${format.date(deadline.date)}: ${deadline.sentence[language] ?? ''}`] : []),
    ...(missing.length > 0 ? [`Not known: ${missing.join(', ')}`] : []),
    ...gaps.map(({ figure, begins, file, line }) => `The law gives no figure: ${figure} begins on ${format.date(begins)}, or has no such row (${file}:${line})`),
    ...turns.map(({ changes, outcome }) => `→ ${outcome === 'owed' ? 'owed' : 'not refused'} ${changes.map((change) => changeInWords(change, format)).join(', and ')}`),
  ]
}

function amountInWords({ value, per, upTo, voucher, from, until, of, sentence }: Amount, language: string, format: Formats): string {
  const time = [from && `from ${format.date(from)}`, until && `until ${format.date(until)}`, of && `for ${of}`, sentence?.[language]].filter(Boolean)
  return [`${upTo ? 'up to ' : ''}${format.money(value)}${voucher ? ' as a voucher' : ''} ${per === 'once' ? 'once' : `a ${per}`}`, ...time].join(', ')
}

const spot = (fact: string, at: number | null) => (at === null ? fact : fact.replace('.', `[${at}].`))

function changeInWords(change: Change, format: Formats): string {
  if (change.kind === 'fact') return `if ${spot(change.fact, change.at)} were ${String(change.to)} (now ${String(change.from)})`
  const { anniversary } = change
  return `from ${format.date(change.on)}${anniversary ? `, ${anniversary.months % 12 === 0 ? `${anniversary.months / 12} years` : `${anniversary.months} months`} after ${spot(anniversary.fact, anniversary.at)}` : ''}`
}
