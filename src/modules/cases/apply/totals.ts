/** What it comes to: once, and in the month of the application; what comes as a voucher apart. Ceilings and yearly or single trips are not added up. */
import type { Amount } from '../../rules/index.ts'
import type { Assessed } from './assess.ts'

export interface Sums { once: number; month: number }
export interface Totals { money: Sums; vouchers: Sums }

export function totalsOf(owed: readonly Pick<Assessed, 'finding'>[], today: string): Totals {
  const running = owed.flatMap(({ finding }) => finding?.amounts ?? []).filter((amount) => !amount.upTo && isRunning(amount, today))
  const sums = (amounts: readonly Amount[]): Sums => {
    const sum = (per: Amount['per']) => amounts.filter((amount) => amount.per === per).reduce((total, { value }) => total + value, 0)
    return { once: sum('once'), month: sum('month') }
  }
  return { money: sums(running.filter(({ voucher }) => !voucher)), vouchers: sums(running.filter(({ voucher }) => voucher)) }
}

export const isRunning = ({ from, until }: Amount, today: string) => (from === undefined || from <= today) && (until === undefined || until > today)
