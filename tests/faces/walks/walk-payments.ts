/** The payment clerk's desk: empty, a payment that came back, taken back, and money that nobody expected. */
import assert from 'node:assert/strict'
import { consentAll, csrfOf, until } from '../../support/birth-journey.ts'
import type { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'
import { fillIn } from './fill-in.ts'
import { findPart, linesOf } from './find-part.ts'

const desk = '/console/payments'
const reconciliation = `${desk}/reconciliation`

export async function walkPayments(walk: Walk) {
  const { cast } = walk
  const clerk = await walk.official(`demo-${cast.pays}-payments`)
  await walk.see('payments: none', clerk, `${desk}?of=reversed`)
  await walk.see('payments: no statement', clerk, reconciliation)

  await walk.see('my payments: none', await walk.resident(cast.newcomer), '/my/payments')

  await grantToBlockedAccount(walk)
  await payIn(walk, 'from a stranger')
  const found = await until(async () => {
    await clerk.submit(await clerk.get(reconciliation), reconciliation)
    const { html } = await clerk.get(`${desk}?of=failed`)
    return /href="(\/console\/payments\/[0-9a-f-]{36})"/.exec(html)?.[1]
  }, (payment) => payment !== undefined, 60_000)
  const payment = found ?? assert.fail('nothing came back')
  await walk.see('payments', clerk, desk)
  await walk.see('payments: later page', clerk, `${desk}?of=failed&before=ffffffff-ffff-7fff-bfff-ffffffffffff`)
  await walk.see('payments: statement read', clerk, `${reconciliation}?read=1`)
  await walk.see('payment: came back', clerk, payment)
  const resident = await walk.resident(cast.paid)
  await walk.see('my payments: came back', resident, '/my/payments?done=yes')
  await walk.send('my payments: no account', resident, `/my/payments/${payment.split('/').at(-1)}`, { [`account-${payment.split('/').at(-1)}`]: 'x' })
  await walk.send('payment: taken back without a reason', clerk, `${payment}/reverse`, { reason: ' ' })
  const monthly = (await clerk.get(payment)).html.includes(`${payment}/stop`)
  if (monthly) await walk.send('payment: stopped without a reason', clerk, `${payment}/stop`, { from: 'next', reason: ' ' })
  else await walk.send('payment: not by the month', clerk, `${payment}/stop`, { from: 'next', reason: ' ' }, 409)
  await walkLines(walk, clerk, payment)
  await clerk.submit(await clerk.get(payment), `${payment}/reverse`, { reason: cast.words.refusal })
  await walk.see('payment: taken back', clerk, `${payment}?done=reversed`)
  const [, stop] = /action="(\/my\/payments\/monthly\/[0-9a-f-]{36}\/stop)"/.exec((await resident.get('/my/payments')).html) ?? []
  if (stop !== undefined) await walk.see('my payments: wanted no more', resident, (await resident.submit(await resident.get('/my/payments'), stop)).path)
  await walk.see('payment: of nobody', clerk, `${desk}/019a0000-0000-7000-8000-000000000000`, 404)
}

/** The bank's own rule: an account that ends so takes nothing. */
async function grantToBlockedAccount(walk: Walk) {
  const { cast } = walk
  const resident = await walk.resident(cast.paid)
  const account = cast.home['household.account']!.replace(/\d[\d -]*$/, '10-2030-9999')
  const owed = await consentAll(resident, await fillIn(resident, { ...cast, child: { ...cast.child, birthDate: cast.countsBack ?? cast.child.birthDate }, home: { ...cast.home, 'household.account': account } }, cast.sibling))
  const check = await resident.submit(owed, owed.path)
  const sent = await resident.submit(check, check.path)
  const receipt = /\/my\/applications\/([\w-]+)/.exec(sent.path)?.[1] ?? assert.fail(sent.path)
  const official = await walk.official(`demo-${cast.pays}-caseworker`)
  const path = await findPart(official, receipt)
  if (cast.countsBack !== undefined) {
    assert.match((await official.get(path)).text, /of back-pay|소급분/, 'months past stand beside the decision')
    await walk.see('console: part with back-pay', official, path)
  }
  await official.submit(await official.get(path), `${path}/decisions`, Object.fromEntries((await linesOf(official, path)).map((line) => [`outcome-${line}`, 'approve'])))
}

async function payIn({ house, cast }: Walk, text: string) {
  const { url, token, accounts } = house.registers.bank
  const { status } = await fetch(`${url}/accounts/${accounts[cast.pays]}/credits`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ amount: 1_000, text }) })
  assert.equal(status, 204)
}

