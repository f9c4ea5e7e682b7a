/** Which months of a monthly benefit are owed, how much, and when: by the calendar, of what the decision granted. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import { payDayIn } from '../../../kernel/dates/pay-day.ts'
import type { Monthly } from '../tables.ts'

export interface Month {
  /** `YYYY-MM-01` */
  month: string
  /** On which it is paid, `YYYY-MM-DD`. */
  day: string
  amount: number
}

export const monthOf = (day: string) => `${day.slice(0, 7)}-01`

/**
 * What is owed for a month is what runs on its last day: of an allowance until a birthday the month before it is the last
 * (as the back-pay of packs/kr/rules/child-allowance.md has it), and what takes its place is paid from that month on.
 */
export function amountIn(amounts: readonly Monthly[], month: string): number {
  const last = Temporal.PlainDate.from(month).toPlainYearMonth()
  const end = last.toPlainDate({ day: last.daysInMonth }).toString()
  return amounts.filter(({ from, until }) => (from === undefined || from <= end) && (until === undefined || until > end)).reduce((sum, { value }) => sum + value, 0)
}

export type PaysMonthly = NonNullable<NonNullable<PublicService['pays']>['monthly']>

/** The first month from that one on in which something is owed; undefined: it is over. */
export function nextMonth(pack: Pick<Pack, 'holidays'>, pays: PaysMonthly, amounts: readonly Monthly[], month: string): Month | undefined {
  const runs = amounts.filter(({ value, until }) => value > 0 && (until === undefined || until > month))
  if (runs.length === 0) return undefined
  const amount = amountIn(runs, month)
  if (amount === 0) return nextMonth(pack, pays, runs, after(month))
  return { month, amount, day: payDayIn(Temporal.PlainDate.from(month).toPlainYearMonth(), pays, pack.holidays.map(({ date }) => date)).toString() }
}

export const after = (month: string) => Temporal.PlainDate.from(month).add({ months: 1 }).toString()

/** Those from that day's month on that lie before another, in their order. */
export function monthsBefore(day: string, month: string): string[] {
  const months: string[] = []
  for (let past = monthOf(day); past < month; past = after(past)) months.push(past)
  return months
}

/** In their order, from that month on. @param until the last day on which one may be paid, `YYYY-MM-DD` */
export function monthsUntil(pack: Pick<Pack, 'holidays'>, pays: PaysMonthly, amounts: readonly Monthly[], from: string, until: string): Month[] {
  const months: Month[] = []
  for (let next = nextMonth(pack, pays, amounts, from); next && next.day <= until; next = nextMonth(pack, pays, amounts, after(next.month))) months.push(next)
  return months
}

export const paysMonthly = (pack: Pack, service: string): PaysMonthly | undefined => pack.services.find(({ id }) => id === service)?.pays?.monthly
