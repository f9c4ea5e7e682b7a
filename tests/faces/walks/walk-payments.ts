/** The payment clerk's desk: empty, a payment that came back, taken back, and money that nobody expected. */
import assert from 'node:assert/strict'
import { consentAll, until } from '../../support/birth-journey.ts'
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
  await clerk.submit(await clerk.get(payment), `${payment}/reverse`, { reason: cast.words.refusal })
  await walk.see('payment: taken back', clerk, `${payment}?done=reversed`)
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
