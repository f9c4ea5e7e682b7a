/** What is asked back is not the last word: its person objects in the portal, another official decides, and the ledger follows. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, csrfOf, fillBirth, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house?.close())

const browserIn = () => Object.assign(new TextBrowser(house.origin), { language: 'ko' })

async function desk(official: string) {
  const browser = browserIn()
  await signInOfficial(browser, `demo-municipality-${official}`)
  return browser
}

/** The part of the municipality that the inbox marks, or the one that it does not. */
async function partOf(official: TextBrowser, receipt: string, isObjection = false) {
  const rows = ({ html }: { html: string }) => html.split('<tr').filter((row) => row.includes(receipt) && row.includes('tag-attention">이의신청') === isObjection)
  const inbox = await until(() => official.get('/console'), (visit) => rows(visit).length > 0)
  return /\/console\/parts\/[0-9a-f-]+/.exec(rows(inbox)[0]!)![0]
}

/** Paid for this month and asked back by the clerk, with its letter at the family. */
async function askedBack(family: TextBrowser, name: string) {
  const owed = await consentAll(family, await fillBirth(family, { name, birthDate: '2026-11-20', sex: 'F' }))
  const check = await family.submit(owed, owed.path)
  const receipt = (await family.submit(check, check.path)).path.split('/')[3]!.split('?')[0]!
  const official = await desk('caseworker')
  const part = await partOf(official, receipt)
  const page = await official.get(part)
  await official.submit(page, `${part}/decisions`, Object.fromEntries([...new Set(page.html.match(/outcome-[0-9a-f-]{36}/g))].map((line) => [line, 'approve'])))
  const clerk = await desk('payments')
  const monthly = await until(async () => {
    const paths = [...new Set((await clerk.get('/console/payments?of=paid')).html.match(/\/console\/payments\/[0-9a-f-]{36}/g))]
    return (await Promise.all(paths.map((path) => clerk.get(path)))).find(({ html }) => html.includes(receipt) && html.includes('/stop"'))
  }, (found) => found !== undefined, 60_000)
  await clerk.submit(monthly!, `${monthly!.path}/stop`, { from: 'this', reason: '아이를 다른 부모가 키웁니다' })
  const application = `/my/applications/${receipt}`
  const asked = await until(() => family.get(application), ({ html }) => html.includes('/reclaims/'))
  return { receipt, application, payment: monthly!.path, clerk, official, action: /\/my\/applications\/[^"]+\/reclaims\/[0-9a-f-]{36}\/objection/.exec(asked.html)![0] }
}

const reply = async (family: TextBrowser, receipt: string) => JSON.parse((await family.get(`/api/applications/${receipt}`)).html) as { parts: { objectionTo: string | null; lines: { status: string }[] }[]; reclaims: { reclaim: string; payBackBy: string | null; objectUntil: string | null }[] }
const kindsOf = async (payment: string) => (await house.rooms.ask<{ kind: string }>('select kind from payments.entry where obligation = $1 order by booked_at, id', [payment.split('/').at(-1)])).map(({ kind }) => kind)

test('the person objects once, in time; whoever asked it back does not decide; lifted, nothing is owed, and a letter says so', async () => {
  const family = browserIn()
  await signIn(family, 'KR-DEMO-000003')
  const { receipt, application, payment, clerk, official, action } = await askedBack(family, '달온새')
  const page = await family.get(application)
  for (const said of ['2026년 11월분으로 지급한', '아이를 다른 부모가 키웁니다', '행정기본법', '납부 기한은 그대로입니다', '일까지 이의신청할 수 있습니다']) assert.ok(page.text.includes(said), said)
  assert.match((await family.get(/\/my\/applications\/[^"]+\/letters\/[0-9a-f-]{36}/.exec(page.html.split('/reclaims/')[0]!.split('<section').at(-1)!)![0])).text, /포털, 서면, 방문/)
  const [asked] = (await reply(family, receipt)).reclaims
  assert.match(asked!.objectUntil!, /^20/)

  const mistake = await family.post(action, { _csrf: csrfOf(page), plea: ' ' })
  assert.equal(mistake.status, 422)
  assert.match(mistake.html, /href="#plea-/)
  const stranger = browserIn()
  await signIn(stranger, 'KR-DEMO-000004')
  assert.equal((await stranger.post(action, { _csrf: csrfOf(await stranger.get('/my')), plea: '제 일이 아닙니다' })).status, 404)
  const tries = await Promise.all(Array.from({ length: 4 }, () => family.post(action, { _csrf: csrfOf(page), plea: '아이는 저와 삽니다' })))
  assert.deepEqual(tries.map(({ status }) => status).filter((status) => status === 409).length, 3)
  const objected = await family.get(application)
  assert.match(objected.text, /환수 요청, 이의신청 중/)
  assert.ok(!objected.html.includes(action))
  assert.deepEqual((await reply(family, receipt)).parts.filter(({ objectionTo }) => objectionTo !== null).map(({ objectionTo, lines }) => [objectionTo, lines[0]!.status]), [['reclaim', 'pending']])

  const awaited = await clerk.get(payment)
  for (const said of ['이의신청을 심사하고 있습니다', '까지 결정해야 합니다', '심사 중에도 환수는 그대로입니다', '행정기본법']) assert.ok(awaited.text.includes(said), said)
  assert.ok(!awaited.text.includes('아이는 저와 삽니다'), 'what was pleaded is not the clerk’s')
  const part = await partOf(official, receipt, true)
  const open = await official.get(part)
  for (const said of ['아이는 저와 삽니다', '환수 요청: 아이를 다른 부모가 키웁니다', '환수를 요청한 담당자가 아닌']) assert.ok(open.text.includes(said), said)
  const [line] = /outcome-[0-9a-f-]{36}/.exec(open.html)!
  const ids = await house.rooms.ask<{ caseworker: string; clerk: string }>(`select (select decided_by from cases.line where status = 'approved' limit 1) as caseworker, (select detail ->> 'asker' from cases.happening where kind = 'payment-reclaimed') as clerk`)
  assert.ok(ids[0]!.clerk)
  const askedBy = (who: string) => house.rooms.ask(`update cases.happening set detail = jsonb_set(detail, '{asker}', to_jsonb($1::text)) where kind = 'payment-reclaimed'`, [who])
  await askedBy(ids[0]!.caseworker)
  assert.equal((await official.post(`${part}/decisions`, { _csrf: csrfOf(open), [line]: 'approve' })).status, 409)
  await askedBy(ids[0]!.clerk)
  assert.equal((await official.submit(open, `${part}/decisions`, { [line]: 'approve' })).status, 200)

  const kinds = await until(() => kindsOf(payment), (found) => found.includes('reclaim-lifted'))
  assert.deepEqual(kinds, ['owed', 'ordered', 'paid', 'reclaimed', 'reclaim-lifted'])
  assert.match((await clerk.get(payment)).text, /이의신청이 받아들여져 환수가 취소되었습니다/)
  const lifted = await family.get(application)
  assert.match(lifted.text, /이의신청을 받아들였습니다/)
  const letter = lifted.html.split('<a ').find((link) => link.includes('돌려주지 않으셔도 됩니다')) ?? assert.fail('no letter')
  assert.match((await family.get(/href="([^"]+)"/.exec(letter)![1]!)).text, /이미 내셨다면 다시 지급합니다/)
  const inbox = await until(() => family.get('/my/inbox'), ({ text }) => text.includes('환수를 취소했습니다'))
  const told = await family.get(/\/my\/inbox\/[0-9a-f-]{36}/.exec(inbox.html.split('환수를 취소했습니다')[0]!.split('<li').at(-1)!)![0])
  assert.match(told.html, /\/letters\/[0-9a-f-]{36}/)
  // What was stopped for the same reason goes on, and says so once.
  const goesOn = await until(() => family.get(application), ({ text }) => text.includes('중단했던 달부터 다시 지급합니다'))
  assert.equal(goesOn.text.split('중단했던 달부터 다시 지급합니다').length, 2)
  assert.match((await family.get('/my/payments')).html, /\/my\/payments\/monthly\/[0-9a-f-]{36}\/stop/)
  // What is found later asks the same month back once more: another claim, with a letter and an objection of its own.
  await clerk.submit(await clerk.get(payment), `${payment}/stop`, { from: 'this', reason: '해외로 이주했습니다' })
  const again = await until(() => family.get(application), ({ html }) => /\/reclaims\/[0-9a-f-]{36}\/objection/.test(html))
  const second = /\/my\/applications\/[^"]+\/reclaims\/[0-9a-f-]{36}\/objection/.exec(again.html)![0]
  assert.notEqual(second, action)
  assert.match(again.text, /해외로 이주했습니다/)
  assert.doesNotMatch((await clerk.get(payment)).text, /이의신청이 받아들여져/, 'that was the first claim')
  assert.equal((await family.post(second, { _csrf: csrfOf(again), plea: '여기에 삽니다' })).status, 200)
  assert.match((await clerk.get(payment)).text, /이의신청을 심사하고 있습니다/)
  assert.deepEqual((await kindsOf(payment)).slice(-2), ['reclaim-lifted', 'reclaimed'])
  // Nothing was granted, and nothing is paid by the objection.
  const [granted] = await house.rooms.ask<{ n: number }>(`select count(*)::int as n from payments.obligation where receipt = $1 and line in (select line.id from cases.line join cases.part on part.id = part_id where part.reclaim is not null)`, [receipt])
  assert.equal(granted!.n, 0)
})

test('upheld, the claim stands with its reason and its day, and the agency has spoken twice; programs object and read the same', async () => {
  const family = browserIn()
  await signIn(family, 'KR-DEMO-000011')
  const { receipt, application, payment, official } = await askedBack(family, '별하늘')
  const [asked] = (await reply(family, receipt)).reclaims
  const path = `/api/applications/${receipt}/reclaims/${asked!.reclaim}/objection`
  const send = (plea: string) => fetch(`${house.origin}${path}`, { method: 'POST', body: JSON.stringify({ plea }), headers: { 'content-type': 'application/json', origin: house.origin, cookie: [...family.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
  const objected = await send('아이는 저와 삽니다')
  assert.deepEqual([objected.status, await objected.json()], [200, { objectionTo: asked!.reclaim }])
  assert.equal((await send('다시')).status, 409)
  const part = await partOf(official, receipt, true)
  const open = await official.get(part)
  const line = /outcome-([0-9a-f-]{36})/.exec(open.html)![1]!
  const mistake = await official.post(`${part}/decisions`, { _csrf: csrfOf(open), [`outcome-${line}`]: 'refuse', [`reason-${line}`]: ' ' })
  assert.equal(mistake.status, 422)
  assert.ok(mistake.html.includes(`href="#reason-${line}`))
  await official.submit(open, `${part}/decisions`, { [`outcome-${line}`]: 'refuse', [`reason-${line}`]: '주민등록이 다릅니다' })
  const upheld = await family.get(application)
  for (const said of ['환수 유지', '주민등록이 다릅니다', '일까지 내 주세요']) assert.ok(upheld.text.includes(said), said)
  assert.ok(!upheld.html.includes('/objection'))
  assert.deepEqual((await kindsOf(payment)).at(-1), 'reclaimed')
  const { reclaims: [after] } = await reply(family, receipt)
  assert.deepEqual([after!.payBackBy, after!.objectUntil], [asked!.payBackBy, null])
})
