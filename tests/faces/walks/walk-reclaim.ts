/** What was paid is asked back; its person objects, another official lifts it, and the same is seen from each of the three. */
import assert from 'node:assert/strict'
import { consentAll, until } from '../../support/birth-journey.ts'
import type { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'
import { fillIn } from './fill-in.ts'
import { findPart, linesOf } from './find-part.ts'

const desk = '/console/payments'

export async function walkReclaim(walk: Walk) {
  const { cast } = walk
  const resident = await walk.resident(cast.family)
  const owed = await consentAll(resident, await fillIn(resident, cast, cast.sibling))
  const check = await resident.submit(owed, owed.path)
  const application = (await resident.submit(check, check.path)).path.split('?')[0]!
  const receipt = application.split('/').at(-1)!
  const official = await walk.official(`demo-${cast.pays}-caseworker`)
  const first = await findPart(official, receipt)
  await official.submit(await official.get(first), `${first}/decisions`, Object.fromEntries((await linesOf(official, first)).map((line) => [`outcome-${line}`, 'approve'])))

  const clerk = await walk.official(`demo-${cast.pays}-payments`)
  const payment = await until(async () => {
    await clerk.submit(await clerk.get(`${desk}/reconciliation`), `${desk}/reconciliation`)
    const paths = [...new Set((await clerk.get(`${desk}?of=paid`)).html.match(/\/console\/payments\/[0-9a-f-]{36}/g))]
    return (await Promise.all(paths.map((path) => clerk.get(path)))).find(({ html }) => html.includes(receipt) && html.includes('/stop"'))?.path
  }, (found) => found !== undefined, 60_000) ?? assert.fail('nothing was paid by the month')
  await walkContradiction(walk, clerk, payment)
  await clerk.submit(await clerk.get(payment), `${payment}/stop`, { from: 'this', reason: cast.words.refusal })
  const asked = await until(() => resident.get(application), ({ html }) => html.includes('/reclaims/'))
  await walk.see('application, asked back', resident, application)
  await walk.see('my payments: asked back', resident, '/my/payments')
  await walkNeverCame(walk, clerk, resident, payment, application)
  const letters = async () => [...new Set((await resident.get(application)).html.match(/\/my\/applications\/[^"]+\/letters\/[0-9a-f-]{36}/g))]
  const before = await letters()
  const action = /\/my\/applications\/[^"]+\/reclaims\/[0-9a-f-]{36}\/objection/.exec(asked.html)![0]
  await walk.see('letter: asked back', resident, before.find((letter) => letter.endsWith(action.split('/').at(-2)!)) ?? assert.fail('no letter of what is asked back'))
  await walk.send('application: objection to a reclaim without a reason', resident, action, { plea: ' ' })
  await resident.submit(asked, action, { plea: cast.words.plea })
  await walk.see('application, objected to a reclaim', resident, application)
  await walk.see('payment: asked back, an objection runs', clerk, payment)

  const part = await until(async () => /\/console\/parts\/[0-9a-f-]{36}/.exec((await official.get('/console')).html.split('<tr>').find((row) => row.includes(receipt)) ?? '')?.[0], (path) => path !== undefined && path !== first)
  await walk.see('console: part, objection to a reclaim', official, part!)
  const [line] = await linesOf(official, part!)
  await walk.see('console: letters of an objection to a reclaim', official, `${part}/letters/${line}`)
  await official.submit(await official.get(part!), `${part}/decisions`, { [`outcome-${line}`]: 'approve' })
  await walk.see('console: part, reclaim lifted', official, part!)
  // What was stopped for the same reason goes on.
  await until(() => clerk.get(payment), ({ html }) => html.includes(`${payment}/stop`))
  await walk.see('payment: no longer asked back', clerk, payment)
  await walk.see('application, reclaim lifted', resident, application)
  const lifted = (await letters()).find((letter) => !before.includes(letter)) ?? assert.fail('no letter')
  await walk.see('letter: reclaim lifted', resident, lifted)
}

/** As if the bank had announced this payment and its statements had passed that day without it. */
async function walkContradiction({ house, see, send }: Walk, clerk: TextBrowser, payment: string) {
  const id = payment.split('/').at(-1)
  const set = (state: string, why: string | null) => house.rooms.ask(`insert into payments.notified (id, notification, agency, account, bank_reference, amount, booked_on, is_return, is_reversal, entry, state, why)
    select gen_random_uuid(), (select id from payments.notification n where n.agency = e.agency order by sequence limit 1), e.agency, 'walk', 'walk', -p.amount, '2026-11-23', false, false, e.id, $2, $3
    from payments.entry e join payments.payment_order p on p.id = e.payment_order where e.kind = 'paid' and e.obligation = $1
    on conflict (entry) do update set state = excluded.state, why = excluded.why`, [id, state, why])
  await set('open', null)
  await see('payments: announced, on no statement yet', clerk, `${desk}/reconciliation`)
  await set('contradicted', 'not-confirmed')
  await see('payments: the bank contradicts itself', clerk, `${desk}/reconciliation`)
  await see('payment: announced and never stated', clerk, payment)
  await send('payment: never left, without a reason', clerk, `${payment}/never-left`, { reason: ' ' })
  await set('settled', null)
}

/** As if the bank had announced that it was paid back, and its statements had passed that day without it. */
async function walkNeverCame({ house, see, send, cast }: Walk, clerk: TextBrowser, resident: TextBrowser, payment: string, application: string) {
  const id = payment.split('/').at(-1)
  await house.rooms.ask(`with owed as (select * from payments.obligation where id = $1),
    repaid as (insert into payments.entry (id, key, kind, agency, obligation, actor) select gen_random_uuid(), 'repaid/' || id, 'repaid', agency, id, 'bank-notice' from owed returning id, agency),
    moved as (insert into payments.posting (entry, account, amount) select repaid.id, repaid.agency || side.account, side.sign * owed.amount from repaid, owed, (values ('/bank', 1), ('/reclaimed', -1)) side (account, sign))
    insert into payments.notified (id, notification, agency, account, bank_reference, amount, booked_on, is_return, is_reversal, entry, state, why)
    select gen_random_uuid(), (select id from payments.notification n where n.agency = repaid.agency order by sequence limit 1), repaid.agency, 'walk', 'walk in', owed.amount, '2026-11-23', false, false, repaid.id, 'contradicted', 'not-confirmed' from repaid, owed`, [id])
  await see('payments: announced as paid back and never stated', clerk, `${desk}/reconciliation`)
  await see('payment: announced as paid back and never stated', clerk, payment)
  await send('payment: never came, without a reason', clerk, `${payment}/never-came`, { reason: ' ' })
  await clerk.submit(await clerk.get(payment), `${payment}/never-came`, { reason: cast.words.refusal })
  await see('payment: never came', clerk, payment)
  await until(() => resident.get(application), ({ html }) => html.includes(id!))
  await see('application: what was paid back never came', resident, application)
  const notice = await until(() => house.rooms.ask<{ id: string }>(`select id from notices.notice where kind = 'unreceived'`), (rows) => rows.length > 0)
  await see('notice: what was paid never came', resident, `/my/inbox/${notice[0]!.id}`)
}
