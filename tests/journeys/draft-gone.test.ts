/** An application is deleted while a conversation is about it: in the person's language it is said what happened, that nothing was sent, and it begins anew with a press; the human who answers sees that it is gone. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { csrfOf, signIn, signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

/** On another device. */
async function deleteDraft(person: string, id: string) {
  const other = new TextBrowser(house.origin)
  await signIn(other, person)
  const gone = await other.submit(await other.get(`/apply/${id}/delete`), `/apply/${id}/delete`)
  assert.match(gone.text, /Deleted: .*Nothing was sent/)
}

async function talkOf(language: string, person: string) {
  const family = new TextBrowser(house.origin)
  family.language = language
  await signIn(family, person)
  const known = await family.submit(await family.get('/life-events/birth'), '/apply', { event: 'birth' })
  return { family, id: known.path.split('/')[2]!, talk: `/ask/fill/${known.path.split('/')[2]!}` }
}

const said: Record<string, [person: string, gone: RegExp, anew: RegExp]> = {
  en: ['KR-DEMO-000001', /This application is not here any more[\s\S]*was not sent to any agency/, /Begin anew: A child is born/],
  ko: ['KR-DEMO-000003', /이 신청서는 더 이상 없습니다[\s\S]*보내지 않았습니다/, /새로 시작하기: 아이가 태어났어요/],
  vi: ['KR-DEMO-000002', /Đơn này không còn ở đây nữa[\s\S]*không được gửi/, /Bắt đầu lại: Sinh con/],
}

for (const [language, [person, gone, anew]] of Object.entries(said)) {
  test(`what is answered to a form that was deleted meanwhile leads to a new one (${language})`, async () => {
    const { family, id, talk } = await talkOf(language, person)
    const page = await family.get(talk)
    await deleteDraft(person, id)
    const answered = await family.submit(page, talk, { message: 'Dal Gone' })
    assert.match(answered.text, gone)
    assert.match(answered.text, anew)
    assert.deepEqual(findMarkupFaults(answered.html), [])
    // Which it was a conversation tells too; without one the way goes on to the questions.
    assert.match((await family.get(talk)).text, gone)
    assert.equal((await family.get(talk)).status, 404)
    const begun = await family.submit(answered, '/ask/fill')
    assert.match(begun.path, /^\/ask\/fill\/[0-9a-f-]{36}$/)
    assert.notEqual(begun.path, talk)
  })
}

test('by its address it is begun anew where the conversation tells what it was', async () => {
  const family = new TextBrowser(house.origin)
  family.language = 'en'
  await signIn(family, 'KR-DEMO-000004')
  const asked = await family.submit(await family.get('/ask'), '/ask', { message: 'I moved to a new flat' })
  const start = /\/ask\/start\/[0-9a-f-]{36}/.exec(asked.html)![0]
  const talk = (await family.submit(await family.get(start), `${start}/talk`)).path
  await deleteDraft('KR-DEMO-000004', talk.split('/').at(-1)!)
  assert.match((await family.get(talk)).text, /Begin anew: .*[Mm]ov/)
})

test('a human who is asked from a page whose application is gone is not asked with it; one who has it sees that it is gone', async () => {
  const { family, id, talk } = await talkOf('en', 'KR-DEMO-000005')
  const page = await family.get(talk)
  await family.submit(page, '/ask/human')
  const [handOver] = await house.rooms.ask<{ id: string; agency: string }>('select id, agency from assistant.hand_over where application = $1', [id])
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, `demo-${handOver!.agency}-caseworker`)
  const path = `/console/conversations/${handOver!.id}`
  await official.submit(await official.get(path), `${path}/claim`)
  await deleteDraft('KR-DEMO-000005', id)
  assert.match((await official.get(path)).text, /has deleted the application whose answers were given along/)
  assert.match((await family.post('/ask/human', { _csrf: csrfOf(page), application: id })).text, said['en']![1])
})

test('whose application it is nobody else is told, and what is no life event is not begun', async () => {
  const { talk } = await talkOf('en', 'KR-DEMO-000001')
  const stranger = new TextBrowser(house.origin)
  stranger.language = 'en'
  await signIn(stranger, 'KR-DEMO-000020')
  const seen = await stranger.get(talk)
  assert.deepEqual([seen.status, said['en']![1].test(seen.text), /child is born/.test(seen.text)], [404, true, false])
  const nothing = await stranger.post('/ask/fill', { _csrf: csrfOf(seen), event: 'no-such-event' })
  assert.ok(nothing.status >= 400 && nothing.status < 500)
})
