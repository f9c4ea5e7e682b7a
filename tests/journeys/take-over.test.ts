/** A human takes over with what was filled in so far, what was tried and what is allowed: no more than was given along, told before, noted at each look, taken back at a press. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { signIn, signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

const list = '/console/conversations'

test('answers of an application go along with the human who is asked, and nothing of the registers', async () => {
  const family = new TextBrowser(house.origin)
  await signIn(family, 'KR-DEMO-000001')
  const known = await family.submit(await family.get('/life-events/birth'), '/apply', { event: 'birth' })
  const application = known.path.split('/')[2]!
  const talk = `/ask/fill/${application}`
  await family.submit(await family.get(talk), talk, { message: 'yes, that is right' })
  await family.submit(await family.get(talk), talk, { 'newborn.1.name': 'Dal Handed', 'newborn.1.sex': 'F' })
  const before = await family.get(talk)
  // What they will see is said before they are asked.
  assert.match(before.text, /sees your answers to these questions, what you agreed to, and everything said/)
  const asked = await family.submit(before, '/ask/human')
  assert.match(asked.text, /They see your answers in: .*Nobody has looked at them yet/s)
  assert.deepEqual(findMarkupFaults(asked.html), [])
  await family.submit(asked, '/ask', { message: 'How much is the child allowance?' })

  const found = await house.rooms.ask<{ id: string; agency: string }>('select id, agency from assistant.hand_over where application = $1', [application])
  const path = `${list}/${found[0]!.id}`
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, `demo-${found[0]!.agency}-caseworker`)
  // Whoever has not taken it sees the transcript, and none of the answers.
  const waiting = await official.get(path)
  assert.doesNotMatch(waiting.text, /Dal Handed/)
  assert.match(waiting.text, /shown to whoever takes the conversation/)
  const taken = await official.submit(waiting, `${path}/claim`)
  assert.deepEqual(findMarkupFaults(taken.html), [])
  assert.match(taken.text, /Dal Handed[\s\S]*The person/)
  assert.match(taken.text, /What the registers say[\s\S]*Agreed to by the person; not shown here/)
  assert.match(taken.text, /What was tried[\s\S]*What the person allows[\s\S]*Seeing the answers in/)
  const address = await house.rooms.ask<{ value: string }>(`select fact ->> 'value' as value from cases.application, jsonb_array_elements(draft -> 'known') as fact where id = $1 and fact ->> 'field' = 'address'`, [application])
  assert.ok(address.length > 0 && address.every(({ value }) => !taken.text.includes(value)), 'nothing of the registers')
  const looks = await house.rooms.ask<{ actor: string }>('select actor from kernel.audit where object = $1', [`application:${application}`])
  assert.ok(looks.length >= 1 && looks.every(({ actor }) => actor === `official:demo-${found[0]!.agency}-caseworker`))
  const seen = await family.get('/ask')
  assert.match(seen.text, /First looked at on/)

  await family.submit(seen, '/ask/human/take-back')
  assert.doesNotMatch((await official.get(path)).text, /Dal Handed/)
  assert.doesNotMatch((await family.get('/ask')).text, /They see your answers in/)
})

test('on the page of the conversation one chooses whether an application goes along; another’s cannot', async () => {
  const stranger = new TextBrowser(house.origin)
  await signIn(stranger, 'KR-DEMO-000020')
  const asked = await stranger.submit(await stranger.get('/ask'), '/ask', { message: 'How much is the nappy grant?' })
  assert.match(asked.text, /Of your applications they see nothing, unless you choose one/)
  const [other] = await house.rooms.ask<{ id: string }>(`select id from cases.application where status = 'draft' limit 1`)
  const token = /name="_csrf" value="([^"]+)"/.exec(asked.html)![1]!
  assert.equal((await stranger.post('/ask/human', { _csrf: token, application: other!.id })).status, 404)
  const known = await stranger.submit(await stranger.get('/life-events/birth'), '/apply', { event: 'birth' })
  const choice = await stranger.get('/ask')
  assert.match(choice.html, /<select[^>]*name="application"/)
  const without = await stranger.submit(choice, '/ask/human')
  assert.doesNotMatch(without.text, /They see your answers/)
  const [row] = await house.rooms.ask<{ application: string | null }>(`select application from assistant.hand_over order by opened_at desc limit 1`)
  assert.equal(row!.application, null, known.path)
})
