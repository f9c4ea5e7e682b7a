/** The room by itself for tests: real PostgreSQL, a real bank over HTTP, and decisions as the room of cases would hand them over. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { startBank } from '../../../demo/bank/start-bank.ts'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { roomDatabase } from '../../../tests/support/room-database.ts'
import { createEvents, emit } from '../../kernel/events/events.ts'
import { createJobs } from '../../kernel/events/jobs.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { createLog } from '../../kernel/log/log.ts'
import { type Grant, type PaymentStep, ReclaimDecided } from '../cases/index.ts'
import { httpBank } from './bank/http-bank.ts'
import { createPayments } from './index.ts'
import { instructOrder } from './instruct-order.ts'
import { liftReclaim } from './monthly/lift-reclaim.ts'
import { payMonths } from './monthly/pay-months.ts'
import { takeBack } from './monthly/take-back.ts'
import { readOn } from './read-statements.ts'
import { settleLine } from './settle-line.ts'
import type { PaymentsTables } from './tables.ts'
import { tellCase } from './tell-case.ts'

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
  const cases = { grant: async (line: string) => grants.get(line), tellPayment: async (step: PaymentStep) => void told.push(step), reclaimObjection: async () => undefined }
  const bank = httpBank(running.settings, farlandPack.currency)
  const payments = createPayments({ database: room.database, pack, clock, events, jobs, cases, bank })
  const db = room.database.room<PaymentsTables>('payments')
  const waiting = async <Payload>(job: string) => (await room.ask<{ id: string; payload: Payload }>(
    `with taken as (delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = $1 returning j.id, j.payload) select * from taken order by id`, [job])).map(({ payload }) => payload)
  const clerk: Official = { kind: 'official', official: 'o1', name: 'n', agency: 'family-fund', roles: ['payment-clerk'], session: 's' }
  const behind = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${running.settings.url}${path}`, { method, headers: { ...(body ? { 'content-type': 'application/json' } : {}), authorization: `Bearer ${running.settings.token}` }, ...(body ? { body: JSON.stringify(body) } : {}) })
    if (!answer.ok) throw new Error(await answer.text())
  }
  return {
    room, db, bank, payments, clerk, told, jobs, events,
    bankSettings: running.settings,
    accounts: running.settings.accounts,
    ail: (mode: string) => behind('PUT', '/faults', { mode }),
    payIn: (account: string, amount: number, text: string, held = false) => behind('POST', `/accounts/${account}/credits`, { amount, text, held }),
    letGo: (account: string) => behind('DELETE', `/accounts/${account}/held`),
    /** @param day `YYYY-MM-DD` */
    bankDay: (day: string) => behind('PUT', '/faults', { mode: 'none', today: day }),
    /** A decision of the family fund on a welcome grant. */
    grant(changes: Partial<Grant> = {}) {
      const line = randomUUID()
      grants.set(line, {
        caseId: randomUUID(), receipt: '261126-TEST-0001A', person: 'FA-DEMO-000001', service: 'welcome-grant', agency: 'family-fund', account: 'Banque du Large 10-2030-41',
        amounts: [{ value: 30_025, per: 'once' }], monthly: [], vouchers: [], collects: null, owedFrom: today, decidedOn: today, ...changes,
      })
      return line
    },
    settle: (line: string) => settleLine(db, pack, cases, line),
    /** @param day `YYYY-MM-DD` */
    moveTo: (day: string) => { today = day },
    payMonths: () => payMonths(db, pack, today),
    takeBack: (obligation: string) => takeBack(db, obligation),
    liftReclaim: (obligation: string, claim?: string) => liftReclaim(db, pack, obligation, 'official:o2', claim),
    /** What lifting a claim has left to do, done. */
    async work() {
      for (const { obligation, actor, claim } of await waiting<{ obligation: string; actor: string; claim: string }>('payments.lift-reclaim')) await liftReclaim(db, pack, obligation, actor, claim)
      for (const { obligation, payment, kind } of await waiting<{ obligation: string; payment: string; kind: PaymentStep['kind'] }>('payments.tell-case')) await tellCase(db, cases, obligation, payment, kind)
    },
    /** As the room of cases announces it. */
    async decideObjection(payment: string, outcome: 'lifted' | 'upheld') {
      const payload = { caseId: randomUUID(), receipt: 'r', person: 'p', part: randomUUID(), agency: 'family-fund', official: 'o2', service: 'welcome-grant', payment, letter: randomUUID(), outcome }
      const eventId = await db.transaction((tx) => emit(tx, ReclaimDecided, payload)).then(async () => (await room.ask<{ id: string }>(`select id from kernel.event where name = $1 order by happened_at desc limit 1`, [ReclaimDecided.name]))[0]!.id)
      for (const reaction of events.reactionsTo(ReclaimDecided.name, ReclaimDecided.version)) await reaction.run(payload, { eventId, happenedAt: new Date() })
    },
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
