/** From the operator's button to a person's inbox: a pass over everybody through the whole house. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-26T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

test('an administrator starts it, sees counts and nobody in them; a person finds a digest, why, and the way to the application; and who looked', async () => {
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-municipality-lead')
  const empty = await official.get('/console/pass')
  assert.match(empty.text, /There has been no pass yet/)
  await official.submit(empty, '/console/pass', {})
  await until(() => house.passes.report(), (report) => report?.finishedAt instanceof Date, 60_000)
  const page = await official.get('/console/pass')
  assert.deepEqual(findMarkupFaults(page.html), [])
  assert.match(page.text, /Finished: [\d,]+ people in [\d,]+ households on November 26, 2026/)
  assert.match(page.text, /Owed and not received/)
  assert.doesNotMatch(page.html, /KR-DEMO-/)

  const [{ person }] = await house.rooms.ask<{ person: string }>(`select payload ->> 'person' as person from kernel.event where name = 'notices.entitlements-changed'
    and payload ->> 'person' = any($1) and payload -> 'changes' @> '[{"change": "gains"}]' limit 1`, [Array.from({ length: 40 }, (_, at) => `KR-DEMO-${String(at + 1).padStart(6, '0')}`)]) as [{ person: string }]
  await until(() => house.notices.unread(person), (unread) => unread > 0, 60_000)
  const resident = new TextBrowser(house.origin)
  await signIn(resident, person)
  const inbox = await resident.get('/my/inbox')
  const link = /href="(\/my\/inbox\/[0-9a-f-]{36})"/.exec(inbox.html)![1]!
  const digest = await resident.get(link)
  assert.deepEqual(findMarkupFaults(digest.html), [])
  assert.match(digest.text, /You may receive/)
  assert.match(digest.html, /href="\/(life-events|services)\//)
  assert.match((await resident.get('/my/data')).text, /Looks at everybody.*Finding who is owed something/)
})

test('what is due stands on a page of its own, on the way in, in the calendar and its file; one duty is stopped and told again without the others', async () => {
  const [{ person }] = await house.rooms.ask<{ person: string }>(`select person from notices.due where told is not null and duty in ('vehicle-inspection', 'driving-licence-renewal')
    and person < 'KR-DEMO-000200' group by person order by count(*) desc, person limit 1`) as [{ person: string }]
  const resident = new TextBrowser(house.origin)
  await signIn(resident, person)
  const page = await resident.get('/my/due')
  assert.deepEqual(findMarkupFaults(page.html), [])
  assert.match(page.text, /Until [A-Z][a-z]+ \d+, 20\d\d/)
  assert.match(page.text, /Whoever misses the day: You pay a fine/)
  const [, duty] = /action="\/my\/due\/([a-z-]+)\/stop"/.exec(page.html)!
  assert.ok((await resident.get('/')).html.includes('href="/my/due#'), 'the way in names what is near')
  const calendar = await resident.get('/my/calendar')
  assert.match(calendar.text, /Do by this day: /)
  assert.ok(calendar.html.includes(`href="/my/due#${duty}"`))
  const address = /<code>([^<]+\.ics)<\/code>/.exec((await resident.submit(calendar, '/my/calendar/address')).html)![1]!
  const file = (await (await fetch(address)).text()).replaceAll('\r\n ', '')
  assert.match(file, /SUMMARY:Do by this day: /)
  assert.ok(file.includes(`/my/due#${duty}`))
  const stopped = await resident.submit(page, `/my/due/${duty}/stop`, {})
  assert.ok(stopped.html.includes(`action="/my/due/${duty}/again"`) && !(await resident.get('/')).html.includes(`/my/due#${duty}"`))
  assert.ok((await resident.get('/my/calendar')).html.includes(`/my/due#${duty}`), 'the calendar keeps it')
  assert.ok((await resident.submit(stopped, `/my/due/${duty}/again`, {})).html.includes(`action="/my/due/${duty}/stop"`))
})
