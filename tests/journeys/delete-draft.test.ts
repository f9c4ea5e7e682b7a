/** A draft is its person's to delete: what goes and what stays stands there before, nothing of it is left, whoever had to do with it is told, and it begins anew. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { consentAll, csrfOf, fillBirth, signIn, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { codeOf, counterJourney, openCode, visitIn } from '../support/counter-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())
const { enter, clerkOf, draft } = counterJourney(() => house)

const child = { name: '달지움', birthDate: '2026-11-20', sex: 'F' }
const remains = async (id: string) => (await house.rooms.ask<{ status: string; row: string; standing: number }>(
  `select status, application::text || coalesce((select string_agg(contribution::text, '') from cases.contribution where application_id = application.id), '') as row,
    (select count(*)::int from exchange.consent where case_id = application.id and agreed and withdrawn_at is null) as standing from cases.application where id = $1`, [id]))[0]!

test('begun in a conversation before signing in: what goes is said, nothing of it is left, the conversation says so and leads on', async () => {
  const browser = new TextBrowser(house.origin)
  browser.language = 'en'
  const asked = await browser.submit(await browser.get('/ask'), '/ask', { message: 'I want to report the birth of my child' })
  const start = /\/ask\/start\/[0-9a-f-]{36}/.exec(asked.html)![0]
  await signIn(browser, 'KR-DEMO-000003')
  const talk = (await browser.submit(await browser.get(start), `${start}/talk`)).path
  const id = talk.split('/').at(-1)!
  const consent = await fillBirth(browser, child)
  await consentAll(browser, consent)
  assert.equal((await remains(id)).standing > 0, true)
  assert.match((await remains(id)).row, /달지움/)

  for (const page of [await browser.get(`/apply/${id}/home`), await browser.get(talk), await browser.get('/my/applications'), await browser.get('/my')]) assert.match(page.html, new RegExp(`href="/apply/${id}/delete"`), page.path)
  const before = await browser.get(`/apply/${id}/delete`)
  assert.deepEqual(findMarkupFaults(before.html), [])
  assert.match(before.text, /not been sent to any agency[\s\S]*What you wrote: 5 answers[\s\S]*What registers said[\s\S]*Your consents[\s\S]*What stays[\s\S]*who looked[\s\S]*conversation/)
  const gone = await browser.submit(before, before.path)
  assert.match(gone.text, /Deleted: .*Nothing was sent/)
  assert.doesNotMatch(gone.html, new RegExp(id))

  const { status, row } = await remains(id)
  assert.equal(status, 'deleted')
  for (const held of ['달지움', '2026-11-20', '110-123-456789', '마루은행']) assert.ok(!row.includes(held), held)
  await until(() => remains(id), ({ standing }) => standing === 0)
  const conversation = await until(() => browser.get('/ask'), ({ text }) => /You have deleted the application that was begun here/.test(text))
  assert.deepEqual(findMarkupFaults(conversation.html), [])
  const again = /\/ask\/start\/[0-9a-f-]{36}/g
  const anew = await browser.submit(await browser.get(conversation.html.match(again)!.at(-1)!), `${conversation.html.match(again)!.at(-1)!}/talk`)
  assert.match(anew.path, /^\/ask\/fill\/[0-9a-f-]{36}$/)
  assert.notEqual(anew.path, talk)
  assert.doesNotMatch(anew.text, /달지움/)
})

test('whoever was asked to fill in a part reads that it was taken back and gives nothing more; a counter where it was open closes', async () => {
  const person = 'KR-DEMO-000004'
  const { browser, base } = await draft(person)
  const id = base.split('/').at(-1)!
  const sheet = await browser.submit(await browser.get(`${base}/contributions`), `${base}/contributions`, { part: 'account', label: 'Dad' })
  const code = /<p class="amount"><code>([^<]+)<\/code>/.exec(sheet.html)![1]!
  const other = await enter('KR-DEMO-000021')
  const asked = await other.submit(await other.get(`/contributions/${code}`), '/my/contributions')
  await other.submit(asked, asked.path, { 'household.account': '마루은행 110-777-121212' })
  const clerk = await clerkOf('municipality')
  const visit = visitIn(await openCode(clerk, await codeOf(browser, base)))

  const page = await browser.get(`${base}/delete`)
  assert.match(page.text, /Nobody has to fill anything in any more: .+They are told[\s\S]*open at .+ just now/)
  await browser.submit(page, page.path)
  assert.doesNotMatch((await remains(id)).row, /110-777/)
  const late = await clerk.get(`/console/counter/${visit}/known`)
  assert.deepEqual([late.status, /stopped/.test(late.text)], [410, true])
  const told = await browser.get(`/my/counter/${visit}`)
  assert.equal(told.status, 200)
  assert.doesNotMatch(told.html, new RegExp(`/apply/${id}`))
  const seen = await other.get(asked.path)
  assert.equal(seen.status, 200)
  assert.doesNotMatch(seen.html, /110-777|name="household.account"/)
  await until(() => other.get('/my/inbox'), ({ text }) => /asks you no more/.test(text))
})

test('what has been sent stays, what is another’s is not there, and twice is once', async () => {
  const [mine, stranger] = [await draft('KR-DEMO-000005'), await enter('KR-DEMO-000020')]
  for (const answer of [await stranger.get(`${mine.base}/delete`), await stranger.post(`${mine.base}/delete`, { _csrf: csrfOf(await stranger.get('/')) })]) assert.equal(answer.status, 404)
  assert.equal((await remains(mine.base.split('/').at(-1)!)).status, 'draft')
  const page = await mine.browser.get(`${mine.base}/delete`)
  await mine.browser.submit(page, page.path)
  assert.equal((await mine.browser.submit(page, page.path)).status, 404)
  assert.equal((await mine.browser.get(`${mine.base}/known`)).status, 404)

  const consent = await fillBirth(mine.browser, child)
  const owed = await consentAll(mine.browser, consent)
  const check = await mine.browser.submit(owed, owed.path)
  const path = check.path.replace(/check$/, 'delete')
  const open = await mine.browser.get(path)
  const sent = await mine.browser.submit(check, check.path)
  assert.match(sent.path, /^\/my\/applications\//)
  assert.equal((await mine.browser.submit(open, path)).status, 409)
  assert.equal((await mine.browser.get(path)).path, sent.path.split('?')[0])
})

test('deleted and sent, or deleted and begun, at the same moment: it is one or the other, and never half of both', async () => {
  const browser = await enter('KR-DEMO-000022')
  for (let turn = 0; turn < 4; turn += 1) {
    const consent = await fillBirth(browser, { ...child, name: `달경주${'가나다라'[turn]}` })
    const owed = await consentAll(browser, consent)
    const check = await browser.submit(owed, owed.path)
    const path = check.path.replace(/check$/, 'delete')
    const page = await browser.get(path)
    const [sent, gone] = await Promise.all([browser.submit(check, check.path), browser.submit(page, path)])
    const { status } = await remains(path.split('/')[2]!)
    assert.equal(status, sent.status < 400 && sent.path.startsWith('/my/applications/') ? 'submitted' : 'deleted')
    assert.equal(gone.status < 400, status === 'deleted', `${gone.status} ${status}`)
  }
  for (let turn = 0; turn < 6; turn += 1) {
    const begun = await browser.submit(await browser.get('/life-events/moving'), '/apply')
    const page = await browser.get(begun.path.replace(/known$/, 'delete'))
    const [again] = await Promise.all([browser.submit(await browser.get('/life-events/moving'), '/apply'), browser.submit(page, page.path)])
    assert.ok(again.status < 500, again.text)
  }
})
