/** Somebody says how they want to be told, reads exactly what becomes of it, and confirms: it stands in their settings and in the conversation. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { kakao, nugu, send, settings } from '../assistant/speakers.ts'
import { csrfOf, signIn, until } from '../support/birth-journey.ts'
import { TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ channels: { conversations: settings }, origin: 'https://services.example' }) })
after(() => house.close())

const settingsPath = '/my/inbox/settings'

async function resident(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

async function addContact(browser: TextBrowser, channel: string, address: string) {
  const page = await browser.submit(await browser.get(settingsPath), `${settingsPath}/contacts`, { channel, address })
  const sent = await until(() => Promise.resolve(house.outbox.list().find(({ to }) => to === address)), (message) => message !== undefined)
  const code = /\d{6,}/.exec(sent!.subject)?.[0] ?? assert.fail('no code')
  const confirm = [...page.html.matchAll(/\/my\/inbox\/settings\/contacts\/[0-9a-f-]{36}\/confirm/g)].at(-1)![0]
  await browser.submit(page, confirm, { code })
}

const say = async (browser: TextBrowser, message: string): Promise<Visit> => browser.submit(await browser.get('/ask'), '/ask', { message })
const stepOf = ({ html }: Visit) => /\/ask\/setting\/[0-9a-f-]{36}/.exec(html)?.[0] ?? assert.fail('nothing to confirm')
const preferenceOf = (person: string) => house.notices.preference(person, 'en')

test('no more text messages: the page says which address goes and where messages go instead; nothing happens before the button, and once after it', async () => {
  const person = 'KR-DEMO-000041'
  const browser = await resident(person)
  await addContact(browser, 'sms', '010-9876-5432')
  await addContact(browser, 'email', 'someone@people.example')
  const step = stepOf(await say(browser, "Don't send me text messages any more"))
  const page = await browser.get(step)
  assert.match(page.text, /No more messages by: Text message/)
  assert.match(page.text, /010-9876-5432/)
  assert.match(page.text, /Messages then go to: E-mail\s*someone@people\.example/)
  assert.equal((await house.notices.contacts(person)).length, 2)
  const done = await browser.submit(page, step)
  assert.match(done.text, /Done\. It stands like this in your settings:\s*No more messages by: Text message/)
  assert.deepEqual((await house.notices.contacts(person)).map(({ channel }) => channel), ['email'])
  assert.doesNotMatch((await browser.get(settingsPath)).text, /010-9876-5432/)
  const again = await browser.submit(page, step)
  assert.match(again.text, /have changed since you read this/)
  assert.equal((await browser.get('/ask')).text.split('Done. It stands').length, 2)
  // All of it is theirs to take along, and nobody else's.
  const taken = JSON.parse((await browser.get('/ask/conversations.json')).html) as { conversations: { turns: { author: string; text: string; answer: { kind: string } | null }[] }[] }
  assert.deepEqual(taken.conversations.flatMap(({ turns }) => turns.map(({ text, answer }) => answer?.kind ?? text)), ["Don't send me text messages any more", 'setting', 'setting-done'])
  assert.deepEqual(JSON.parse((await new TextBrowser(house.origin).get('/ask/conversations.json')).html), { conversations: [] })
  const [{ acts }] = await house.rooms.ask<{ acts: string }>("select string_agg(actor || ' ' || act || ' ' || detail::text, ';') as acts from kernel.audit where act = 'change notice setting'") as [{ acts: string }]
  assert.match(acts, /^assistant change notice setting .*channel-off/)
  assert.doesNotMatch(acts, /010|people\.example/)
})

test('whoever has not signed in is told so and comes back to the same page; another person does not find it', async () => {
  const browser = new TextBrowser(house.origin)
  const asked = await say(browser, 'send my notices once a day')
  assert.match(asked.text, /Sign in, and read exactly what changes/)
  const step = decodeURIComponent(/\/sign-in\?next=(%2Fask%2Fsetting%2F[^"]+)/.exec(asked.html)![1]!)
  assert.match((await browser.get(step)).path, /^\/sign-in/)
  await signIn(browser, 'KR-DEMO-000042')
  const done = await browser.submit(await browser.get(step), step)
  assert.match(done.text, /How often: Once a day/)
  assert.equal((await preferenceOf('KR-DEMO-000042')).frequency, 'daily')
  const stranger = await resident('KR-DEMO-000043')
  assert.equal((await stranger.get(step)).status, 404)
  assert.equal((await stranger.post(step, { _csrf: csrfOf(await stranger.get('/ask')), version: 'x' })).status, 404)
})

test('what changed on another device meanwhile is read again first', async () => {
  const person = 'KR-DEMO-000044'
  const [phone, desk] = [await resident(person), await resident(person)]
  const step = stepOf(await say(phone, "don't send me anything between 9 pm and 7 am"))
  const page = await phone.get(step)
  await desk.submit(await desk.get(settingsPath), settingsPath, { frequency: 'daily' })
  const refused = await phone.submit(page, step)
  assert.match(refused.text, /have changed since you read this/)
  assert.equal((await preferenceOf(person)).quiet, undefined)
  await phone.submit(refused, step)
  assert.deepEqual(await preferenceOf(person).then(({ quiet, frequency }) => [quiet, frequency]), [{ from: '21:00', until: '07:00' }, 'daily'])
})

test('what the law forbids to switch off comes all the same, and the page names the law', async () => {
  const person = 'KR-DEMO-000045'
  const browser = await resident(person)
  browser.language = 'ko'
  const kept = await say(browser, '결정 알림은 보내지 마세요')
  assert.match(kept.text, /이 알림은 끌 수 없습니다\.\s*결정: 행정절차법 §24/)
  assert.doesNotMatch(kept.html, /\/ask\/setting\//)
  const step = stepOf(await say(browser, '알림 아무것도 보내지 마세요'))
  const page = await browser.get(step)
  assert.match(page.text, /계속 갑니다.*행정절차법 §24/)
  await browser.submit(page, step)
  const { muted } = await preferenceOf(person)
  assert.ok(muted.includes('entitled') && !muted.includes('decided') && !muted.includes('registration-taken'))
})

test('on a channel: whoever is not connected is asked to, whoever is gets the address of the page; a speaker reads no address aloud', async () => {
  const text = async (side: typeof kakao, sender: string, words: string) => (await send(house, side, { sender, text: words })).text
  const asked = await text(kakao, 'setting', '문자 그만 보내 주세요')
  const code = /\d{8}/.exec(asked)?.[0] ?? assert.fail(asked)
  const browser = await resident('KR-DEMO-000046')
  await browser.submit(await browser.get('/ask/channels'), '/ask/channels', { code, pin: '2468' })
  const told = await text(kakao, 'setting', '알림을 하루에 한 번 모아서 보내 주세요')
  const step = /https:\/\/services\.example(\/ask\/setting\/[0-9a-f-]{36})/.exec(told)?.[1] ?? assert.fail(told)
  await browser.submit(await browser.get(step), step)
  assert.equal((await preferenceOf('KR-DEMO-000046')).frequency, 'daily')
  assert.doesNotMatch(await text(nugu, 'setting', '문자 그만 보내 주세요'), /https?:/)
})
