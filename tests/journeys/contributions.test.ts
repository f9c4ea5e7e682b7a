/** A mother asks the other parent for one part of her application: asked, opened, given, declined, taken back, over; and what either of them never learns. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Clock } from '../../src/kernel/clock/clock.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { allArrived, consentAll, homeAnswers, signIn, signInOfficial, startBirth, until } from '../support/birth-journey.ts'

let house: TestHouse
let ahead = 0
const clock: Clock = { now: () => Temporal.Instant.from('2026-11-24T01:00:00Z').add({ hours: ahead }), today: () => clock.now().toZonedDateTimeISO('Asia/Seoul').toPlainDate() }
before(async () => { house = await openHouse({ clock, limits: { anyone: 100_000, signedIn: 100_000 } }) })
after(() => house.close())

const [mother, father, stranger] = ['KR-DEMO-000003', 'KR-DEMO-000020', 'KR-DEMO-000021']
const account = '마루은행 110-777-121212'
const { 'household.account': _, ...ownAnswers } = homeAnswers
const nameOf = (person: string) => house.identity.demonstration!.nameOf(person)!
const enter = async (person: string) => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

/** A draft at the page of the home. */
async function draft(person: string, child: string) {
  const browser = await enter(person)
  const known = await startBirth(browser)
  const questions = await browser.submit(known, known.path)
  const home = await browser.submit(questions, questions.path, { 'newborn.1.name': child, 'newborn.1.birth_date': '2026-11-20', 'newborn.1.sex': 'F' })
  assert.match(home.path, /\/home$/, home.text)
  const base = home.path.replace(/\/home$/, '')
  return { browser, base, home, asking: `${base}/contributions` }
}
const ask = async (browser: TextBrowser, asking: string, part = 'account', label = 'Dad') => {
  const sheet = await browser.submit(await browser.get(asking), asking, { part, label })
  assert.equal(sheet.status, 200, sheet.text)
  return /<p class="amount"><code>([^<]+)<\/code>/.exec(sheet.html)?.[1] ?? assert.fail(sheet.text)
}
const open = async (browser: TextBrowser, code: string): Promise<Visit> => browser.submit(await browser.get(`/contributions/${code}`), '/my/contributions')
const end = (visit: Visit) => /action="(\/apply\/[^"]+\/end)"/.exec(visit.html)?.[1] ?? assert.fail(visit.text)

