/** Rows of the schema "payments". Amounts in the smallest unit of the pack's currency. */
import type { ColumnType, Generated } from 'kysely'
import type { AccountKind, EntryKind } from './chart.ts'

export type OrderState = 'waiting' | 'accepted' | 'rejected' | 'paid' | 'returned'
export type Per = 'once' | 'month'
/** What the bank's statement makes of what it announced. */
export type NotifiedState = 'open' | 'settled' | 'contradicted' | 'taken-back'
export type Contradiction = 'other-amount' | 'not-confirmed' | 'reversed'
export type Unmatched = 'unknown-reference' | 'other-amount' | 'not-awaited'

/** What is granted a month, from and until a day. */
export interface Monthly { value: number; from?: string; until?: string }

export interface PaymentsTables {
  account: { id: string; agency: string; kind: AccountKind; service: string | null }
  obligation: {
    id: string
    /** `refund`: what was paid back and was owed after all. */
    kind: 'benefit' | 'fee' | 'refund'
    agency: string
    service: string
    person: string
    case_id: string
    receipt: string
    line: string
    per: Per
    /** `YYYY-MM-01` */
    month: string | null
    /** Its month lies before the decision. */
    arrears: Generated<boolean>
    amount: number
    account: string | null
    /** Of a refund: in whose place it stands. */
    again_of: Generated<string | null>
    created_at: Generated<Date>
  }
  series: {
    line: string
    agency: string
    service: string
    person: string
    case_id: string
    receipt: string
    account: string | null
    amounts: ColumnType<Monthly[], string, never>
    vouchers: ColumnType<Monthly[], string, never>
    /** `YYYY-MM-01`; null with `next_day`: it is over. */
    next_month: string | null
    next_day: string | null
    begun_at: Generated<Date>
  }
  stop: { line: string; turn: Generated<number>; from_month: string; actor: string; reason: string; stopped_at: Generated<Date> }
  resumption: { line: string; turn: number; obligation: string; actor: string; resumed_at: Generated<Date> }
  upheld: { obligation: string; decided_at: Generated<Date> }
  deceased: { person: string; told_at: Generated<Date> }
  payment_order: {
    /** The bank's idempotency key. */
    id: string
    obligation: string
    attempt: number
    amount: number
    /** null: a clerk assigned the payment, and nobody knows where it went. */
    account: string | null
    state: Generated<OrderState>
    bank_reference: Generated<string | null>
    reason: Generated<string | null>
    ordered_at: Generated<Date>
    changed_at: Generated<Date>
  }
  entry: {
    id: string
    key: string
    kind: EntryKind
    agency: string
    obligation: string
    payment_order: string | null
    reverses: string | null
    actor: string
    reason: string | null
    booked_at: Generated<Date>
  }
  posting: { entry: string; account: string; amount: number }
  closing: { agency: string; on_day: string; kind: EntryKind; count: number; amount: number }
  statement: { id: string; agency: string; sequence: number; bank_id: string; opening: number; closing: number; read_at: Generated<Date> }
  statement_line: {
    id: string
    statement: string
    agency: string
    bank_reference: string
    amount: number
    booked_on: string
    reference: string | null
    is_return: boolean
    reason: string | null
    entry: string | null
    unmatched: Unmatched | null
  }
  notification: { id: string; agency: string; sequence: number; bank_id: string | null; unreadable: string | null; read_at: Generated<Date> }
  notified: {
    id: string
    notification: string
    agency: string
    account: string
    bank_reference: string
    sum_reference: string | null
    amount: number
    booked_on: string
    reference: string | null
    is_return: boolean
    is_reversal: boolean
    reason: string | null
    entry: string | null
    unmatched: Unmatched | null
    state: Generated<NotifiedState>
    why: Contradiction | null
    said: number | null
    changed_at: Generated<Date>
  }
  assignment: { line: string; turn: number; entry: string | null; actor: string; reason: string; assigned_at: Generated<Date> }
  reopening: { line: string; turn: number; actor: string; reason: string; reopened_at: Generated<Date> }
}
