/** What a line of the statement is in the ledger: a payment that left, one that came back, a fee that was paid; or nothing we know. */
import { enqueue } from '../../kernel/events/jobs.ts'
import type { Tx } from '../../kernel/db/database.ts'
import type { StatementLine } from './bank/bank.ts'
import { TellCase } from './contract.ts'
import { accept, lockOrder, move, readOrder } from './instruct-order.ts'
import { isAskedBack, isRepaid, keyOfNext, lockObligation } from './lock-obligation.ts'
import { postEntry } from './post-entry.ts'
import type { PaymentsTables, Unmatched } from './tables.ts'

type Matched = { entry: string; unmatched: null } | { entry: null; unmatched: Unmatched }

/** Who says so: the statement itself, what the bank announced before it, or a clerk with a reason. */
export interface Sayer { actor: string; reason?: string }
const statement: Sayer = { actor: 'bank' }

const nothing = (unmatched: Unmatched): Matched => ({ entry: null, unmatched })
const entered = (entry: string | undefined): Matched => (entry === undefined ? nothing('not-awaited') : { entry, unmatched: null })
const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** An amount that differs by one unit is not ours: it stays with the clerk. */
export async function matchLine(tx: Tx<PaymentsTables>, agency: string, line: StatementLine, by = statement): Promise<Matched> {
  const reference = line.reference?.trim().toLowerCase() ?? ''
  if (!isUuid(reference)) return nothing('unknown-reference')
  const order = await readOrder(tx, reference)
  if (order?.agency === agency) return matchOrder(tx, order, line, by)
  return line.amount > 0 && !line.isReturn ? matchOwed(tx, agency, reference, line, by) : nothing('unknown-reference')
}

async function matchOrder(tx: Tx<PaymentsTables>, order: NonNullable<Awaited<ReturnType<typeof readOrder>>>, { amount, isReturn, reason }: StatementLine, by: Sayer): Promise<Matched> {
  const state = await lockOrder(tx, order.id)
  const obligation = { ...order, id: order.obligation }
  const base = { obligation, order: order.id, ...by }
  if (amount !== (isReturn ? order.amount : -order.amount)) return nothing('other-amount')
  if (isReturn) {
    if (state !== 'paid') return nothing('not-awaited')
    await move(tx, order.id, { state: 'returned', reason })
    await enqueue(tx, TellCase, { obligation: obligation.id, payment: order.id, kind: 'payment-failed' })
    return entered(await postEntry(tx, { ...base, key: `returned/${order.id}`, kind: 'returned', reverses: `paid/${order.id}`, ...(reason === null ? {} : { reason }), ...by }))
  }
  // The bank's word was lost on its way, and the statement says it.
  if (state === 'waiting') await accept(tx, order, null)
  else if (state !== 'accepted') return nothing('not-awaited')
  await move(tx, order.id, { state: 'paid' })
  await enqueue(tx, TellCase, { obligation: obligation.id, payment: order.id, kind: 'paid' })
  return entered(await postEntry(tx, { ...base, key: `paid/${order.id}`, kind: 'paid' }))
}

/** What a person owes the agency: a fee, or what was paid and is asked back. */
async function matchOwed(tx: Tx<PaymentsTables>, agency: string, id: string, { amount }: StatementLine, by: Sayer): Promise<Matched> {
  const owed = await tx.selectFrom('obligation').selectAll().where('id', '=', id).where('agency', '=', agency).executeTakeFirst()
  if (!owed) return nothing('unknown-reference')
  const { kinds, received, reversed } = await lockObligation(tx, { agency }, id)
  if (owed.kind !== 'fee' && !kinds.includes('reclaimed')) return nothing('unknown-reference')
  if (owed.amount !== amount) return nothing('other-amount')
  if (owed.kind === 'fee' ? received || reversed : !isAskedBack(kinds) || isRepaid(kinds)) return nothing('not-awaited')
  const kind = owed.kind === 'fee' ? 'fee-received' : 'repaid'
  const entry = await postEntry(tx, { key: keyOfNext(kind, id, kinds), kind, obligation: owed, ...by })
  // That it came after all is news beside the first time, which had been taken back.
  if (kind === 'fee-received') await enqueue(tx, TellCase, { obligation: id, payment: kinds.includes(kind) && entry !== undefined ? entry : id, kind })
  return entered(entry)
}