test('asked, opened by a link, given, marked as theirs, and sent: who said what is read by the officials, and on the timeline', async () => {
  const { browser, base, home, asking } = await draft(mother, '달온새')
  assert.match(home.text, /Ask somebody else to answer a part/)
  const code = await ask(browser, asking)
  assert.equal((await house.rooms.ask(`select 1 from cases.contribution where encode(code_hash, 'escape') like $1 or label = $1`, [code])).length, 0)

  const page = await browser.get(`${base}/home`)
  assert.doesNotMatch(page.html, /name="household.account"/)
  assert.match(page.text, /Dad has been asked/)
  const consent = await browser.submit(page, page.path, ownAnswers)
  const owed = await consentAll(browser, consent)
  const check = await browser.submit(owed, owed.path)
  assert.match(check.text, /You wait for an answer of Dad/)
  assert.doesNotMatch(check.html, /Send the application/)
  const forced = await browser.post(check.path, { _csrf: /name="_csrf" value="([^"]+)"/.exec(check.html)![1]! })
  assert.equal(forced.status, 409)
  assert.match(forced.text, /still awaited/)

  // Signed out, the link leads to the sign-in and back; signed in, it says nothing before it is opened.
  const signedOut = await new TextBrowser(house.origin).get(`/contributions/${code}`)
  assert.match(signedOut.path, /^\/sign-in\?next=%2Fcontributions%2F/)
  const other = await enter(father)
  assert.doesNotMatch((await other.get(`/contributions/${code}`)).text, new RegExp(nameOf(mother)))
  const asked = await open(other, code)
  assert.match(asked.path, /^\/my\/contributions\/[0-9a-f-]{36}$/)
  assert.match(asked.text, new RegExp(nameOf(mother)))
  assert.match(asked.text, /Account for payments/)
  for (const hidden of [mother, '달온새', 'city gas', base.split('/').at(-1)!, 'First-meeting']) assert.ok(!asked.html.includes(hidden), hidden)
  assert.equal((await other.get(`${base}/home`)).status, 404)
  assert.equal((await other.get(asking)).status, 404)
  assert.match((await browser.get(asking)).text, new RegExp(`${nameOf(father)} has opened it`))
  assert.match((await other.get('/my')).text, new RegExp(`${nameOf(mother)} asks: The account`))

  const wrong = await other.submit(asked, asked.path, { 'household.account': '12' })
  assert.equal(wrong.status, 422)
  const given = await other.submit(wrong, asked.path, { 'household.account': account })
  assert.match(given.text, /You answered on/)
  assert.match(given.text, new RegExp(account))
  // Pressed again it is the same; from another device with another answer, what stands is shown.
  const token = /name="_csrf" value="([^"]+)"/.exec(asked.html)![1]!
  assert.match((await other.post(asked.path, { _csrf: token, 'household.account': '마루은행 999-888-777777' })).text, /This has been answered before.*110-777-121212/s)

  const told = await until(() => browser.get('/my/inbox'), ({ text }) => text.includes('answered for your application'))
  assert.equal(told.text.split('answered for your application').length, 2)
  await until(() => other.get('/my/inbox'), ({ text }) => text.includes(`You answered for ${nameOf(mother)}`))
  const theirs = await browser.get(`${base}/home`)
  assert.match(theirs.text, new RegExp(`${account} \\(said by ${nameOf(father)}\\)`))
  // What an agency would see is more than was agreed to.
  assert.match((await browser.get(`${base}/check`)).path, /\/consent$/)
  // A page that was open before changes nothing of it.
  await browser.post(`${base}/home`, { _csrf: /name="_csrf" value="([^"]+)"/.exec(theirs.html)![1]!, ...homeAnswers, count: '1' })
  const again = await consentAll(browser, await browser.get(`${base}/consent`))
  assert.ok(again.path.endsWith('/owed'), again.text)
  const last = await browser.submit(again, again.path)
  assert.match(last.text, new RegExp(`said by ${nameOf(father)}`))
  const sent = await browser.submit(last, last.path)
  const receipt = sent.path.split('/')[3]!.split('?')[0]!
  assert.match(sent.text, /You asked Dad to answer: The account/)
  assert.match(sent.text, new RegExp(`${nameOf(father)} answered: The account`))
  assert.match((await other.get(asked.path)).text, /The application has been sent/)
  assert.match((await browser.get(asking)).path, /^\/my\/applications\//)

  await allArrived(house, receipt)
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-ssis-caseworker')
  const row = (await official.get('/console')).html.split('<tr>').find((line) => line.includes(receipt))!
  const part = /href="(\/console\/parts\/[^"]+)"/.exec(row)![1]!
  const desk = (await official.get(part)).text
  assert.match(desk, new RegExp(`${account} \\(said by ${nameOf(father)}\\)`))
  assert.match(desk, /The person sent the application/)
  assert.doesNotMatch(desk, /You sent/)
  const reply = JSON.parse((await official.get(`/api${part.slice('/console'.length)}`)).html) as { saidBy: Record<string, string> }
  assert.deepEqual(reply.saidBy, { 'household.account': nameOf(father) })

  await browser.submit(await browser.get(sent.path), `/my/applications/${receipt}/withdraw`)
  assert.match((await other.get(asked.path)).text, /The application has been withdrawn/)
})

test('declined with a sentence: the question is the applicant’s again', async () => {
  const { browser, base, asking } = await draft('KR-DEMO-000001', '솔봄')
  const other = await enter(father)
  const asked = await open(other, await ask(browser, asking))
  const declined = await other.submit(asked, `${asked.path}/decline`, { sentence: 'Not mine to say.' })
  assert.match(declined.text, /You declined/)
  assert.match((await browser.get(asking)).text, new RegExp(`${nameOf(father)} declined on .*wrote: Not mine to say\\.`, 's'))
  assert.match((await browser.get(`${base}/home`)).html, /name="household.account"/)
  await until(() => browser.get('/my/inbox'), ({ text }) => text.includes('declined to answer for your application'))
  // Asked again, and answered; taken back, it is forgotten in both places, and both are told.
  const second = await open(other, await ask(browser, asking))
  await other.submit(second, second.path, { 'household.account': account })
  const states = await browser.get(asking)
  assert.match(states.text, new RegExp(account))
  await browser.submit(states, end(states))
  assert.doesNotMatch((await browser.get(asking)).text, new RegExp(account))
  const over = await other.get(second.path)
  assert.match(over.text, /What you had answered is deleted/)
  assert.doesNotMatch(over.text, new RegExp(account))
  assert.equal((await house.rooms.ask('select 1 from cases.contribution where answers::text like $1', [`%${account}%`])).length, 1, 'that of the first test alone')
  await until(() => other.get('/my/inbox'), ({ text }) => text.includes('asks you no more'))
  assert.match((await other.submit(over.status === 200 ? second : over, second.path, { 'household.account': account })).text, /asked of you no more/)
})

