/** A family reports a birth once, and everything it is owed by many agencies follows: the whole way, over HTTP, as people press it. */
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { openHouse, type TestHouse } from '../support/house.ts'
import { TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, decideAll, fillBirth, signIn, signInOfficial, until } from '../support/birth-journey.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

test('a third child: one form, one receipt, decisions of every agency, the child in the register, certificates', async () => {
  const resident = new TextBrowser(house.origin)
  await signIn(resident, 'KR-DEMO-000003')
  const known = await fillBirth(resident, { name: '달온새', birthDate: '2026-11-20', sex: 'F' })
  assert.match(known.text, /놀나래/)
  const owed = await consentAll(resident, known)
  assert.match(owed.text, /First-meeting voucher/)
  assert.match(owed.text, /₩3,000,000 once/)
  assert.match(owed.text, /Of the two electricity discounts you get the better one/)
  const check = await resident.submit(owed, owed.path)
  const sent = await resident.submit(check, check.path)
  assert.match(sent.path, /^\/my\/applications\/261124-/)
  const receipt = sent.path.split('/')[3]!.split('?')[0]!

  const agencies = await decideAll(house, receipt)
  assert.ok(agencies.length >= 8, `${agencies.length} agencies decided`)
  const done = await until(() => resident.get(`/my/applications/${receipt}`), ({ text }) => /Everything is decided/.test(text) && /is in the register of births/.test(text) && /A document is ready/.test(text))
  assert.match(done.text, /Approved/)

  const documents = await until(() => resident.get('/my/documents'), ({ text }) => /First-meeting voucher/.test(text))
  assert.match(documents.text, /Birth/)

  const again = await fillBirth(resident, { name: '달온새', birthDate: '2026-11-20', sex: 'F' })
  assert.match(again.text, /is already in the register/)
})

test('another resident sees nothing of it', async () => {
  const one = new TextBrowser(house.origin)
  await signIn(one, 'KR-DEMO-000001')
  const started = await fillBirth(one, { name: '솔봄', birthDate: '2026-11-10', sex: 'M' })
  const other = new TextBrowser(house.origin)
  await signIn(other, 'KR-DEMO-000020')
  const visit: Visit = await other.get(started.path)
  assert.equal(visit.status, 404)
})

test('an official of another agency does not see a part', async () => {
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-korail-caseworker')
  const visit = await official.get('/console/parts/019a0000-0000-7000-8000-000000000000')
  assert.equal(visit.status, 404)
})

test('a parent without authority is told so, and what to do', async () => {
  const browser = new TextBrowser(house.origin)
  const person = house.identity.demonstration!.people[7]!.id
  await signIn(browser, person)
  const visit = await fillBirth(browser, { name: '솔새', birthDate: '2026-11-20', sex: 'F' })
  assert.equal(visit.status, 403)
  assert.match(visit.text + visit.html, /parental authority is suspended/)
})
