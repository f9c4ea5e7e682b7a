/** The ledger under everything that can be done to it at random: it balances after each step, and nothing of it can be changed. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { Fault } from '../../kernel/faults/faults.ts'
import { openTestPayments, type TestPayments } from './test-payments.ts'

let it: TestPayments
before(async () => { it = await openTestPayments() })
after(() => it.close())

const accounts = ['Banque du Large 10-2030-41', 'Banque du Large 10-2030-0000', 'Banque du Large 10-2030-9999'] as const

/** One step, as it may come at any time; `which` picks among what is there. */
const steps = {
  settle: async (which: number) => it.settle(it.grant({ account: which % 7 === 0 ? null : accounts[which % 3]!, amounts: [{ value: 1 + which, per: 'once' }, { value: 2 * which, per: 'month' }] })),
  fee: async () => it.settle(it.grant({ service: 'nursery-discount', amounts: [] })),
  instruct: async (which: number) => { for (const { id } of pick(await it.orders(), which)) await it.instruct(id) },
  read: async () => it.readOn(),
  retry: async (which: number) => { for (const id of pick(await obligations(), which)) await it.payments.retry(it.clerk, id) },
  reverse: async (which: number) => { for (const id of pick(await obligations(), which)) await it.payments.reverse(it.clerk, id, 'Granted twice') },
  'pay in': async (which: number) => it.payIn(it.accounts['family-fund']!, 250, pick(await fees(), which)[0] ?? 'a stranger'),
  assign: async (which: number) => {
    for (const { id } of pick((await it.payments.reconciliation(it.clerk)).lines, which)) {
      const { candidates } = await it.payments.line(it.clerk, id)
      await it.payments.assignLine(it.clerk, id, { payment: candidates[which % (candidates.length + 1)]?.id ?? 'not-ours', reason: 'The payer says so' })
    }
  },
  reopen: async (which: number) => { for (const { line } of pick((await it.payments.reconciliation(it.clerk)).byHand, which)) await it.payments.reopenLine(it.clerk, line, 'It is ours after all') },
  night: async () => aNightLater(),
  ail: async (which: number) => it.ail(which % 2 === 0 ? 'down' : 'none'),
} as const
/** Everything that was written is a day older. */
const aNightLater = () => it.room.ask(`delete from payments.closing where on_day < (select max(on_day) from payments.closing);
  update payments.closing set on_day = on_day - 1; update payments.entry set booked_at = booked_at - interval '1 day'`)
const pick = <Value>(list: readonly Value[], which: number): Value[] => (list.length === 0 ? [] : [list[which % list.length]!])
const obligations = async () => (await it.room.ask<{ id: string }>('select id from payments.obligation order by id')).map(({ id }) => id)
const fees = async () => (await it.room.ask<{ id: string }>(`select id from payments.obligation where kind = 'fee' order by id`)).map(({ id }) => id)

/** What the pages say, against every posting there is. */
async function sumsAgree() {
  const { balances } = await it.payments.overview(it.clerk)
  const { found } = await it.balances()
  for (const kind of ['expense', 'owed', 'in-transit', 'bank', 'asked', 'fees'] as const) assert.equal(balances[kind] ?? 0, found[kind] ?? 0, kind)
}

