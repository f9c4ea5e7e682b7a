/** A draft begun on a phone goes on at a computer that many share, and nothing of it is left there for whoever comes next. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, fillBirth, homeAnswers, signIn, startBirth } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

test('the address of a draft leads to the sign-in and back to its page; signed out, the shared computer shows and keeps nothing', async () => {
  const [phone, kiosk] = [new TextBrowser(house.origin), new TextBrowser(house.origin)]
  await signIn(phone, 'KR-DEMO-000003')
  const known = await startBirth(phone)
  const child = await phone.submit(known, known.path)
  const home = await phone.submit(child, child.path, { 'newborn.1.name': '달온새', 'newborn.1.birth_date': '2026-11-20', 'newborn.1.sex': 'F' })

  const entry = await kiosk.get(home.path)
  assert.equal(entry.path, `/sign-in?next=${encodeURIComponent(home.path)}`)
  const before = [...kiosk.cookies.keys()].sort()
  const there = await kiosk.submit(entry, '/sign-in', { other: 'KR-DEMO-000003' })
  assert.equal(there.path, home.path)
  const consent = await kiosk.submit(there, there.path, homeAnswers)
  await consentAll(kiosk, consent)
  const cookie = [...kiosk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (const path of [home.path, consent.path, '/my', '/my/applications']) {
    const { headers, status } = await fetch(`${house.origin}${path}`, { headers: { cookie, accept: 'text/html' } })
    assert.equal(status, 200, path)
    assert.equal(headers.get('cache-control'), 'no-store', path)
  }

  await kiosk.submit(await kiosk.get('/my'), '/sign-out')
  assert.deepEqual([...kiosk.cookies.keys()].filter((name) => !before.includes(name)), [])
  // Neither what the browser still holds nor a cookie that somebody copied opens anything.
  for (const path of [home.path, consent.path, '/my/applications']) assert.match((await kiosk.get(path)).path, /^\/sign-in\?next=/, path)
  assert.equal((await fetch(`${house.origin}${consent.path}`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' })).status, 303)

  // On the phone it stands as it was left at the kiosk.
  assert.match((await phone.get(home.path.replace(/home$/, 'continue'))).path, /\/owed$/)
})

test('what was changed on one device after the other had shown it is not sent from there unseen: it is shown again as it stands', async () => {
  const [phone, kiosk] = [new TextBrowser(house.origin), new TextBrowser(house.origin)]
  for (const browser of [phone, kiosk]) await signIn(browser, 'KR-DEMO-000004')
  const consent = await fillBirth(phone, { name: '솔바람', birthDate: '2026-11-20', sex: 'F' })
  const owed = await consentAll(phone, consent)
  const check = await phone.submit(owed, owed.path)
  const home = await kiosk.get(check.path.replace(/check$/, 'home'))
  await kiosk.submit(home, home.path, { ...homeAnswers, 'household.account': '마루은행 999-888-777777' })

  const again = await phone.submit(check, check.path)
  assert.deepEqual([again.status, again.path], [409, check.path])
  assert.match(again.text, /Something has changed since you last looked.*Nothing has been sent.*999-888-777777/s)
  assert.match((await phone.submit(again, again.path)).path, /^\/my\/applications\/.*sent=yes$/)
})