test('a code opens once, for its time, and never one’s own application; guesses are counted', async () => {
  const { browser, asking } = await draft('KR-DEMO-000002', '솔별')
  const code = await ask(browser, asking, 'heating', 'The landlord')
  assert.match((await browser.submit(await browser.get('/my/contributions'), '/my/contributions', { code })).text, /for your own application/)
  const [one, two] = [await enter(father), await enter(stranger)]
  const opened = await one.submit(await one.get('/my/contributions'), '/my/contributions', { code: code.toLowerCase().replaceAll('-', ' ') })
  assert.match(opened.text, /city gas/)
  assert.match((await open(two, code)).text, /This code opens nothing/)
  assert.equal((await two.get(opened.path)).status, 404)
  assert.equal((await two.post(opened.path, { _csrf: /name="_csrf" value="([^"]+)"/.exec((await two.get('/my/contributions')).html)![1]!, 'household.city_gas': 'yes', 'household.district_heating': 'no' })).status, 404)

  ahead = 24 * 7
  try {
    assert.match((await one.get(opened.path)).text, /The time to answer ended/)
    assert.match((await one.submit(opened, opened.path, { 'household.city_gas': 'yes', 'household.district_heating': 'no' })).text, /The time to answer ended/)
    assert.match((await browser.get(asking)).text, /time for .* to answer ended/)
    // Also whoever does not look is told, and the question is theirs again.
    await house.rooms.ask(`update graphile_worker._private_jobs set run_at = now() where key like 'cases.expire-contribution/%'`)
    await until(() => browser.get('/my/inbox'), ({ text }) => /The time for .* to answer is over/.test(text))
    assert.deepEqual(await house.rooms.ask(`select count(*)::int as expired from cases.contribution where status = 'expired'`), [{ expired: 1 }])
    assert.match((await browser.get(asking.replace('contributions', 'home'))).html, /name="household.city_gas"/)
  } finally {
    ahead = 0
  }
  let status = 0
  for (let guess = 0; guess < 40 && status !== 429; guess += 1) ({ status } = await two.submit(await two.get('/my/contributions'), '/my/contributions', { code: `0000-0000-${String(guess).padStart(4, '0')}` }))
  assert.equal(status, 429)
})

test('of two devices with other answers one wins, and the draft holds what the winner said', async () => {
  const { browser, base, asking } = await draft('KR-DEMO-000004', '솔달')
  const other = await enter(father)
  const asked = await open(other, await ask(browser, asking))
  const answers = ['마루은행 111-111-111111', '마루은행 222-222-222222']
  const shown = await Promise.all(answers.map((one) => other.submit(asked, asked.path, { 'household.account': one })))
  const [stands] = await house.rooms.ask<{ answers: Record<string, string>; draft: { answers: Record<string, string> } }>(`select answers, draft from cases.contribution join cases.application on application.id = application_id where contribution.id = $1`, [asked.path.split('/').at(-1)])
  const kept = stands!.answers['household.account']!
  assert.ok(answers.includes(kept))
  assert.equal(stands!.draft.answers['household.account'], kept)
  for (const visit of shown) assert.match(visit.text, new RegExp(kept))
  assert.equal(shown.filter(({ text }) => text.includes('answered before')).length, 1)
  assert.match((await browser.get(`${base}/home`)).text, new RegExp(kept))
})

interface Said {
  code: string
  contribution: string
  questions: string[]
  contributions: { answers: unknown; status: string }[]
  parts: { part: string; asked: { status: string; name: string }[] }[]
}

test('the same for programs: asked, opened, answered wrongly and rightly, taken back', async () => {
  const { browser, base } = await draft('KR-DEMO-000005', '솔빛')
  const other = await enter(father)
  const call = async (by: TextBrowser, path: string, body?: object) => {
    const response = await fetch(`${house.origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { accept: 'application/json', origin: house.origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }), cookie: [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    return { status: response.status, said: await response.json() as Said }
  }
  const of = `/api/drafts/${base.split('/').at(-1)!}/contributions`
  const { said: { code, contribution } } = await call(browser, of, { part: 'heating', label: 'The landlord' })
  assert.equal((await call(other, of)).status, 404)
  const opened = await call(other, '/api/contributions', { code })
  assert.deepEqual(opened.said.questions, ['household.city_gas', 'household.district_heating'])
  const answers = `/api/contributions/${contribution}/answers`
  assert.equal((await call(other, answers, { answers: { 'household.city_gas': 'maybe', 'household.district_heating': 'no' } })).status, 400)
  assert.equal((await call(browser, answers, { answers: {} })).status, 404)
  const given = { 'household.city_gas': 'yes', 'household.district_heating': 'no' }
  assert.equal((await call(other, answers, { answers: given })).status, 200)
  assert.equal((await call(other, answers, { answers: { ...given, 'household.city_gas': 'no' } })).status, 409)
  assert.deepEqual((await call(other, '/api/contributions')).said.contributions[0]!.answers, given)
  const row = (await call(browser, of)).said.parts.find(({ part }) => part === 'heating')?.asked[0]
  assert.deepEqual([row!.status, row!.name], ['given', nameOf(father)])
  assert.equal((await call(browser, `${of}/${contribution}/end`, {})).status, 200)
  assert.equal((await call(other, '/api/contributions')).said.contributions[0]!.status, 'taken-back')
})
