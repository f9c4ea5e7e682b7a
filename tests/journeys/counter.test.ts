/** An official at a counter takes an application down for somebody who stands there: opened by a code or by a document, told at once, confirmed on a phone or by hand on paper, and decided by somebody else. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { allArrived, csrfOf, homeAnswers, until } from '../support/birth-journey.ts'
import { formsOf } from '../support/browser-of-text.ts'
import { codeOf, counter, counterJourney, fillAtCounter as fill, openCode, openDocument, print, visitIn } from '../support/counter-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
const clock = fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul')
before(async () => { house = await openHouse({ clock }) })
after(() => house.close())

const { nameOf, clerkName, enter, desk, clerkOf, appoint, draft } = counterJourney(() => house)

test('by a code, confirmed on the phone: told at once, every look named, everything shown before it is sent, decided by somebody else', async () => {
  const person = 'KR-DEMO-000003'
  const { browser, known, base } = await draft(person)
  const code = await codeOf(browser, base)
  assert.equal((await house.rooms.ask(`select 1 from cases.visit_code where encode(code_hash, 'escape') like $1`, [`%${code}%`])).length, 0)

  const clerk = await clerkOf('municipality')
  const opened = await openCode(clerk, code.toLowerCase().replace('-', ' '))
  const visit = visitIn(opened)
  assert.match(opened.html, new RegExp(`For ${nameOf(person)}, at the counter of `))
  assert.match((await openCode(await clerkOf('nps'), code)).text, /This code opens nothing/)

  // The person is told before anything is written, and sees who looked at what.
  const inbox = await until(() => browser.get('/my/inbox'), ({ text }) => text.includes('your application was opened'))
  const notice = /href="(\/my\/inbox\/[^"]+)"/.exec(inbox.html.slice(inbox.html.indexOf('your application was opened') - 400))![1]!
  assert.match((await browser.get(notice)).html, new RegExp(`/my/counter/${visit}`))
  const told = await browser.get(`/my/counter/${visit}`)
  assert.match(told.text, new RegExp(`${clerkName('municipality')}.*By a code that your draft had shown.*Is being written down.*Stop it`, 's'))
  const data = await browser.get('/my/data')
  assert.match(data.text, new RegExp(`${clerkName('municipality')}, at the counter, with you there`))
  assert.match(data.text, /Reading your own data at a counter/)
  const looks = await house.rooms.ask<{ recipient: string; recipient_role: string; purpose: string }>(`select distinct recipient, recipient_role, purpose from exchange.access_log where person = $1 and recipient_role <> 'self'`, [person])
  assert.deepEqual(looks, [{ recipient: 'municipality', recipient_role: `counter/${visit}`, purpose: 'own-at-counter' }])

  const check = await fill(clerk, opened, '달온새')
  assert.doesNotMatch(check.html, new RegExp(`action="${base}`))
  const handed = await clerk.submit(check, `${counter}/${visit}/hand-over`)
  assert.match(handed.text, new RegExp(`Handed over to ${nameOf(person)}`))
  // Nothing of it is left there.
  for (const step of ['known', 'home', 'check']) {
    const late = await clerk.get(`${counter}/${visit}/${step}`)
    assert.deepEqual([late.status, late.html.includes('달온새'), late.html.includes(homeAnswers['household.account'])], [410, false, false])
  }
  assert.equal((await clerk.submit(check, check.path, { signed: 'yes' })).status, 410)

  const own = await browser.get(`${base}/continue`)
  assert.match(own.path, /\/check$/)
  assert.match(own.text, new RegExp(`Some of this was written down for you.*${clerkName('municipality')}.*달온새.*what the state knows`, 's'))
  assert.match((await browser.get(known.path)).text, /Some of this was written down for you/)
  const sent = await browser.submit(own, own.path)
  const receipt = /^\/my\/applications\/([^?]+)\?sent=yes$/.exec(sent.path)?.[1] ?? assert.fail(sent.text)
  assert.match(sent.text, new RegExp(`It was filled in at a counter. ${clerkName('municipality')} \\(.+\\) wrote it down at the counter`))
  const reply = await fetch(`${house.origin}/api/applications/${receipt}`, { headers: { accept: 'application/json', cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
  assert.deepEqual(((await reply.json()) as { takenDownBy: object[] }).takenDownBy, [{ official: clerkName('municipality'), agency: 'municipality', at: clock.now().toString().replace('Z', '.000Z'), signed: false }])
  const acts = await house.rooms.ask<{ actor: string; act: string; detail: { person: string; basis: string } }>(`select actor, act, detail from kernel.audit where act like '%counter%' or act like '%visit%' order by id`)
  assert.deepEqual(acts.map(({ actor, act }) => `${actor} ${act}`), ['official:demo-municipality-counter open draft at the counter', 'official:demo-municipality-counter end visit'])
  assert.equal(acts[0]!.detail.person, person)
})

test('by a document, signed on paper: the register has the name, what is signed is what was printed, and the receipt is for whoever has no address', async () => {
  const person = 'KR-DEMO-000004'
  const clerk = await clerkOf('municipality')
  const wrong = await openDocument(clerk, person, nameOf('KR-DEMO-000005'))
  assert.deepEqual([wrong.status, /The register has another name for this number/.test(wrong.text)], [422, true])
  assert.equal((await house.rooms.ask(`select 1 from cases.application where person = $1`, [person])).length, 0)

  const begin = await openDocument(clerk, person, nameOf(person))
  const visit = visitIn(begin)
  assert.match(begin.text, new RegExp(`${nameOf(person)}: what is it about`))
  const missing = await clerk.submit(begin, `${counter}/${visit}/begin`, { event: '', language: 'vi' })
  assert.equal(missing.status, 422)
  const known = await clerk.submit(missing, `${counter}/${visit}/begin`, { event: 'birth', language: 'en' })
  const check = await fill(clerk, known, '달샛별')

  const unsigned = await clerk.submit(check, check.path)
  assert.match(unsigned.text, /Say that the paper was signed before you/)
  const unprinted = await clerk.submit(check, check.path, { signed: 'yes' })
  assert.deepEqual([unprinted.status, /What is kept now is not what was printed/.test(unprinted.text)], [422, true])
  const paper = await print(clerk, check, visit)
  assert.match(paper, /^%PDF-1\.7/)

  const sent = await clerk.submit(await clerk.get(check.path), check.path, { signed: 'yes' })
  assert.equal(sent.path, `${counter}/${visit}`)
  const [{ receipt, status } = assert.fail()] = await house.rooms.ask<{ receipt: string; status: string }>('select receipt, status from cases.application where person = $1', [person])
  assert.equal(status, 'submitted')
  assert.match(sent.text, new RegExp(`Sent for ${nameOf(person)}.*${receipt}.*Print the receipt`, 's'))
  assert.match((await clerk.get(`${counter}/${visit}/receipt`)).html, /^%PDF-1\.7/)

  const browser = await enter(person)
  const own = await browser.get(`/my/applications/${receipt}`)
  assert.match(own.text, new RegExp(`${clerkName('municipality')} \\(.+\\) wrote it down at the counter`))
  const record = JSON.parse(Buffer.from((await browser.get(`/my/applications/${receipt}/record`)).html.split('.')[1]!, 'base64url').toString()) as { takenDownBy?: object }
  assert.deepEqual(record.takenDownBy, [{ official: clerkName('municipality'), agency: 'municipality' }])
  assert.match((await browser.get(`/my/counter/${visit}`)).text, /By a document that was seen: Resident registration card.*Withdraw the application on its page/s)
  assert.match((await browser.get('/my/data')).text, new RegExp(`${clerkName('municipality')}, .*wrote your answer down at the counter`))

  await allArrived(house, receipt)
  const official = await desk('demo-ssis-caseworker')
  const row = (await official.get('/console')).html.split('<tr>').find((line) => line.includes(receipt))!
  const part = /href="(\/console\/parts\/[^"]+)"/.exec(row)![1]!
  assert.match((await official.get(part)).text, new RegExp(`Taken down at a counter.*${clerkName('municipality')}.*The person signed it on paper`, 's'))
  const said = JSON.parse((await official.get(`/api${part.slice('/console'.length)}`)).html) as { takenDownBy: { official: string; signed: boolean }[] }
  assert.deepEqual(said.takenDownBy.map((one) => [one.official, one.signed]), [[clerkName('municipality'), true]])
})

test('whoever has taken it down does not decide it, however they try; a colleague does', async () => {
  const person = 'KR-DEMO-000005'
  const { browser: both } = await appoint('municipality', '새다온', ['counter-clerk', 'caseworker'])
  const begin = await openDocument(both, person, nameOf(person))
  const visit = visitIn(begin)
  const check = await fill(both, await both.submit(begin, `${counter}/${visit}/begin`, { event: 'birth', language: 'ko' }), '솔새')
  await print(both, check, visit)
  await both.submit(await both.get(check.path), check.path, { signed: 'yes' })
  const [row] = await house.rooms.ask<{ receipt: string }>('select receipt from cases.application where person = $1', [person])
  await allArrived(house, row!.receipt)
  const [part] = await house.rooms.ask<{ id: string }>(`select part.id from cases.part join cases.application on application.id = application_id where receipt = $1 and agency = 'municipality'`, [row!.receipt])
  const path = `/console/parts/${part!.id}`

  const own = await both.get(path)
  assert.match(own.text, /You wrote it down: a colleague decides/)
  assert.equal(formsOf(own.html).some(({ action }) => action === `${path}/decisions`), false)
  const colleague = await desk('demo-municipality-caseworker')
  const seen = await colleague.get(path)
  assert.doesNotMatch(seen.text, /You wrote it down/)
  const outcomes = Object.fromEntries(Object.keys(formsOf(seen.html).find(({ action }) => action === `${path}/decisions`)!.fields).filter((name) => name.startsWith('outcome-')).map((name) => [name, 'approve']))
  const forced = await both.post(`${path}/decisions`, { _csrf: csrfOf(await both.get('/console')), ...outcomes })
  assert.deepEqual([forced.status, /You wrote this application down at the counter: another official decides/.test(forced.text)], [409, true])
  const decisions = Object.keys(outcomes).map((name) => ({ line: name.slice('outcome-'.length), outcome: 'approved' }))
  const cookie = [...both.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  assert.equal((await fetch(`${house.origin}/api/parts/${part!.id}/decisions`, { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json', origin: house.origin, cookie }, body: JSON.stringify({ decisions }) })).status, 409)
  assert.doesNotMatch((await both.get('/console/clear')).html, new RegExp(part!.id))
  assert.match((await colleague.submit(seen, `${path}/decisions`, outcomes)).path, /done=(recorded|proposed)/)
})
