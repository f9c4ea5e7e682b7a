/** The room by itself for tests: real PostgreSQL, a real bank over HTTP, and decisions as the room of cases would hand them over. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { startBank } from '../../../demo/bank/start-bank.ts'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { roomDatabase } from '../../../tests/support/room-database.ts'
import { createEvents } from '../../kernel/events/events.ts'
import { createJobs } from '../../kernel/events/jobs.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { createLog } from '../../kernel/log/log.ts'
import type { Grant, PaymentStep } from '../cases/index.ts'
import { httpBank } from './bank/http-bank.ts'
import { createPayments } from './index.ts'
import { instructOrder } from './instruct-order.ts'
import { liftReclaim } from './monthly/lift-reclaim.ts'
import { payMonths } from './monthly/pay-months.ts'
import { takeBack } from './monthly/take-back.ts'
import { readOn } from './read-statements.ts'
import { settleLine } from './settle-line.ts'
import type { PaymentsTables } from './tables.ts'

export const farlandPack = loadPack('packs/farland')

export type TestPayments = Awaited<ReturnType<typeof openTestPayments>>

/** @param pack with what is paid by the month, where a test wants that */
export async function openTestPayments(pack = farlandPack) {
  const room = await roomDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'maru-payments-'))
  const running = await startBank(folder, farlandPack, 'a token of the test')
  const log = createLog({ level: 'silent', key: Buffer.alloc(32) })
  const events = createEvents()
  const jobs = createJobs(room.database.pool, events, log)
  let today = '2026-11-24'
  const clock = { now: () => Temporal.PlainDate.from(today).toZonedDateTime(pack.timeZone).toInstant(), today: () => Temporal.PlainDate.from(today) }
  const grants = new Map<string, Grant>()
  const told: PaymentStep[] = []
  const cases = { grant: async (line: string) => grants.get(line), tellPayment: async (step: PaymentStep) => void told.push(step) }
  const bank = httpBank(running.settings, farlandPack.currency)
  const payments = createPayments({ database: room.database, pack, clock, events, jobs, cases, bank })
  const db = room.database.room<PaymentsTables>('payments')
  const clerk: Official = { kind: 'official', official: 'o1', name: 'n', agency: 'family-fund', roles: ['payment-clerk'], session: 's' }
  const behind = async (method: string, path: string, body: object) => {
    const answer = await fetch(`${running.settings.url}${path}`, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${running.settings.token}` }, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
  }
  return {
    room, db, bank, payments, clerk, told, jobs, events,
    accounts: running.settings.accounts,
    ail: (mode: string) => behind('PUT', '/faults', { mode }),
    payIn: (account: string, amount: number, text: string) => behind('POST', `/accounts/${account}/credits`, { amount, text }),
    /** A decision of the family fund on a welcome grant. */
    grant(changes: Partial<Grant> = {}) {
      const line = randomUUID()
      grants.set(line, {
        caseId: randomUUID(), receipt: '261126-TEST-0001A', person: 'FA-DEMO-000001', service: 'welcome-grant', agency: 'family-fund', account: 'Banque du Large 10-2030-41',
        amounts: [{ value: 30_025, per: 'once' }], monthly: [], vouchers: [], owedFrom: today, decidedOn: today, ...changes,
      })
      return line
    },
    settle: (line: string) => settleLine(db, pack, cases, line),
    /** @param day `YYYY-MM-DD` */
    moveTo: (day: string) => { today = day },
    payMonths: () => payMonths(db, pack, today),
    takeBack: (obligation: string) => takeBack(db, obligation),
    liftReclaim: (obligation: string) => liftReclaim(db, obligation, 'official:o2'),
    instruct: (order: string) => instructOrder(db, bank, order),
    readOn: (agency = 'family-fund') => readOn(db, bank, agency),
    orders: () => room.ask<{ id: string; obligation: string; state: string; attempt: number; reason: string | null }>('select id, obligation, state, attempt, reason from payments.payment_order order by ordered_at, id'),
    /** Kind of account → balance, and what all postings come to. */
    async balances() {
      const rows = await room.ask<{ kind: string; balance: string }>(`select a.kind, sum(p.amount) as balance from payments.posting p join payments.account a on a.id = p.account group by 1`)
      const found = Object.fromEntries(rows.map(({ kind, balance }) => [kind, Number(balance)]))
      return { found, sum: Object.values(found).reduce((sum, balance) => sum + balance, 0) }
    },
    /** As the room's own role. */
    asRoom: (text: string) => db.transaction((tx) => sql.raw(text).execute(tx)),
    async close() {
      await running.close()
      await room.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
