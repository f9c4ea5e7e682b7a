/**
 * A granted benefit becomes what is owed, in the ledger, and an order to the bank: once for each decision, however often it is tried.
 * Of a monthly benefit the month of the decision is ordered at once, and with it those before it from where the right began; those that
 * follow, each on its day, where the pack says on which.
 */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import { enqueue } from '../../kernel/events/jobs.ts'
import { newId } from '../../kernel/ids/ids.ts'
import type { Cases, Grant } from '../cases/index.ts'
import { askBank } from './ask-bank.ts'
import { InstructOrder, TellCase } from './contract.ts'
import { lockObligation } from './lock-obligation.ts'
import { after, amountIn, monthOf, monthsBefore, nextMonth, type PaysMonthly } from './monthly/months.ts'
import { postEntry } from './post-entry.ts'
import type { Monthly, PaymentsTables, Per } from './tables.ts'

const actor = 'system'

export async function settleLine(db: RoomDatabase<PaymentsTables>, pack: Pack, cases: Pick<Cases, 'grant'>, line: string) {
  const grant = await cases.grant(line)
  const service = pack.services.find(({ id }) => id === grant?.service)
  if (!grant || !service) return
  await db.transaction(async (tx) => {
    if (service.pays) await owe(tx, pack, line, grant, service.pays.monthly)
    if (service.fee) await askFee(tx, line, grant, service.fee.amount)
    if (service.collects && grant.collects && await askFee(tx, line, grant, grant.collects)) await liftEarlier(tx, line, grant)
  })
}

async function owe(tx: Tx<PaymentsTables>, pack: Pack, line: string, grant: Grant, monthly: PaysMonthly | undefined) {
  const running = (per: Per) => grant.amounts.filter((candidate) => candidate.per === per).reduce((sum, { value }) => sum + value, 0)
  const month = monthOf(grant.decidedOn)
  await oblige(tx, line, grant, { per: 'once', month: null, amount: running('once'), account: grant.account })
  if (monthly) for (const past of monthsBefore(grant.owedFrom, month)) await oblige(tx, line, grant, { per: 'month', month: past, arrears: true, amount: amountIn(grant.monthly, past), account: grant.account })
  await oblige(tx, line, grant, { per: 'month', month, amount: monthly ? amountIn(grant.monthly, month) : running('month'), account: grant.account })
  const next = monthly && nextMonth(pack, monthly, grant.monthly, after(month))
  if (!next) return
  const { caseId, receipt, person, service, agency, account } = grant
  const kept = (amounts: Grant['monthly']) => JSON.stringify(amounts.map(({ value, from, until }): Monthly => ({ value, ...(from ? { from } : {}), ...(until ? { until } : {}) })))
  await tx.insertInto('series').values({ line, agency, service, person, case_id: caseId, receipt, account, amounts: kept(grant.monthly), vouchers: kept(grant.vouchers), next_month: next.month, next_day: next.day })
    .onConflict((conflict) => conflict.column('line').doNothing()).execute()
}

type Obliged = Pick<Grant, 'caseId' | 'receipt' | 'person' | 'service' | 'agency'>

/** @property again_of what was taken back, or paid back, and was owed after all */
interface Refund { kind: 'refund'; again_of: string; per: Per; month: string | null; amount: number; account: string | null }

/** A benefit is owed, and ordered where an account is known; where none is it stays owed, and the clerk sees why. @returns false where nothing is, or it has been before */
export async function oblige(tx: Tx<PaymentsTables>, line: string, of: Obliged, what: { kind?: 'benefit'; per: Per; month: string | null; arrears?: boolean; amount: number; account: string | null } | Refund): Promise<boolean> {
  const obligation = what.amount > 0 && await keep(tx, line, of, { kind: 'benefit', ...what })
  if (!obligation) return false
  await postEntry(tx, { key: `owed/${obligation.id}`, kind: 'owed', obligation, actor })
  if (what.account !== null) await order(tx, { ...obligation, account: what.account }, 1)
  return true
}

/** @returns false where it has been asked before */
async function askFee(tx: Tx<PaymentsTables>, line: string, grant: Grant, amount: number): Promise<boolean> {
  const obligation = await keep(tx, line, grant, { kind: 'fee', per: 'once', month: null, amount, account: null })
  if (!obligation) return false
  await postEntry(tx, { key: `fee-asked/${obligation.id}`, kind: 'fee-asked', obligation, actor })
  await enqueue(tx, TellCase, { obligation: obligation.id, payment: obligation.id, kind: 'fee-asked' })
  await askBank(tx, grant.agency)
  return true
}

/** What a register holds as owed is asked once at a time: what was asked before, and lies unpaid, is in it or is owed no more. */
async function liftEarlier(tx: Tx<PaymentsTables>, line: string, { person, agency, service }: Grant) {
  const earlier = await tx.selectFrom('obligation').select('id').where('person', '=', person).where('agency', '=', agency).where('service', '=', service).where('kind', '=', 'fee').where('line', '<>', line).orderBy('id').execute()
  for (const { id } of earlier) {
    const { obligation, received, reversed } = await lockObligation(tx, { agency }, id)
    if (received || reversed) continue
    await postEntry(tx, { key: `fee-reversed/${id}`, kind: 'fee-reversed', obligation, reverses: `fee-asked/${id}`, actor, reason: 'asked-anew' })
    await enqueue(tx, TellCase, { obligation: id, payment: id, kind: 'fee-lifted' })
  }
}

/** @returns undefined where this decision has obliged before, for that month; of a refund, in the place of that obligation */
async function keep(tx: Tx<PaymentsTables>, line: string, { caseId, receipt, person, service, agency }: Obliged, of: { kind: 'benefit' | 'fee'; per: Per; month: string | null; arrears?: boolean; amount: number; account: string | null } | Refund) {
  const row = { id: newId(), agency, service, person, case_id: caseId, receipt, line, ...of }
  const kept = await tx.insertInto('obligation').values(row).onConflict((conflict) => conflict.columns(['line', 'kind', 'per', 'month', 'again_of']).doNothing()).returning('id').executeTakeFirst()
  return kept && row
}

/** An order, and the job that brings it to the bank, or neither. @throws 23505 where another order for it is on its way */
export async function order(tx: Tx<PaymentsTables>, { id, amount, account }: { id: string; amount: number; account: string }, attempt: number): Promise<string> {
  const made = newId()
  await tx.insertInto('payment_order').values({ id: made, obligation: id, attempt, amount, account }).execute()
  await enqueue(tx, InstructOrder, { order: made }, { key: `payments.order/${made}` })
  return made
}