test('under random operations every posting has its other side, and what the ledger says of the bank is what the bank says', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps) as (keyof typeof steps)[]), fc.nat(40)), { minLength: 10, maxLength: 24 }), async (plan) => {
    for (const [step, which] of plan) {
      // A refusal and a silent bank are answers, too.
      await steps[step](which).catch((cause: unknown) => { if (!(cause instanceof Fault) && !/bank answered|bank account|Closed for maintenance/.test((cause as Error).message)) throw cause })
      assert.equal((await it.balances()).sum, 0)
    }
    await it.ail('none')
    for (const { id, state } of await it.orders()) if (state === 'waiting') await it.instruct(id)
    for (let round = 0; round < 2; round += 1) await it.readOn()
    const { found } = await it.balances()
    const { ledger, bank, unexplained, waiting } = await it.payments.reconciliation(it.clerk)
    assert.deepEqual([unexplained, waiting, found['in-transit'] ?? 0], [0, [], 0])
    assert.equal(ledger, found['bank'] ?? 0)
    assert.equal(typeof bank, 'number')
    await sumsAgree()
    // What is owed is what no order has brought away and nobody has taken back.
    const [owed] = await it.room.ask<{ amount: string }>(`select coalesce(sum(amount), 0) as amount from payments.obligation o where kind = 'benefit'
      and not exists (select from payments.payment_order p where p.obligation = o.id and p.state = 'paid') and not exists (select from payments.entry e where e.obligation = o.id and e.kind = 'reversed')`)
    assert.equal(0 - (found['owed'] ?? 0), Number(owed!.amount))
  }), { numRuns: 5, endOnFailure: true })
})

test('a closed day is not added up again, and nobody closes it twice', async () => {
  for (let night = 0; night < 4; night += 1) {
    await it.settle(it.grant())
    for (let again = 0; again < 2; again += 1) await it.readOn()
    await sumsAgree()
    await aNightLater()
  }
  await it.readOn()
  const closed = await it.room.ask<{ kind: string; count: number }>('select kind, count from payments.closing order by kind')
  assert.ok(closed.some(({ kind, count }) => kind === 'owed' && count > 0))
  await sumsAgree()
  // What the page says is the closing: a check that could not fail would read the entries.
  await it.room.ask(`update payments.closing set amount = amount + 1 where kind = 'owed'`)
  await assert.rejects(sumsAgree())
  await it.room.ask(`update payments.closing set amount = amount - 1 where kind = 'owed'`)
})

test('whoever writes it, an entry that does not balance, or crosses agencies, or is added to later, is refused', async () => {
  await it.settle(it.grant())
  const [entry] = await it.room.ask<{ id: string; obligation: string }>(`select id, obligation from payments.entry where kind = 'owed' limit 1`)
  const id = '019a0000-0000-7000-8000-000000000001'
  const head = `insert into payments.entry (id, key, kind, agency, obligation, actor) values ('${id}', 'x', 'paid', 'family-fund', '${entry!.obligation}', 't');`
  const bank = (agency: string) => `insert into payments.account (id, agency, kind) values ('${agency}/bank', '${agency}', 'bank'), ('${agency}/owed', '${agency}', 'owed') on conflict do nothing;`
  const put = (account: string, amount: number, to = id) => `insert into payments.posting (entry, account, amount) values ('${to}', '${account}', ${amount});`
  for (const [what, text] of [
    ['one side', head + bank('family-fund') + put('family-fund/bank', 5)],
    ['no side', head],
    ['a unit too much', head + bank('family-fund') + put('family-fund/bank', 5) + put('family-fund/owed', -4)],
    ['another agency', head + bank('family-fund') + bank('town-hall') + put('family-fund/bank', 5) + put('town-hall/owed', -5)],
    ['added later', bank('family-fund') + put('family-fund/bank', 5, entry!.id) + put('family-fund/in-transit', -5, entry!.id)],
  ] as const) await assert.rejects(it.asRoom(text), (cause: { code?: string }) => cause.code === '23514' || cause.code === '23503', what)
  await it.asRoom(head + bank('family-fund') + put('family-fund/bank', 5) + put('family-fund/owed', -5))
})

test('the room can change no row but the state of an order, and remove none', async () => {
  for (const table of ['account', 'obligation', 'payment_order', 'entry', 'posting', 'closing', 'statement', 'statement_line', 'assignment']) {
    for (const text of [`delete from payments.${table}`, `update payments.${table} set agency = agency`, `update payments.${table} set amount = amount`, `truncate payments.${table}`]) {
      await assert.rejects(it.asRoom(text), (cause: { code?: string }) => cause.code === '42501' || cause.code === '42703', text)
    }
  }
  await it.asRoom(`update payments.payment_order set state = state`)
})
