/** What it comes to: once, and in the month of the application. Ceilings and yearly or single trips are not added up. */
import type { Amount } from '../../rules/index.ts'
import type { Assessed } from './assess.ts'

export interface Totals { once: number; month: number }

export function totalsOf(owed: Assessed[], today: string): Totals {
  const amounts = owed.flatMap(({ finding }) => finding?.amounts ?? []).filter((amount) => !amount.upTo && isRunning(amount, today))
  const sum = (per: Amount['per']) => amounts.filter((amount) => amount.per === per).reduce((total, { value }) => total + value, 0)
  return { once: sum('once'), month: sum('month') }
}

export const isRunning = ({ from, until }: Amount, today: string) => (from === undefined || from <= today) && (until === undefined || until > today)
