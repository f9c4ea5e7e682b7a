/** An agency's own system does what its console does: it is told of a part, reads it, asks, decides; the family sees which program it was. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { startReceiver } from '../../src/modules/programs/test-programs.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { consentAll, fillBirth, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

interface Part { part: string; receipt: string; status: string; facts: { field: string; value: unknown }[]; lines: { line: string; service: string; status: string; finding: string }[]; questions: { answer: string | null }[] }

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

test('told of a part, it asks, is told of the answer, and decides; until it is ended', async () => {
  await using receiver = await startReceiver()
  const lead = new TextBrowser(house.origin)
  await signInOfficial(lead, 'demo-kepco-lead')
  const made = await lead.submit(await lead.get('/console/programs'), '/console/programs', { name: 'KEPCO billing' })
  const key = /maru_program_[\w-]{43}/.exec(made.html)![0]
  const path = /href="(\/console\/programs\/[0-9a-f-]{36})"/.exec(made.html)![1]!
  assert.doesNotMatch((await lead.get('/console/programs')).html, /maru_program_/, 'shown once')
  const addressed = await lead.submit(await lead.get(path), `${path}/address`, { address: receiver.url })
  receiver.knows(/whsec_[\w+/=]+/.exec(addressed.html)![0])
  await lead.submit(addressed, `${path}/trial`)
  await until(() => Promise.resolve(receiver.got), (got) => got[0]?.message.type === 'program.trial')

  const browser = new TextBrowser(house.origin)
  await signIn(browser, 'KR-DEMO-000003')
  const owed = await consentAll(browser, await fillBirth(browser, { name: '달온새', birthDate: '2026-11-20', sex: 'F' }))
  const check = await browser.submit(owed, owed.path)
  const receipt = (await browser.submit(check, check.path)).path.split('/')[3]!.split('?')[0]!
  const got = (type: string) => until(() => Promise.resolve(receiver.got.find(({ message }) => message.type === type && message.data.receipt === receipt)), (found) => found !== undefined)
  const { part } = (await got('part.arrived'))!.message.data
  assert.doesNotMatch(JSON.stringify(receiver.got), /KR-DEMO|달온새/)

  const call = (method: string, address: string, body?: object, token = key) =>
    fetch(`${house.origin}${address}`, { method, headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
  const read = async () => await (await call('GET', `/api/parts/${part}`)).json() as Part
  const inbox = await (await call('GET', '/api/inbox')).json() as { parts: { part: string }[] }
  assert.ok(inbox.parts.some((row) => row.part === part))
  const found = await read()
  assert.deepEqual([found.receipt, found.status, found.lines.map(({ service, status }) => [service, status])], [receipt, 'open', [['electricity-large-family', 'pending']]])
  assert.ok(found.facts.length > 0)

  const now = await (await call('POST', `/api/parts/${part}/facts`)).json() as { sources: { register: string; evidence: string[]; entry: number; look: string }[]; silent: unknown[]; kept: { bundle: string } }
  assert.ok(now.sources.length > 1 && now.sources.every(({ evidence, entry, look }) => evidence.length > 0 && entry >= 0 && look.length === 36), JSON.stringify(now))
  const { html } = await browser.get('/my/data')
  for (const { look } of now.sources) assert.ok(html.includes(`/my/data/looks/${look}`), look)
  const clerk = new TextBrowser(house.origin)
  await signInOfficial(clerk, 'demo-kepco-caseworker')
  const shown = await clerk.submit(await clerk.get(`/console/parts/${part}`), `/console/parts/${part}/facts`, {})
  assert.equal(shown.status, 200)
  assert.deepEqual(findMarkupFaults(shown.html), [])
  assert.match(shown.text, /What the registers say now[^]*Asked on[^]*kept with the case until[^]*Electricity contract[^]*Stands for[^]*Electricity bill[^]*As of[^]*Entry in the log/)

  // Kept with the case: opened again without a register, and the person sees that, too.
  const looksNow = async () => (await house.rooms.ask<{ count: number }>(`select count(*)::int as count from exchange.access_log a join cases.part p on p.application_id = a.case_id where p.id = $1 and a.recipient = 'kepco'`, [part]))[0]!.count
  const again = await call('GET', `/api/parts/${part}/facts/${now.kept.bundle}`)
  const { sources: kept } = await again.json() as typeof now
  assert.deepEqual([again.status, kept], [200, now.sources])
  const desk = await clerk.get(`/console/parts/${part}`)
  const links = [...desk.html.matchAll(/href="(\/console\/parts\/[^"]+\/facts\/[^"]+)">([^<]+)</g)]
  assert.deepEqual(links.map(([, , words]) => /by (.+)$/.exec(words!)?.[1]), ['한전 1', 'a program of the agency'])
  const before = await looksNow()
  const reopened = await clerk.get(links[1]![1]!)
  assert.deepEqual([reopened.status, findMarkupFaults(reopened.html), await looksNow()], [200, [], before + now.sources.length])
  assert.match(reopened.text, /What the registers said[^]*a program of the agency[^]*Electricity contract[^]*Stands for[^]*Electricity bill[^]*As of[^]*\(today\)[^]*Entry in the log/)
  const other = new TextBrowser(house.origin)
  await signInOfficial(other, 'demo-kdhc-caseworker')
  assert.equal((await other.get(links[1]![1]!)).status, 404)

  assert.equal((await call('POST', `/api/parts/${part}/questions`, { question: 'Which meter?' })).status, 200)
  const asked = await until(() => browser.get(`/my/applications/${receipt}`), ({ html }) => html.includes('Which meter?'))
  await browser.submit(asked, /action="([^"]+\/answers\/[^"]+)"/.exec(asked.html)![1]!, { answer: 'The one at the door.' })
  await got('part.answered')
  assert.equal((await read()).questions[0]?.answer, 'The one at the door.')

  const refused = await call('POST', `/api/parts/${part}/decisions`, { decisions: [{ line: found.lines[0]!.line, outcome: 'refused' }] })
  assert.deepEqual([refused.status, (await refused.json() as { errors: { pointer: string }[] }).errors[0]?.pointer], [422, '/decisions/0/reason'])
  assert.equal((await call('POST', `/api/parts/${part}/decisions`, { decisions: [{ line: found.lines[0]!.line, outcome: 'approved' }] })).status, 200)
  await got('part.decided')
  assert.match((await browser.get(`/my/applications/${receipt}`)).html, /Korea Electric Power[^]*?Approved/)
  assert.match((await browser.get('/my/data')).text, /Korea Electric Power[^.]*a program of the agency/)

  // Taken back, the application is nobody's to decide: what was gathered for that is gone. What has been decided stays with what it rests on.
  const office = new TextBrowser(house.origin)
  await signInOfficial(office, 'demo-municipality-caseworker')
  const [{ id } = assert.fail('no part')] = await house.rooms.ask<{ id: string }>(`select p.id from cases.part p join cases.application a on a.id = p.application_id where a.receipt = $1 and p.agency = 'municipality'`, [receipt])
  const theirs = `/console/parts/${id}`
  await office.submit(await office.get(theirs), `${theirs}/facts`, {})
  const keptBy = async () => (await house.rooms.ask<{ agency: string }>('select distinct agency from exchange.kept_bundle order by 1')).map(({ agency }) => agency)
  assert.deepEqual(await keptBy(), ['kepco', 'municipality'])
  await browser.submit(await browser.get(`/my/applications/${receipt}`), `/my/applications/${receipt}/withdraw`)
  await until(keptBy, (left) => left.length === 1)
  assert.deepEqual([await keptBy(), (await clerk.get(links[1]![1]!)).status], [['kepco'], 200])

  // The key is for what programs use, at its own agency, and for nobody else.
  assert.equal((await fetch(`${house.origin}/console`, { headers: { authorization: `Bearer ${key}` }, redirect: 'manual' })).status, 401)
  assert.equal((await call('GET', `/api/parts/${part}`, undefined, key.slice(0, -1))).status, 401)
  assert.equal((await call('GET', '/api/parts/019a0000-0000-7000-8000-000000000000')).status, 404)
  await lead.submit(await lead.get(path), `${path}/end`)
  assert.equal((await call('GET', `/api/parts/${part}`)).status, 401)
})
