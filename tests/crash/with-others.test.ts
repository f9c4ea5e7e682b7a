/**
 * `kill -9` where two people meet: somebody else's part of an application, an official at a counter, a letter with a code. What was
 * answered or begun is there, once, and whoever got no answer finds the way on.
 */
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { makePopulation } from '../../demo/population/make-population.ts'
import { readPeopleFile } from '../../demo/population/people-file.ts'
import { consentAll, homeAnswers, signIn, signInOfficial, startBirth, until } from '../support/birth-journey.ts'
import { formsOf, type TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { codeOf, counter, openCode, print } from '../support/counter-journey.ts'
import { awaitJobs } from './support/find-losses.ts'
import { lookBehind } from './support/look-behind.ts'
import { PatientBrowser } from './support/patient-browser.ts'
import { freePort, startPlatform } from './support/platform.ts'
import { mothers, packFolder } from './support/residents.ts'
import { type StandBy, standBy } from './support/stand-by.ts'
import type { Victim } from './support/victims.ts'

const { people } = makePopulation(readPeopleFile(packFolder))
const data = mkdtempSync(join(tmpdir(), 'maru-meeting-kills-'))
let house: StandBy
let owner: pg.Client
before(async () => {
  chmodSync(data, 0o711)
  const port = await freePort()
  house = standBy(await startPlatform({ data, port }), { data, port })
  owner = await lookBehind(data)
})
after(async () => {
  await owner.end()
  await house.running().stop()
  rmSync(data, { recursive: true, force: true })
})

const [mother, visitor, ...others] = mothers()
const [father, landlady] = ['KR-DEMO-000020', 'KR-DEMO-000021']
const account = '마루은행 110-777-121212'

/** The platform stands still at this point of what somebody does, and is killed there. @returns what they see in the end */
async function dieAt<Seen>(point: string, victim: Extract<Victim, 'platform' | 'platform and postmaster'>, act: () => Promise<Seen>): Promise<Seen> {
  const reached = house.running().pauseAt(point)
  const acting = act()
  await Promise.race([reached, acting.then(() => assert.fail(`nobody came to ${point}`))])
  await house.kill(victim, () => 0)
  assert.deepEqual(house.fallen, [])
  if (victim === 'platform and postmaster') owner = await lookBehind(data)
  return acting
}

async function enter(person: string) {
  const browser = new PatientBrowser(house.running().origin)
  await signIn(browser, person)
  return browser
}

const many = async (text: string, ...values: unknown[]) => Number((await owner.query<{ n: string }>(`select count(*) n from ${text}`, values)).rows[0]!.n)
const codeOn = ({ html, text }: Visit) => /<p class="amount"><code>([^<]+)<\/code>/.exec(html)?.[1] ?? assert.fail(text)
const times = ({ text }: Visit, words: string) => text.split(words).length - 1
/** As far as the page of the home. */
const beginAnswers = async (browser: TextBrowser, known: Visit, child: string) => {
  const questions = await browser.submit(known, known.path)
  return browser.submit(questions, questions.path, { 'newborn.1.name': child, 'newborn.1.birth_date': Temporal.Now.plainDateISO().subtract({ days: 4 }).toString(), 'newborn.1.sex': 'F' })
}
/** From there to the last page. */
const goOn = async (browser: TextBrowser, home: Visit, answers: Record<string, string>) => {
  const owed = await consentAll(browser, await browser.submit(home, home.path, answers))
  return browser.submit(owed, owed.path)
}

test('somebody else’s part: killed after it was asked, after it was opened, before it was given and after', async () => {
  const browser = await enter(mother!)
  const home = await beginAnswers(browser, await startBirth(browser), '달온새')
  const base = home.path.replace(/\/home$/, '')
  const [application, asking] = [base.split('/').at(-1), `${base}/contributions`]

  // The code went down with its page: asked once more there is another, and still one contribution.
  const unasked = await browser.get(asking)
  const sheet = await dieAt('cases.contribution.asked', 'platform', () => browser.submit(unasked, asking, { part: 'account', label: 'Dad' }))
  const heating = await browser.submit(await browser.get(asking), asking, { part: 'heating', label: 'The landlord' })
  assert.equal(await many('cases.contribution where application_id = $1', application), 2)

  // Who has opened it, and never saw it, finds what they are asked for.
  const [parent, landlord] = [await enter(father), await enter(landlady)]
  const link = await parent.get(`/contributions/${codeOn(sheet)}`)
  const unseen = await dieAt('cases.contribution.opened', 'platform and postmaster', () => parent.submit(link, '/my/contributions'))
  assert.match(unseen.text, /This code opens nothing/)
  const own = await parent.get('/my')
  const page = await parent.get(/href="(\/my\/contributions\/[0-9a-f-]{36})"/.exec(own.html)?.[1] ?? assert.fail(own.text))
  const answered = await dieAt('cases.contribution.before-commit', 'platform', () => parent.submit(page, page.path, { 'household.account': account }))
  assert.match(answered.text, /You answered on/)
  const other = await landlord.submit(await landlord.get(`/contributions/${codeOn(heating)}`), '/my/contributions')
  const names = Object.keys(formsOf(other.html).find(({ action }) => action === other.path)!.fields).filter((name) => name.startsWith('household.'))
  const known = await dieAt('cases.contribution.after-commit', 'platform and postmaster', () => landlord.submit(other, other.path, Object.fromEntries(names.map((name) => [name, 'yes']))))
  assert.match(known.text, /You answered on/)

  // The applicant goes on with both, and sends.
  const rest = await browser.get(`${base}/home`)
  const open = Object.keys(formsOf(rest.html).find(({ action }) => action === rest.path)!.fields)
  const check = await goOn(browser, rest, Object.fromEntries(Object.entries(homeAnswers).filter(([name]) => open.includes(name))))
  const sent = await dieAt('cases.submit.after-commit', 'platform', () => browser.submit(check, check.path))
  const receipt = /\/my\/applications\/([^?/]+)/.exec(sent.path)?.[1] ?? assert.fail(sent.text)
  assert.deepEqual(await awaitJobs(owner, 120_000), [])
  const told = await browser.get(`/my/applications/${receipt}`)
  assert.deepEqual([times(told, 'answered: '), times(await browser.get('/my/inbox'), 'answered for your application')], [2, 2])
  for (const one of [parent, landlord]) assert.equal(times(await one.get('/my/inbox'), 'You answered for'), 1)
  const { rows: [row] } = await owner.query<{ draft: unknown }>('select draft from cases.application where id = $1', [application])
  assert.ok(JSON.stringify(row!.draft).includes(account))
  assert.equal(await many(`kernel.event where name = 'cases.contribution-settled' and payload ->> 'caseId' = $1`, application), 2)
})

test('an official at a counter: killed after the draft was opened there, and while it is sent from there', async () => {
  const browser = await enter(visitor!)
  const base = (await startBirth(browser)).path.replace(/\/known$/, '')
  const code = await codeOf(browser, base)
  const clerk = new PatientBrowser(house.running().origin)
  await signInOfficial(clerk, 'demo-municipality-counter')

  // The code is used up by an opening whose page never came: the visit stands on the official's desk, told once.
  const unseen = await dieAt('cases.visit.opened', 'platform and postmaster', () => openCode(clerk, code))
  assert.match(unseen.text, /This code opens nothing/)
  const visit = new RegExp(`href="(${counter}/[0-9a-f-]{36})"`).exec((await clerk.get(counter)).html)?.[1] ?? assert.fail(unseen.text)
  assert.equal(await many('cases.visit'), 1)
  const check = await goOn(clerk, await beginAnswers(clerk, await clerk.get(`${visit}/known`), '달샛별'), homeAnswers)
  assert.match(await print(clerk, check, visit.slice(counter.length + 1)), /^%PDF/)
  const shown = await clerk.get(check.path)
  const sent = await dieAt('cases.submit.after-commit', 'platform', () => clerk.submit(shown, shown.path, { signed: 'yes' }))
  assert.match((await clerk.get(visit)).text, /Sent for .*Print the receipt/, sent.text)
  assert.deepEqual(await awaitJobs(owner, 120_000), [])
  assert.equal(times(await browser.get('/my/inbox'), 'your application was opened'), 1)
  assert.deepEqual([await many(`cases.application where person = $1 and status = 'submitted'`, visitor), await many(`kernel.event where name = 'cases.visit-begun'`), await many(`kernel.audit where act = 'open draft at the counter'`)], [1, 1, 1])
})

test('a letter with a code: killed after it was begun, and after it was printed but before that is kept', async () => {
  for (const [index, point] of (['identity.letter.written', 'identity.letter.posted'] as const).entries()) {
    const person = others[index]!
    const { name, birthDate } = people.find(({ id }) => id === person)!
    const anyone = new PatientBrowser(house.running().origin)
    const page = await anyone.get('/sign-in/letter')
    await dieAt(point, 'platform', async () => {
      await anyone.submit(page, page.path, { person, name, birthDate })
      await until(() => many('identity.letter where person = $1 and sent_at is not null', person), (count) => count === 1, 120_000)
    })
    assert.deepEqual(await awaitJobs(owner, 120_000), [])
    const { rows: [letter] } = await owner.query<{ id: string; status: string }>('select id, status from identity.letter where person = $1', [person])
    assert.equal(letter!.status, 'open')
    assert.deepEqual([await many('identity.letter where person = $1', person), await many(`kernel.event where name = 'identity.letter-opened' and payload ->> 'person' = $1`, person)], [1, 1])
    const inbox = await (await enter(person)).get('/demonstration/messages')
    assert.equal(inbox.html.split(`/demonstration/messages/${letter!.id}/0`).length - 1, 1)
  }
})