/** Lines that fit nothing: the stranger's money, and an order that the bank does not name when it pays it, and when it comes back. */
async function walkLines(walk: Walk, clerk: TextBrowser, payment: string) {
  const reason = walk.cast.words.refusal
  const confirm = async (path: string, chosen: string) => clerk.post(path, { _csrf: csrfOf(await clerk.get(path)), payment: chosen, reason, confirmed: 'yes' })
  const stranger = /href="(\/console\/payments\/reconciliation\/[0-9a-f-]{36})"/.exec((await clerk.get(reconciliation)).html)?.[1] ?? assert.fail('no line without a payment')
  await walk.see('line: nothing awaited', clerk, stranger)
  await walk.send('line: not ours, to be confirmed', clerk, stranger, { payment: 'not-ours', reason }, 200)
  await confirm(stranger, 'not-ours')
  await walk.send('line: another clerk was faster', clerk, stranger, { payment: 'not-ours', reason, confirmed: 'yes' }, 409)

  await walk.see('line: set aside', clerk, stranger)
  await walk.send('line: opened again without a reason', clerk, `${stranger}/reopen`, { reason: ' ' })
  await clerk.submit(await clerk.get(stranger), `${stranger}/reopen`, { reason })
  await walk.see('line: opened again', clerk, `${stranger}?done=reopened`)
  await confirm(stranger, 'not-ours')

  await ail(walk, 'down')
  await clerk.submit(await clerk.get(payment), `${payment}/retry`)
  const [order] = await walk.house.rooms.ask<{ id: string; amount: number; agency: string }>(`select p.id, p.amount::int, o.agency from payments.payment_order p join payments.obligation o on o.id = p.obligation
    where p.obligation = $1 and p.state = 'waiting'`, [payment.split('/').at(-1)])
  const { id, amount, agency } = order ?? assert.fail('not ordered')
  const out = await writeLine(walk, agency, -amount)
  await walk.see('line: what it may belong to', clerk, out)
  await walk.see('line: nothing found', clerk, `${out}?find=no-such-number`)
  await walk.send('line: nothing chosen', clerk, out, { reason })
  await walk.send('line: no reason', clerk, out, { payment: id, reason: ' ' })
  await walk.send('line: another amount', clerk, await writeLine(walk, agency, -amount - 1), { payment: id, reason })
  await walk.send('line: to be confirmed', clerk, out, { payment: id, reason }, 200)
  await confirm(out, id)
  await walk.see('line: assigned', clerk, `${out}?done=yes`)
  await confirm(await writeLine(walk, agency, amount, true), id)
  await walk.see('payments: lines assigned by hand', clerk, reconciliation)
  await ail(walk, 'none')
}

/** As the statement would have it of a bank that loses what the order was called. @returns its page */
async function writeLine({ house }: Walk, agency: string, amount: number, isReturn = false): Promise<string> {
  const [line] = await house.rooms.ask<{ id: string }>(`insert into payments.statement_line (id, statement, agency, bank_reference, amount, booked_on, is_return, unmatched)
    select gen_random_uuid(), id, agency, 'L-' || left(gen_random_uuid()::text, 8), $2, '2026-11-24', $3, 'unknown-reference' from payments.statement where agency = $1 order by sequence desc limit 1 returning id`, [agency, amount, isReturn])
  return `${reconciliation}/${line!.id}`
}

async function ail({ house }: Walk, mode: 'down' | 'none') {
  const { url, token } = house.registers.bank
  const { status } = await fetch(`${url}/faults`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ mode }) })
  assert.equal(status, 200)
}
