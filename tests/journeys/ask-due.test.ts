/** What one has to do by a day, asked in the conversation: told from one's own entries with the law and the way to do it, in each language, and to nobody else. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

const person = 'KR-DEMO-000003'
let house: TestHouse
before(async () => {
  house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') })
  await house.rooms.ask('delete from notices.due where person = $1', [person])
  for (const [duty, on, amount] of [['driving-licence-renewal', '2026-12-31', null], ['vehicle-tax', '2026-11-28', 142_000]]) {
    await house.rooms.ask('insert into notices.due (person, duty, of_person, thing, due_on, amount, told, pass) values ($1, $2, $3, $4, $5, $6, null, $7)', [person, duty, '', 'car', on, amount, '01990000-0000-7000-8000-000000000001'])
  }
})
after(() => house.close())

const asked: Record<string, [month: string, licence: string, tax: RegExp, law: RegExp]> = {
  en: ['what do I have to do this month', 'when does my driving licence expire', /Pay the vehicle tax[\s\S]*November 28, 2026[\s\S]*142,000/, /Renew the driving licence[\s\S]*December 31, 2026[\s\S]*Road Traffic Act/],
  ko: ['이번 달 할 일 알려 주세요', '운전면허 언제까지 갱신해야 해요?', /자동차세 납부[\s\S]*11월 28일[\s\S]*142,000/, /운전면허 갱신[\s\S]*12월 31일[\s\S]*도로교통법/],
  vi: ['tháng này tôi phải làm gì', 'khi nào hết hạn bằng lái', /Nộp thuế xe[\s\S]*28 tháng 11[\s\S]*142/, /Gia hạn giấy phép lái xe[\s\S]*31 tháng 12[\s\S]*Luật Giao thông đường bộ/],
}

for (const [language, [month, licence, tax, law]] of Object.entries(asked)) {
  test(`of this month what is due in it, and of one thing its day, its law and the way to do it (${language})`, async () => {
    const browser = new TextBrowser(house.origin)
    browser.language = language
    await signIn(browser, person)
    const due = await browser.submit(await browser.get('/ask'), '/ask', { message: month })
    assert.match(due.text, tax)
    assert.doesNotMatch(due.text, law)
    const expires = await browser.submit(due, '/ask', { message: licence })
    assert.match(expires.text, law)
    assert.match(expires.html, /name="event" value="driving-licence"/)
    assert.match(expires.html, /href="\/my\/due"/)
    for (const page of [due, expires]) assert.deepEqual(findMarkupFaults(page.html), [])
    const [row] = await house.rooms.ask<{ kept: boolean }>(`select exists (select from assistant.turn where answer::text like '%2026-12-31%') as kept`)
    assert.equal(row!.kept, false)
  })
}

test('whoever is not signed in is asked to sign in, and who has nothing due reads that: not before anybody has looked', async () => {
  const stranger = new TextBrowser(house.origin)
  stranger.language = 'en'
  assert.match((await stranger.submit(await stranger.get('/ask'), '/ask', { message: asked['en']![0] })).text, /Sign in, and I can tell you/)
  await signIn(stranger, 'KR-DEMO-000004')
  const ask = async (message: string) => (await stranger.submit(await stranger.get('/ask'), '/ask', { message })).text
  assert.match(await ask(asked['en']![0]), /have not been looked at yet/)
  assert.match((await stranger.get('/my/due')).text, /have not been looked at yet.*The first look is tonight/)
  await house.passes.run({ size: 500 })
  await house.rooms.ask('delete from notices.due where person = $1', ['KR-DEMO-000004'])
  assert.match((await stranger.get('/my/due')).text, /Nothing has a last day in the next two years.*Last looked at on November 24, 2026/)
  for (const [said, none] of [['what do I have to do this month', /Nothing is due by November 30, 2026/], ['what do I have to do', /Nothing has a last day in the next two years/], ['when does my driving licence expire', /Renew the driving licence: the registers know of nothing/]] as const) assert.match(await ask(said), none)
})
