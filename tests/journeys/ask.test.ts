/** Asking in the portal, as people do it: without script, in any language, with a human at the end. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { formsOf, TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

const say = async (browser: TextBrowser, message: string) => {
  const visit = await browser.submit(await browser.get('/ask'), '/ask', { message })
  assert.deepEqual(findMarkupFaults(visit.html), [])
  return visit
}
const permalink = (visit: Visit) => [...visit.html.matchAll(/\/ask\/answers\/[0-9a-f-]{36}/g)].at(-1)![0]

test('an answer with its sources, and a page that shows what it was made from', async () => {
  const browser = new TextBrowser(house.origin)
  const first = await browser.get('/ask')
  assert.match(first.text, /A program answers, not a human/)
  const answer = await say(browser, 'How much is the child allowance?')
  assert.match(answer.text, /₩100,000 a month/)
  assert.match(answer.text, /Child Allowance Act §4/)
  const page = await browser.get(permalink(answer))
  assert.equal(page.status, 200)
  assert.deepEqual(findMarkupFaults(page.html), [])
  assert.match(page.text, /from 2018-09-01: 100,000/)
  const stranger = await new TextBrowser(house.origin).get(permalink(answer))
  assert.match(stranger.text, /₩100,000 a month/)

  // Ninety days after its last word the conversation is gone, and what was asked with it; a year later what was said can still be shown.
  await house.rooms.ask(`update assistant.conversation set last_at = last_at - interval '91 days', created_at = created_at - interval '91 days' where id = (select conversation_id from assistant.turn where id = $1)`, [permalink(answer).split('/').at(-1)])
  await say(new TextBrowser(house.origin), 'hello')
  assert.doesNotMatch((await browser.get('/ask')).text, /child allowance/i)
  const later = await browser.get(permalink(answer))
  assert.match(later.text, /₩100,000 a month/)
  assert.match(later.text, /from 2018-09-01: 100,000/)
  assert.doesNotMatch(later.text, /How much is the child allowance\?/)
  assert.equal((await house.rooms.ask(`select 1 from assistant.turn where text = 'How much is the child allowance?'`)).length, 0)
  await house.rooms.ask(`update assistant.kept_answer set at = at - interval '401 days'`)
  await say(new TextBrowser(house.origin), 'hello')
  assert.equal((await browser.get(permalink(answer))).status, 404)
})

test('the thread is kept, a digression does not lose it, and each language is answered in itself', async () => {
  const browser = new TextBrowser(house.origin)
  await say(browser, '부모급여 얼마예요?')
  assert.match((await say(browser, '언제까지 신청해야 해요?')).text, /60일 안에/)
  await say(browser, '안녕하세요')
  assert.match((await say(browser, '며칠 걸려요?')).text, /부모급여 처리 기간: 근무일 30일/)
  assert.match((await say(browser, 'Trợ cấp trẻ em mỗi tháng bao nhiêu?')).text, /100\.000/)
})

test('one question when two services fit; the choice is a button', async () => {
  const browser = new TextBrowser(house.origin)
  const asked = await say(browser, 'Discount for electricity')
  assert.match(asked.text, /Which of these do you mean\?/)
  assert.doesNotMatch(asked.text, /Where this stands/)
  const chosen = await browser.submit({ ...asked, html: asked.html.replace(/<textarea[^>]*name="message"[^>]*>[^<]*<\/textarea>/, '') }, '/ask', { message: '2' })
  assert.match(chosen.text, /Electricity discount for large families: up to ₩16,000 a month/)
})

test('danger comes first, with the number; what is not known is said, without sources', async () => {
  const browser = new TextBrowser(house.origin)
  await say(browser, '아동수당 얼마예요')
  const urgent = await say(browser, '더는못살겠어요 죽고싶어요')
  assert.match(urgent.html, /href="tel:109"/)
  const after = urgent.text.slice(urgent.text.indexOf('죽고싶어요'))
  assert.doesNotMatch(after, /신청|찾지 못했습니다/)
  const unknown = await say(browser, 'Who will win the election?')
  assert.match(unknown.text, /I have found nothing/)
  assert.doesNotMatch(unknown.text.slice(unknown.text.indexOf('Who will win')), /Where this stands/)
})

test('nothing is started before the person presses the button of the page that says what it does', async () => {
  const browser = new TextBrowser(house.origin)
  const asked = await say(browser, 'I want to report the birth of my child')
  const path = /\/ask\/start\/[0-9a-f-]{36}/.exec(asked.html)![0]
  assert.match((await browser.get(path)).path, /^\/sign-in/)
  await signIn(browser, 'KR-DEMO-000003')
  const drafts = async () => (await house.rooms.ask<{ n: string }>(`select count(*)::text as n from cases.application`))[0]!.n
  const before = await drafts()
  const page = await browser.get(path)
  assert.match(page.text, /Nothing is sent to an agency/)
  assert.equal(await drafts(), before)
  const started = await browser.submit(page, path)
  assert.match(started.path, /^\/apply\/[0-9a-f-]{36}\/known$/)
  await browser.submit(page, path)
  assert.equal(Number(await drafts()), Number(before) + 1)
})

test('a form that is about somebody else is answered by talking too: whom it is about, by place or name, as its page would ask', async () => {
  const widow = new TextBrowser(house.origin)
  await signIn(widow, 'KR-DEMO-700006')
  const known = await widow.submit(await widow.get('/life-events/bereavement'), '/apply', { event: 'bereavement' })
  const talk = `/ask/fill/${known.path.split('/')[2]!}`
  const asked = await widow.submit(await widow.get(talk), talk, { message: 'yes, that is right' })
  assert.match(asked.text, /Whom is it about\?/)
  assert.match((await widow.submit(asked, talk, { message: 'the third cousin' })).text, /did not understand|Whom is it about/)
  const chosen = await widow.submit(asked, talk, { message: '2' })
  assert.match(chosen.text, /Everything is asked/)
  assert.match((await widow.get(`${talk.replace('/ask/fill', '/apply')}/continue`)).path, /\/consent$/)
  assert.equal((await house.rooms.ask(`select 1 from cases.part join cases.application a on a.id = application_id where event = 'bereavement'`)).length, 0)
})

test('what only could be a name is read back, and kept when the person says that it is right', async () => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, 'KR-DEMO-000003')
  const known = await browser.submit(await browser.get('/life-events/birth'), '/apply', { event: 'birth' })
  const talk = `/ask/fill/${known.path.split('/')[2]!}`
  const first = await browser.submit(await browser.get(talk), talk, { message: 'yes' })
  assert.doesNotMatch((await browser.submit(first, talk, { message: 'male' })).text, /Name of the child\s*male/)
  const back = await browser.submit(await browser.get(talk), talk, { message: 'saebom' })
  assert.match(back.text, /You said: saebom\. Is that right\?/)
  assert.doesNotMatch((await browser.get(talk)).text, /saebom/)
  assert.match((await browser.submit(back, talk)).text, /Name of the child\s*saebom/)
})

test('a few questions stand in one form: as fields, or all of them in one message; nothing of the registers is asked, and what is wrong is told at its field', async () => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, 'KR-DEMO-000001')
  const known = await browser.submit(await browser.get('/life-events/birth'), '/apply', { event: 'birth' })
  const talk = `/ask/fill/${known.path.split('/')[2]!}`
  const first = await browser.get(talk)
  const fieldsOf = ({ html }: Visit) => Object.keys(formsOf(html).find(({ action }) => action === talk)!.fields).filter((name) => /^(newborn|household|more)/.test(name))
  assert.deepEqual(fieldsOf(first), ['newborn.1.name', 'newborn.1.birth_date', 'newborn.1.sex'])
  assert.match(first.text, /This is what the registers say of you/)
  const wrong = await browser.submit(first, talk, { 'newborn.1.name': 'Dal Form', 'newborn.1.birth_date': '2027-01-01', 'newborn.1.sex': 'F' })
  assert.match(wrong.html, /href="#newborn\.1\.birth_date"/)
  assert.deepEqual(fieldsOf(wrong), ['newborn.1.birth_date'])
  const home = await browser.submit(wrong, talk, { 'newborn.1.birth_date': 'yesterday' })
  assert.match(home.text, /Date of birth\s*November 23, 2026/)
  assert.deepEqual(fieldsOf(home), ['more', 'household.city_gas', 'household.district_heating'])
  const rest = await browser.submit(home, talk, { message: 'No, yes, no' })
  assert.deepEqual(fieldsOf(rest), ['household.breastfeeding_hindered', 'household.account'])
  // A field and a message at once are both read.
  const done = await browser.submit(rest, talk, { message: 'breastfeeding is fine, pay it to Maru Bank 110-123-456789' })
  assert.match(done.text, /Everything is asked/)
  assert.match(done.text, /Account for payments\s*Maru Bank 110-123-456789/)
  assert.match((await browser.get(`${talk.replace('/ask/fill', '/apply')}/continue`)).path, /\/consent$/)
})

test('one’s own matters are shown to the person who is signed in, and kept nowhere', async () => {
  const browser = new TextBrowser(house.origin)
  assert.match((await say(browser, 'What happened to my application?')).text, /Sign in/)
  await signIn(browser, 'KR-DEMO-000020')
  assert.match((await say(browser, 'What happened to my application?')).text, /You have no application/)
  assert.match((await say(browser, 'Show my messages')).text, /unread message/)
  const kept = await house.rooms.ask<{ answer: { kind: string; statements: unknown[] } }>(`select answer from assistant.turn where answer->>'kind' like 'own-%'`)
  assert.ok(kept.length >= 3 && kept.every(({ answer }) => answer.statements.length === 0))
})

test('a human takes over with everything said so far, answers here, and gives it back', async () => {
  const browser = new TextBrowser(house.origin)
  await say(browser, 'How do I apply for the nappy grant?')
  const handed = await say(browser, 'I want to talk to a person')
  assert.match(handed.text, /Public health centre|health centre/i)
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-health-centre-caseworker')
  const queue = await official.get('/console/conversations')
  assert.match(queue.text, /Nappy grant/)
  // Who answers in Vietnamese finds those who write it first, and the others still.
  const vietnamese = await official.submit(queue, '/console/conversations/skills', { languages: ['vi'] })
  assert.match(vietnamese.text, /Nobody waits in what you answer[\s\S]*For colleagues[\s\S]*Nappy grant[\s\S]*English/)
  assert.deepEqual(findMarkupFaults(vietnamese.html), [])
  const english = await official.submit(vietnamese, '/console/conversations/skills', { languages: ['en', 'ko'], services: ['nappy-grant'] })
  assert.doesNotMatch(english.text, /For colleagues/)
  for (const strange of [{ languages: 'tlh' }, { services: 'child-allowance' }]) assert.equal((await official.post('/console/conversations/skills', { ...strange, _csrf: formToken(english) })).status, 400)
  const path = [...queue.html.matchAll(/\/console\/conversations\/[0-9a-f-]{36}/g)].at(-1)![0]
  const waiting = await official.get(path)
  assert.deepEqual(findMarkupFaults(waiting.html), [])
  assert.match(waiting.text, /How do I apply for the nappy grant\?/)
  const other = new TextBrowser(house.origin)
  await signInOfficial(other, 'demo-health-centre-lead')
  const mine = await official.submit(waiting, `${path}/claim`)
  assert.equal((await other.post(`${path}/claim`, { _csrf: formToken(await other.get(path)) })).status, 409)
  // What the program would say stands in the field, to be changed or sent.
  assert.match(mine.html, /<textarea[^>]*name="answer"[^>]*>[^<]*Nappy grant/)
  const rated = await official.submit(mine, `${path}/ratings`, { helped: 'yes' })
  assert.match(rated.text, /This answer was right/)
  const answered = await official.submit(rated, `${path}/answers`, { answer: 'Bring the birth certificate.' })
  const proposal = await official.get(/\/console\/lessons\/new\?conversation=[^"]+/.exec(answered.html)![0].replaceAll('&amp;', '&'))
  assert.match(proposal.html, /<textarea[^>]*name="answer"[^>]*>Bring the birth certificate\.<\/textarea>/)
  assert.match((await browser.get('/ask')).text, /Bring the birth certificate/)
  const silent = await say(browser, 'How much is the child allowance?')
  assert.doesNotMatch(silent.text, /100,000/)
  await official.submit(await official.get(path), `${path}/return`)
  assert.equal((await official.get(path)).status, 404)
  assert.match((await say(browser, 'How much is the child allowance?')).text, /100,000/)
})

test('an answer that does not help is rated, taught better by one official, published by another, measured before; and taken back', async () => {
  const browser = new TextBrowser(house.origin)
  const asked = async (words: string) => { const page = await say(browser, words); return { page, turn: [...page.html.matchAll(/\/ask\/answers\/([0-9a-f-]{36})\/rating/g)].at(-1)![1]! } }
  const wordings = ['My baby’s bottoms cost a fortune, who pays?', 'baby’s bottoms cost a fortune', 'Who pays for what baby’s bottoms cost?']
  for (const words of wordings) {
    const { page, turn } = await asked(words)
    assert.doesNotMatch(page.text, /Nappy grant pays/)
    const why = await browser.submit(page, `/ask/answers/${turn}/rating`, { helped: 'no' })
    assert.match(why.text, /What was wrong\?/)
    assert.deepEqual(findMarkupFaults(why.html), [])
    assert.match((await browser.submit(why, `/ask/answers/${turn}/rating`, { helped: 'no', reason: 'missing' })).text, /Thank you/)
  }
  // Nobody rates another's answers.
  const stranger = new TextBrowser(house.origin)
  const { turn } = await asked(wordings[0]!)
  assert.equal((await stranger.post(`/ask/answers/${turn}/rating`, { _csrf: formToken(await stranger.get('/ask')), helped: 'yes' })).status, 404)

  const [lead, caseworker] = [new TextBrowser(house.origin), new TextBrowser(house.origin)]
  await signInOfficial(lead, 'demo-health-centre-lead')
  await signInOfficial(caseworker, 'demo-health-centre-caseworker')
  const troubled = await lead.get('/console/questions')
  assert.deepEqual(findMarkupFaults(troubled.html), [])
  const row = troubled.html.split('<tr>').find((candidate) => candidate.includes('bottoms'))!
  assert.match(row.replaceAll(/<[^>]+>/g, '|'), /2 other wordings/)
  const form = await lead.get(/\/console\/lessons\/new\?question=[^"]+/.exec(row)![0].replaceAll('&#39;', '\''))
  const answer = 'Nappies: 100,000 won a month.\nAsk at the health centre of your district.'
  const lesson = await lead.submit(form, '/console/lessons', { language: 'en', service: 'diaper-grant', words: wordings[0]!, answer })
  assert.match(lesson.path, /^\/console\/lessons\/[0-9a-f-]{36}$/)
  // Its own words are not asked: of the two others none led to the service before.
  assert.match(lesson.text, /Other questions of this kind that people asked\s*2\s*0\s*[12]/)
  assert.match(lesson.text, /Another official of your agency decides/)
  assert.equal((await lead.post(`${lesson.path}/decision`, { _csrf: formToken(lesson), outcome: 'published' })).status, 403)
  assert.doesNotMatch((await say(browser, wordings[0]!)).text, /100,000 won a month/)

  const published = await caseworker.submit(await caseworker.get(lesson.path), `${lesson.path}/decision`, { outcome: 'published' })
  assert.match(published.text, /Published/)
  assert.equal((await caseworker.post(`${lesson.path}/decision`, { _csrf: formToken(published), outcome: 'returned' })).status, 409)
  const taught = await until(() => say(browser, 'my babys bottoms cost a fortune who pays'), ({ text }) => text.includes('Nappies: 100,000'))
  assert.match(taught.text, /Nappies: 100,000 won a month/)
  const page = await browser.get(/\/ask\/lessons\/[0-9a-f-]{36}/.exec(taught.html)![0])
  assert.match(page.text, /Answer of .*[Hh]ealth centre/)
  // It is for its question alone.
  const fresh = (words: string) => say(new TextBrowser(house.origin), words)
  assert.doesNotMatch((await fresh('How much is the child allowance?')).text, /Nappies/)

  await lead.submit(await lead.get(lesson.path), `${lesson.path}/withdrawal`)
  assert.doesNotMatch((await fresh(wordings[0]!)).text, /100,000 won a month/)
  assert.equal((await browser.get(page.path)).status, 404)
  const acts = await house.rooms.ask<{ act: string }>(`select act from kernel.audit where object = $1 order by id`, [`lesson:${lesson.path.split('/').at(-1)}`])
  assert.deepEqual(acts.map(({ act }) => act), ['propose lesson', 'publish lesson', 'withdraw lesson'])
})

test('what no page answers is listed for whoever writes them, by how often it was asked', async () => {
  const browser = new TextBrowser(house.origin)
  for (const message of ['Where do I renew my passport?', 'where do i renew my passport?', 'Speed limit on motorways?']) await say(browser, message)
  const administrator = new TextBrowser(house.origin)
  await signInOfficial(administrator, 'demo-municipality-lead')
  const list = await administrator.get('/console/questions')
  assert.deepEqual(findMarkupFaults(list.html), [])
  const rows = list.html.split('<tr>').map((row) => row.replaceAll(/<[^>]+>/g, '|'))
  assert.match(rows.find((row) => row.includes('renew my passport'))!, /\|2\|/)
  assert.match(rows.find((row) => row.includes('Speed limit'))!, /\|1\|/)
  const caseworker = new TextBrowser(house.origin)
  await signInOfficial(caseworker, 'demo-municipality-caseworker')
  assert.equal((await caseworker.get('/console/questions')).status, 403)
})

test('what identifies a person is not kept; a person can delete everything', async () => {
  const browser = new TextBrowser(house.origin)
  await say(browser, '제 주민번호는 900101-1234567, 전화 010-1234-5678, kim@example.kr 인데 아동수당 얼마예요')
  const [kept] = await house.rooms.ask<{ text: string }>(`select text from assistant.turn where text like '%인데 아동수당 얼마예요'`)
  assert.equal(kept!.text, '제 주민번호는 [id], 전화 [phone], [email] 인데 아동수당 얼마예요')
  await browser.submit(await browser.get('/ask'), '/ask/forget')
  assert.equal((await house.rooms.ask(`select 1 from assistant.turn where text like '%인데 아동수당 얼마예요'`)).length, 0)
})

test('an empty question says so; a very long, broken or hidden one is answered or refused, never a failure', async () => {
  const browser = new TextBrowser(house.origin)
  assert.match((await say(browser, ' ')).text, /Write your question/)
  for (const message of ['\u202e아동수당\u202c 얼\u200b마', '<script>alert(1)</script>', '가'.repeat(9_000), '\u0000\ufffe']) {
    const { status } = await browser.submit(await browser.get('/ask'), '/ask', { message })
    assert.ok(status < 500, `${status} for ${JSON.stringify(message.slice(0, 20))}`)
  }
  for (const message of [`How much is the child allowance? ${'x'.repeat(102_400)}`, `How much is the child allowance? ${'가'.repeat(34_000)}`]) {
    const { status, text } = await browser.post('/ask', { _csrf: formToken(await browser.get('/ask')), message })
    assert.equal(status, 200)
    assert.match(text, /child allowance/iu)
  }
  for (const message of ['x'.repeat(200_000), 'x'.repeat(600_000)]) {
    const { status, text } = await browser.post('/ask', { _csrf: formToken(await browser.get('/ask')), message })
    assert.ok(status === 400 || status === 413, `${status} for ${message.length} letters`)
    assert.match(text, status === 413 ? /too large/u : /\w+ \w+/u)
  }
})

test('two devices at once: every question has its answer behind it', async () => {
  const browser = new TextBrowser(house.origin)
  await say(browser, '안녕하세요')
  await Promise.all(['아동수당 얼마예요', '부모급여 얼마예요', '첫만남이용권 얼마예요'].map((message) => say(browser, message)))
  const rows = await house.rooms.ask<{ author: string; number: number }>(`select author, number from assistant.turn where conversation_id = (select conversation_id from assistant.turn where text = '첫만남이용권 얼마예요') order by number`)
  assert.deepEqual(rows.map(({ author }) => author), ['person', 'assistant', 'person', 'assistant', 'person', 'assistant', 'person', 'assistant'])
})

const formToken = (visit: Visit) => String(formsOf(visit.html)[0]!.fields['_csrf'])
