/**
 * What a law that counts back owes for months past: each month as the law is known now, less what was due by the law as it was known in
 * that month. The household is taken as it is today; amounts are whole units of the currency's smallest unit.
 */
import type { Amount, FactSet, Finding, Situation } from '../contract.ts'
import type { AnswerService } from '../evaluate/compile-service.ts'
import { RulesFault } from '../evaluate/faults.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import { legalDay } from '../explore/days-ahead.ts'
import type { ServiceRule } from '../ir/ir.ts'
import { monthsPast } from './months-past.ts'

export interface MonthOwed {
  /** `2026-01` */
  month: string
  /** Whom it is for, where the text asks several. */
  of: string | null
  /** To pay with, and no money into an account. */
  voucher: boolean
  due: number
  /** Due already, by the law as it was known at the end of the month. */
  before: number
  owed: number
}

export interface BackPay {
  service: string
  months: MonthOwed[]
  /** Of money. */
  sum: number
  /** Of what comes as vouchers, at their value. */
  vouchers: number
  /** The law that counts back: the day it was published, and from which it counts. */
  published: string
  from: string
}

/** Null where nothing more is owed for any month past, or where facts are missing that decide it. @throws RulesFault */
export function reckonBackPay(law: OpenLaw, rule: ServiceRule, answer: AnswerService, situation: Situation): BackPay | null {
  const past = monthsPast(law.ir, rule, situation)
  if (past === null) return null
  const dueOn = (on: string, knownAt: string) => paidOn(law.within(onDay(situation.facts, on), { on, knownAt }, answer), on)
  const months: MonthOwed[] = []
  for (const end of past.ends) {
    const [due, before] = [dueOn(end, situation.knownAt ?? situation.on), dueOn(end, end)]
    if (due === null || before === null) return null
    for (const voucher of [false, true]) for (const of of new Set([...due.keys(), ...before.keys()])) {
      const [now, then] = [due, before].map((paid) => paid.get(of)?.[voucher ? 'vouchers' : 'money'] ?? 0) as [number, number]
      if (now !== then) months.push({ month: end.slice(0, 7), of, voucher, due: now, before: then, owed: now - then })
    }
  }
  const [sum, vouchers] = [false, true].map((wanted) => months.filter(({ voucher }) => voucher === wanted).reduce((total, { owed }) => total + owed, 0)) as [number, number]
  if (!Number.isSafeInteger(sum) || !Number.isSafeInteger(vouchers)) throw new RulesFault('overflow', rule.service, `The back-pay of ${rule.service} leaves its range.`, rule.place)
  return months.length === 0 ? null : { service: rule.service, months, sum, vouchers, published: past.published, from: past.from }
}

interface Paid { money: number; vouchers: number }

/** Monthly amounts that run on a day, by whom they are for; null where that is open. */
function paidOn({ outcome, amounts }: Finding, on: string): Map<string | null, Paid> | null {
  if (outcome === 'unknown') return null
  const paid = new Map<string | null, Paid>()
  for (const { value, voucher, of = null } of outcome === 'owed' ? amounts.filter((amount) => runs(amount, on)) : []) {
    const { money, vouchers } = paid.get(of) ?? { money: 0, vouchers: 0 }
    paid.set(of, voucher ? { money, vouchers: vouchers + value } : { money: money + value, vouchers })
  }
  return paid
}

const runs = ({ per, from, until }: Amount, on: string) => per === 'month' && (from === undefined || from <= on) && (until === undefined || on < until)

/** Texts that ask about the day of the application ask about that of the month. */
function onDay(facts: FactSet, on: string): FactSet {
  const [entity, name] = legalDay.split('.') as [string, string]
  const held = facts[entity]
  return held === undefined || Array.isArray(held) ? facts : { ...facts, [entity]: { ...held, [name]: on } }
}
