/** What agencies owe people and people owe agencies, in a double-entry ledger; and the bank, which pays each order once. */
import type { Manifest } from '../../../packages/pack-kit/schema/manifest.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { BankSettings } from '../../kernel/config/read-bank.ts'
import { type Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import { enqueue, type Jobs } from '../../kernel/events/jobs.ts'
import { nightsOf } from '../../kernel/events/nights.ts'
import type { Events } from '../../kernel/events/events.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { type Cases, LinesDecided, ReclaimDecided, type ReclaimObjection } from '../cases/index.ts'
import type { Bank } from './bank/bank.ts'
import { BadStatement } from './bank/bad-statement.ts'
import { httpBank } from './bank/http-bank.ts'
import { iso20022Bank } from './bank/iso20022-bank.ts'
import { assignLine, type Choice, type Effect, previewLine } from './by-hand/assign-line.ts'
import { type Candidate, listCandidates } from './by-hand/list-candidates.ts'
import { type ByHand, type Line, readLine } from './by-hand/read-line.ts'
import { reopenLine } from './by-hand/reopen-line.ts'
import type { AccountKind } from './chart.ts'
import { InstructOrder, LiftReclaim, paymentsFaults, PayMonths, ReadStatement, SettleLine, TakeBack, TellCase } from './contract.ts'
import { instructOrder } from './instruct-order.ts'
import { type ListOf, listOwn, listPayments, type OwnPayment, type PaymentRow } from './list-payments.ts'
import { type Claim, lastClaim } from './monthly/claims.ts'
import { liftReclaim } from './monthly/lift-reclaim.ts'
import { payMonths } from './monthly/pay-months.ts'
import { readSeries, type Series } from './monthly/read-series.ts'
import { stopByClerk, stopByPerson, type StopFrom, stopOfDead } from './monthly/stop-series.ts'
import { takeBack } from './monthly/take-back.ts'
import { neverCame } from './notified/never-came.ts'
import { neverLeft } from './notified/never-left.ts'
import { readNotifications } from './notified/read-notifications.ts'
import { readPayment, type ReadPayment, type Reconciliation, readReconciliation } from './queries.ts'
import { nameAccount } from './name-account.ts'
import { readOn, readStatements } from './read-statements.ts'
import { retryPayment } from './retry-payment.ts'
import { reverseObligation } from './reverse-obligation.ts'
import { settleLine } from './settle-line.ts'
import type { PaymentsTables } from './tables.ts'
import { balancesOf, type Moved, readMoved } from './tally.ts'
import { tellCase } from './tell-case.ts'

export type { Bank } from './bank/bank.ts'
export { waitsFor } from './list-payments.ts'
export type { Series } from './monthly/read-series.ts'

export interface PaymentsDeps {
  database: Database
  pack: Pack
  clock: Clock
  events: Events
  jobs: Jobs
  cases: Pick<Cases, 'grant' | 'tellPayment' | 'reclaimObjection'>
  bank: Bank
}

export interface Overview {
  rows: PaymentRow[]
  /** Id to ask on from; undefined on the last page. */
  next: string | undefined
  balances: Partial<Record<AccountKind, number>>
  moved: Moved
}

export interface OpenLine {
  line: Line
  /** None once somebody has seen to it. */
  candidates: Candidate[]
  assigned: ByHand | undefined
  /** All that was made of it, oldest first. */
  history: ByHand[]
}

export interface Payments {
  overview(official: Official, of?: ListOf, before?: string): Promise<Overview>
  /** What a person is paid, and asked; newest first. */
  own(person: string): Promise<OwnPayment[]>
  /** Where a person pays what this agency asks; undefined: the bank is not connected. */
  accountOf(agency: string): string | undefined
  /** What a person is paid by the month, with what comes in so many months from today. */
  monthly(person: string, months: number): Promise<Series[]>
  /** Nothing more is paid of it; what was paid stays. @throws noSuchPayment, notMonthly */
  refuse(person: string, line: string): Promise<void>
  /** Nothing more is paid from the month of this payment, or the one after it; what is not owed is taken back. @throws noSuchPayment, reasonMissing, notMonthly */
  stop(official: Official, id: string, from: StopFrom, reason: string): Promise<void>
  /** Nothing more is paid by the month to somebody who has died. */
  died(person: string): Promise<void>
  /** What has come due is ordered soon, and every night after it. */
  nightly(): Promise<void>
  /** @throws noSuchPayment, accountNotUsable, alreadyReversed, onItsWay */
  nameAccount(person: string, id: string, account: string): Promise<void>
  /** @throws noSuchPayment */
  payment(official: Official, id: string): Promise<ReadPayment & { series: Series | undefined; objection: ReclaimObjection | undefined }>
  reconciliation(official: Official): Promise<Reconciliation>
  /** Asks the bank now, what it announces first. @returns statements read. @throws bankSilent, statementBroken, statementUnreadable; notificationUnreadable, and the statements are read all the same */
  readStatements(official: Official): Promise<number>
  /** A line that fits nothing, and what it may belong to. @param find part of a receipt number or reference. @throws noSuchLine */
  line(official: Official, id: string, find?: string): Promise<OpenLine>
  /** @throws noSuchLine, lineTaken, choiceMissing, whyMissing, notAwaited, otherAmount */
  previewLine(official: Official, id: string, choice: Choice): Promise<Effect>
  /** @throws what previewLine throws */
  assignLine(official: Official, id: string, choice: Choice): Promise<void>
  /** What was set aside waits once more. @throws noSuchLine, notAside, whyMissing */
  reopenLine(official: Official, id: string, reason: string): Promise<void>
  /** @throws noSuchPayment, alreadyReversed, onItsWay, noAccount */
  retry(official: Official, id: string): Promise<void>
  /** What the bank announced and never booked is owed again. @throws noSuchPayment, reasonMissing, alreadyReversed, notContradicted */
  neverLeft(official: Official, id: string, reason: string): Promise<void>
  /** What the bank announced as come in and never booked is open again, and its person told. @throws noSuchPayment, reasonMissing, notContradicted */
  neverCame(official: Official, id: string, reason: string): Promise<void>
  /** @throws noSuchPayment, reasonMissing, alreadyReversed, onItsWay */
  reverse(official: Official, id: string, reason: string): Promise<void>
}

export const paymentsPage = 50

const claimOf = (claim: Claim | undefined) => (claim ? { claim: claim.entry } : {})

/** Local hour: orders are at the bank before it opens. */
const payHour = 3

/** The bank of the operator's settings; each question to it fails while there are none. */
export const openBank = (settings: BankSettings | undefined, { currency }: Pick<Manifest, 'currency'>): Bank => (settings?.speaks === 'iso20022' ? iso20022Bank : httpBank)(settings, currency)

export function createPayments({ database, pack, clock, events, jobs, cases, bank }: PaymentsDeps): Payments {
  const db = database.room<PaymentsTables>('payments')
  events.on(LinesDecided, 'payments.settle', db, async (tx, { lines }) => {
    for (const { line, service: id, outcome } of lines) {
      const service = pack.services.find((candidate) => candidate.id === id)
      if (outcome === 'approved' && (service?.pays ?? service?.fee ?? service?.collects)) await enqueue(tx, SettleLine, { line })
    }
  })
  events.on(ReclaimDecided, 'payments.reclaim-decided', db, async (tx, { payment, outcome, official }) => {
    if (outcome === 'lifted') await enqueue(tx, LiftReclaim, { obligation: payment, actor: `official:${official}`, ...claimOf(await lastClaim(tx, payment)) })
    else await tx.insertInto('upheld').values({ obligation: payment }).onConflict((conflict) => conflict.column('obligation').doNothing()).execute()
  })
  jobs.define(LiftReclaim, ({ obligation, actor, claim }) => liftReclaim(db, pack, obligation, actor, claim))
  jobs.define(SettleLine, ({ line }) => settleLine(db, pack, cases, line))
  jobs.define(InstructOrder, ({ order }) => instructOrder(db, bank, order))
  const today = () => clock.today().toString()
  const nights = nightsOf(db, PayMonths, {}, { clock, timeZone: pack.timeZone, hour: payHour })
  jobs.define(PayMonths, async () => {
    await nights.next()
    await payMonths(db, pack, today())
  })
  jobs.define(ReadStatement, ({ agency }) => readOn(db, bank, agency))
  jobs.define(TakeBack, ({ obligation }) => takeBack(db, obligation))
  jobs.define(TellCase, ({ obligation, payment, kind }) => tellCase(db, cases, obligation, payment, kind))
  return {
    overview: ({ agency }, of = 'all', before) => db.transaction(async (tx) => {
      const rows = await listPayments(tx, agency, of, before, paymentsPage + 1)
      const page = rows.slice(0, paymentsPage)
      const moved = await readMoved(tx, agency)
      return { rows: page, next: rows.length > paymentsPage ? page.at(-1)?.id : undefined, balances: balancesOf(moved), moved }
    }),
    own: (person) => db.transaction((tx) => listOwn(tx, person)),
    accountOf: (agency) => bank.accountOf(agency),
    monthly: (person, months) => db.transaction((tx) => readSeries(tx, pack, { person }, clock.today().add({ months }).toString())),
    refuse: (person, line) => stopByPerson(db, person, line),
    stop: (official, id, from, reason) => stopByClerk(db, official, id, from, reason),
    died: (person) => stopOfDead(db, person),
    nightly: nights.soon,
    nameAccount: (person, id, account) => nameAccount(db, pack, person, id, account),
    async payment({ agency }, id) {
      const read = await db.transaction(async (tx) => {
        const found = await readPayment(tx, agency, id)
        const [series] = found.obligation.month === null ? [] : await readSeries(tx, pack, { line: found.obligation.line }, clock.today().add({ months: 24 }).toString())
        return { ...found, series }
      })
      const objection = read.entries.some(({ kind }) => kind === 'reclaimed') ? await cases.reclaimObjection(read.obligation.case_id, id) : undefined
      return { ...read, objection }
    },
    reconciliation: ({ agency }) => db.transaction((tx) => readReconciliation(tx, agency)),
    async readStatements({ agency }) {
      const inWords = (unreadable: typeof paymentsFaults.statementUnreadable) => (cause: unknown): Fault => {
        if (cause instanceof BadStatement) return new Fault(unreadable, { cause, values: { why: cause.why, found: cause.found } })
        return cause instanceof Fault ? cause : new Fault(paymentsFaults.bankSilent, { cause })
      }
      const failure = await readNotifications(db, bank, agency).then(() => undefined, inWords(paymentsFaults.notificationUnreadable))
      const read = await readStatements(db, bank, agency).catch((cause: unknown) => { throw inWords(paymentsFaults.statementUnreadable)(cause) })
      if (failure) throw failure
      return read
    },
    line: ({ agency }, id, find) => db.transaction(async (tx) => {
      const { line, assigned, history } = await readLine(tx, agency, id)
      return { line, assigned, history, candidates: assigned ? [] : await listCandidates(tx, agency, line, find) }
    }),
    previewLine: ({ agency }, id, choice) => db.transaction((tx) => previewLine(tx, agency, id, choice)),
    assignLine: (official, id, choice) => assignLine(db, official, id, choice),
    reopenLine: (official, id, reason) => reopenLine(db, official, id, reason),
    retry: (official, id) => retryPayment(db, official, id),
    neverLeft: (official, id, reason) => neverLeft(db, official, id, reason),
    neverCame: (official, id, reason) => neverCame(db, official, id, reason),
    reverse: (official, id, reason) => reverseObligation(db, official, id, reason),
  }
}
