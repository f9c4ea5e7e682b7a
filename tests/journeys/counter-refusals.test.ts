/** What goes wrong at a counter, or comes in between: codes, times, two counters, a phone at the same moment, a role that is lost, one's own name, a mandate that ends. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Clock } from '../../src/kernel/clock/clock.ts'
import { csrfOf, homeAnswers, signIn, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { codeOf, counter, counterJourney, fillAtCounter, openCode, openDocument, print, visitIn } from '../support/counter-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { mandateBetween } from '../security/belongings.ts'

let house: TestHouse
let ahead = 0
const clock: Clock = { now: () => Temporal.Instant.from('2026-11-24T01:00:00Z').add({ minutes: ahead }), today: () => clock.now().toZonedDateTimeISO('Asia/Seoul').toPlainDate() }
before(async () => { house = await openHouse({ clock, limits: { anyone: 100_000, signedIn: 100_000 } }) })
after(() => house.close())

const { nameOf, clerkName, enter, desk, clerkOf, appoint, draft } = counterJourney(() => house)
const later = async (minutes: number, work: () => Promise<void>) => {
  ahead += minutes
  try {
    await work()
  } finally {
    ahead -= minutes
  }
}
const versionOf = async (base: string) => (await house.rooms.ask<{ version: number }>('select version from cases.application where id = $1', [base.split('/').at(-1)]))[0]!.version

test('a code that is wrong, used, too old or replaced opens nothing, and whoever tries others is stopped', async () => {
  const { browser, base } = await draft('KR-DEMO-000001')
  const clerk = await clerkOf('nhis')
  const former = await codeOf(browser, base)
  const code = await codeOf(browser, base)
  assert.deepEqual([(await openCode(clerk, former)).status, (await openCode(clerk, '')).status], [422, 422])
  await later(11, async () => { assert.match((await openCode(clerk, code)).text, /This code opens nothing\. It was used, is too old/) })
  const visit = visitIn(await openCode(clerk, code))
  const again = await openCode(clerk, code)
  assert.equal(again.status, 422)
  // What was open stays open: a wrong code is no other person.
  assert.equal((await clerk.get(`${counter}/${visit}/known`)).status, 200)
  let status = 0
  for (let guess = 0; guess < 20 && status !== 429; guess += 1) ({ status } = await openCode(clerk, `0000-00${String(guess).padStart(2, '0')}`))
  assert.equal(status, 429)
  await later(60, async () => { assert.equal((await openCode(clerk, '0000-0000')).status, 422) })
})

test('the person stops it from the phone: nothing more is written, what was saved is theirs', async () => {
  const { browser, base } = await draft('KR-DEMO-000003')
  const clerk = await clerkOf('municipality')
  const known = await openCode(clerk, await codeOf(browser, base))
  const visit = visitIn(known)
  const questions = await clerk.submit(known, known.path)
  const home = await clerk.submit(questions, questions.path, { 'newborn.1.name': '솔찬', 'newborn.1.birth_date': '2026-11-20', 'newborn.1.sex': 'M' })
  const own = `/my/counter/${visit}`
  const stranger = await enter('KR-DEMO-000020')
  assert.deepEqual([(await stranger.get(own)).status, (await stranger.post(`${own}/stop`, { _csrf: csrfOf(await stranger.get('/my')) })).status], [404, 404])
  const page = await browser.get(own)
  assert.match((await browser.submit(page, `${own}/stop`)).text, /Stopped by the person/)
  const before = await versionOf(base)
  const late = await clerk.submit(home, home.path, homeAnswers)
  assert.deepEqual([late.status, /has stopped it.*You can write nothing more/s.test(late.text)], [410, true])
  assert.equal(await versionOf(base), before)
  assert.equal((await browser.submit(page, `${own}/stop`)).status, 410)
  assert.match((await browser.get(`${base}/continue`)).text, /Some of this was written down for you/)
})

test('it ends by itself, each page that is saved gives more time, and the next person ends it too', async () => {
  const { browser, base } = await draft('KR-DEMO-000004')
  const clerk = await clerkOf('municipality')
  const known = await openCode(clerk, await codeOf(browser, base))
  const visit = visitIn(known)
  await later(19, async () => {
    const questions = await clerk.submit(known, known.path)
    await later(19, async () => { assert.equal((await clerk.get(questions.path)).status, 200) })
    await later(21, async () => {
      const over = await clerk.get(questions.path)
      assert.deepEqual([over.status, /The time for .* is over.*What was saved stands in their draft/s.test(over.text)], [410, true])
    })
  })
  const next = visitIn(await openDocument(clerk, 'KR-DEMO-000005', nameOf('KR-DEMO-000005')))
  assert.match((await clerk.get(`${counter}/${visit}`)).text, /You went on to the next person/)
  assert.equal((await clerk.submit(await clerk.get(`${counter}/${next}`), `${counter}/${next}/finish`)).text.includes('You have finished with'), true)
})

test('two counters: of two who type the code at once one opens it, and a new code at another counter takes it over', async () => {
  const { browser, base } = await draft('KR-DEMO-000007')
  const [one, two] = [await clerkOf('municipality'), await clerkOf('nps')]
  const code = await codeOf(browser, base)
  const both = await Promise.all([openCode(one, code), openCode(two, code)])
  assert.deepEqual(both.map(({ status }) => status).sort((here, there) => here - there), [200, 422])
  const [first, second] = both[0]!.status === 200 ? [one, two] : [two, one]
  const known = both.find(({ status }) => status === 200)!
  const taken = await openCode(second, await codeOf(browser, base))
  assert.equal(taken.status, 200, taken.text)
  const before = await versionOf(base)
  const late = await first.submit(known, known.path)
  assert.deepEqual([late.status, /went on at another counter/.test(late.text)], [410, true])
  assert.equal(await versionOf(base), before)
  // By a document at the first one again: it goes back.
  const person = 'KR-DEMO-000007'
  const begin = await openDocument(first, person, nameOf(person))
  const back = await first.submit(begin, `${begin.path}/begin`, { event: 'birth', language: 'ko' })
  assert.match(back.path, /\/known$/)
  assert.equal((await second.get(taken.path)).status, 410)
  assert.equal((await house.rooms.ask('select 1 from cases.visit where application_id = $1 and ended_at is null', [base.split('/').at(-1)])).length, 1)
})

test('the phone at the same time: what was changed there is not what was printed, and what was sent there is sent', async () => {
  const person = 'KR-DEMO-000011'
  const { browser, base } = await draft(person)
  const clerk = await clerkOf('municipality')
  const check = await fillAtCounter(clerk, await openCode(clerk, await codeOf(browser, base)), '솔라온')
  const visit = visitIn(check)
  await print(clerk, check, visit)
  const home = await browser.get(`${base}/home`)
  await browser.submit(home, home.path, { ...homeAnswers, 'household.account': '마루은행 999-888-777777' })
  const refused = await clerk.submit(check, check.path, { signed: 'yes' })
  assert.deepEqual([refused.status, /Something has changed since you last looked.*999-888-777777/s.test(refused.text)], [409, true])
  const unprinted = await clerk.submit(refused, check.path, { signed: 'yes' })
  assert.match(unprinted.text, /What is kept now is not what was printed.*It has been changed since it was printed/s)
  assert.equal((await house.rooms.ask('select 1 from cases.application where person = $1 and receipt is not null', [person])).length, 0)
  const sent = await browser.submit(await browser.get(`${base}/check`), `${base}/check`)
  assert.match(sent.path, /^\/my\/applications\//)
  const late = await clerk.get(check.path)
  assert.deepEqual([late.status, new RegExp(`${nameOf(person)} has sent it`).test(late.text)], [410, true])
  // A code for what has been sent meanwhile is none any more.
  assert.equal((await browser.get(`${base}/counter`)).path.startsWith('/my/applications/'), true)
})

test('whoever has lost the role opens and writes nothing, from that moment on', async () => {
  const { browser, base } = await draft('KR-DEMO-000012')
  const { browser: clerk, id } = await appoint('municipality', '새가람', ['counter-clerk'])
  const known = await openCode(clerk, await codeOf(browser, base))
  const lead = await desk('demo-municipality-lead')
  const team = await lead.get('/console/team')
  await lead.submit(team, `/console/team/${id}/roles`, { [`roles-${id}`]: ['payment-clerk'] })
  const before = await versionOf(base)
  await until(() => clerk.submit(known, known.path), ({ status }) => status === 403)
  assert.equal((await clerk.get(counter)).status, 403)
  assert.equal(await versionOf(base), before)
  // Whose agency has no counter has the role in vain.
  const { browser: elsewhere } = await appoint('kepco', '새미르', ['counter-clerk'])
  assert.equal((await elsewhere.get(counter)).status, 403)
})

test('nobody takes down their own, nor that of somebody of the same name: a colleague opens it with the same code', async () => {
  const person = 'KR-DEMO-000014'
  const { browser, base } = await draft(person)
  const { browser: namesake } = await appoint('municipality', nameOf(person), ['counter-clerk'])
  const code = await codeOf(browser, base)
  const refused = await openCode(namesake, code)
  assert.deepEqual([refused.status, /Somebody of your own name stands there/.test(refused.text)], [422, true])
  assert.match((await openDocument(namesake, person, ` ${nameOf(person)} `)).text, /Somebody of your own name stands there/)
  assert.equal((await openCode(await clerkOf('nps'), code)).status, 200)
})

test('a register that does not say the name lets nobody in, and counts against no official', async () => {
  const clerk = await clerkOf('nps')
  const { url, token } = house.registers.addresses['resident']!
  const silence = (mode: string) => fetch(`${url}/faults`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ mode, delayMs: 0 }) })
  await silence('down')
  try {
    for (let tries = 0; tries < 12; tries += 1) assert.match((await openDocument(clerk, 'KR-DEMO-000016', nameOf('KR-DEMO-000016'))).text, /The register does not answer now/)
  } finally {
    await silence('none')
  }
  assert.equal((await openDocument(clerk, 'KR-DEMO-000016', nameOf('KR-DEMO-000016'))).status, 200)
})

test('who acts for another does so there as at home: by code and by document, named in the log, and no longer than the mandate', async () => {
  const [actor, subject] = ['KR-DEMO-000021', 'KR-DEMO-000022']
  const mandate = await mandateBetween(house, subject, actor)
  const browser = new TextBrowser(house.origin)
  await signIn(browser, actor)
  await browser.submit(await browser.get(`/my/mandates/${mandate}`), `/my/mandates/${mandate}/act`)
  const started = await browser.submit(await browser.get('/life-events/moving'), '/apply')
  const base = started.path.replace(/\/known$/, '')
  const clerk = await clerkOf('municipality')
  const known = await openCode(clerk, await codeOf(browser, base))
  assert.match(known.html, new RegExp(`For ${nameOf(subject)}, at the counter of .*${nameOf(actor)} stands here for ${nameOf(subject)}`, 's'))
  const represented = await enter(subject)
  assert.match((await represented.get('/my/data')).text, new RegExp(`${clerkName('municipality')}, at the counter, with ${nameOf(actor)} there`))
  assert.match((await until(() => represented.get('/my/inbox'), ({ text }) => text.includes('your application was opened'))).text, /your application was opened/)

  const other = await clerkOf('nps')
  const begin = await openDocument(other, actor, nameOf(actor))
  assert.match(begin.text, new RegExp(`For ${nameOf(subject)} \\(`))
  const taken = await other.submit(begin, `${begin.path}/begin`, { whom: mandate, event: 'moving', language: 'vi' })
  assert.match(taken.html, new RegExp(`For ${nameOf(subject)}, at`))
  await represented.submit(await represented.get(`/my/mandates/${mandate}`), `/my/mandates/${mandate}/end`)
  assert.equal((await other.submit(taken, taken.path)).status, 403)
  assert.equal((await clerk.get(known.path)).status, 410)
})

test('the pages are shown in the official’s language or the person’s, the paper in the person’s', async () => {
  const person = 'KR-DEMO-000015'
  const clerk = await clerkOf('nhis')
  ahead += 60
  try {
    const begin = await openDocument(clerk, person, nameOf(person))
    const known = await clerk.submit(begin, `${begin.path}/begin`, { event: 'turning-65', language: 'vi' })
    assert.match(known.html, /<html lang="en"/)
    const switched = await clerk.submit(known, `${begin.path}/language`, { language: 'vi' })
    assert.deepEqual([switched.path, /<html lang="vi"/.test(switched.html), switched.html.includes(`Cho ${nameOf(person)}`)], [known.path, true, true])
    assert.match((await clerk.get(counter)).html, /<html lang="en"/)
    assert.equal((await clerk.post(`${begin.path}/language`, { _csrf: csrfOf(known), language: 'xx', step: 'known' })).status, 404)
  } finally {
    ahead -= 60
  }
})
