/** Whoever came in by a letter opens what is listed here, and nothing else: a new route is closed to them until somebody decides otherwise. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { Agent } from '../support/agent.ts'
import { allArrived, consentAll, csrfOf, fillBirth, signIn, signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { enterByLetter } from '../support/by-letter.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { goThrough, startNationalProvider } from '../support/national-provider.ts'

const person = 'KR-DEMO-000003'
/** What a letter to the same address would tell, and what somebody writes themselves. */
const open = [
  'GET /api/access-log', 'GET /api/access-log/:id/evidence', 'GET /api/applications', 'GET /api/applications/:receipt', 'GET /api/notices',
  'GET /apply/:id/:step', 'GET /apply/:id/delete', 'GET /apply/:id/newer-form', 'GET /ask/fill/:application', 'GET /ask/start/:answer', 'GET /demonstration/messages', 'GET /demonstration/messages/:message/:paper',
  'GET /my', 'GET /my/applications', 'GET /my/applications/:receipt', 'GET /my/applications/:receipt/letters/:letter', 'GET /my/applications/:receipt/record', 'GET /my/calendar',
  'GET /my/data', 'GET /my/data/looks/:id', 'GET /my/data/looks/:id/evidence', 'GET /my/due', 'GET /my/inbox', 'GET /my/inbox/:id', 'GET /my/letters/:id', 'GET /my/passkeys', 'GET /my/registrations/:id',
  'POST /api/applications/:receipt/reclaims/:reclaim/objection', 'POST /apply', 'POST /apply/:id/:step', 'POST /apply/:id/agree-to-all', 'POST /apply/:id/delete', 'POST /apply/:id/newer-form',
  'POST /ask/fill', 'POST /ask/fill/:application', 'POST /ask/human/take-back', 'POST /ask/start/:answer', 'POST /ask/start/:answer/talk', 'POST /my/applications/:receipt/answers/:question',
  'POST /my/applications/:receipt/objections/:line', 'POST /my/applications/:receipt/reclaims/:reclaim/objection', 'POST /my/applications/:receipt/withdraw', 'POST /my/data/looks/:id/questions',
  'POST /my/due/:duty/again', 'POST /my/due/:duty/stop', 'POST /my/letters/:id/stop',
]

let house: TestHouse
let national: Awaited<ReturnType<typeof startNationalProvider>>
before(async () => {
  national = await startNationalProvider()
  house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul'), national: national.settings, limits: { anyone: 100_000, signedIn: 100_000 } })
  national.serve(`${house.origin}/sign-in/national/return`)
})
after(async () => {
  await house?.close()
  await national?.close()
})

const tooLow = /kernel[.:]assurance-too-low/
const send = async ({ cookies }: TextBrowser, method: string, path: string) => {
  const response = await fetch(house.origin + path, { method, redirect: 'manual', headers: { accept: 'application/json', origin: house.origin, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
  return tooLow.test(await response.text()) && response.status === 403
}

test('every route of residents is closed to a letter but those that are named', async () => {
  const { browser } = await enterByLetter(house, person)
  const routes = house.http.routes.filter(({ who }) => who === 'resident')
  const closed = new Set<string>()
  for (const { method, path } of routes) if (await send(browser, method, path.replaceAll(/:\w+/g, '019a0000-0000-7000-8000-000000000000'))) closed.add(`${method} ${path}`)
  assert.deepEqual(routes.map(({ method, path }) => `${method} ${path}`).filter((route) => !closed.has(route)).sort(), open)
  assert.ok(closed.size > 60, `${closed.size} are closed`)
  for (const path of ['POST /my/wallet/offers', 'POST /my/passkeys', 'POST /my/passkeys/remove', 'POST /my/inbox/settings/contacts', 'POST /my/mandates/new', 'POST /my/payments/:payment', 'POST /my/data/held', 'POST /my/registrations/:id/stop']) assert.ok(closed.has(path), path)
})

test('whoever was seen at an office opens what is closed to a letter', async () => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, 'KR-DEMO-000061')
  for (const path of ['/my/wallet', '/my/documents', '/my/inbox/settings', '/my/mandates', '/my/data/held']) assert.equal((await browser.get(path)).status, 200, path)
})

test('the page says what is closed, and where it is opened; nothing on it changes a passkey', async () => {
  const { browser } = await enterByLetter(house, person)
  const refused = await browser.get('/my/wallet')
  assert.equal(refused.status, 403)
  assert.match(refused.html, /href="\/my\/passkeys"/)
  const page = await browser.get('/my/passkeys')
  assert.match(page.text, /Came by a letter/)
  assert.match(page.text, /Resident registration card/)
  assert.match(page.html, /\/sign-in\/national/)
  assert.doesNotMatch(page.html, /action="\/my\/passkeys/)
  assert.match((await browser.get('/my')).html, /Your passkey came by a letter/)
})

test('no program, no company and no register answers whoever came by a letter', async () => {
  const { browser } = await enterByLetter(house, person)
  const agent = await new Agent(house.origin).connect()
  await assert.rejects(agent.letIn(browser, 'my_notices', {}, ['notices.read']), /.*/)
  const asked = await browser.get(agent.wants!.href.slice(house.origin.length))
  assert.equal(asked.status, 403)
  assert.match(asked.text, /For this a letter is not enough/)
  assert.equal((await browser.post('/owed', { _csrf: csrfOf(await browser.get('/owed')), registers: 'yes' })).status, 403)
  // Nor under a mandate that the person holds all the same.
  await assert.rejects(house.identity.actFor({ headers: { cookie: `maru=${browser.cookies.get('maru')!}` } } as never, '019a0000-0000-7000-8000-000000000000'), { code: 'identity.no-such-mandate' })
})

test('what an application says of how somebody came in stands in its history, for the person and for the official', async () => {
  const { browser } = await enterByLetter(house, person)
  const owed = await consentAll(browser, await fillBirth(browser, { name: '달온새', birthDate: '2026-11-20', sex: 'F' }))
  const check = await browser.submit(owed, owed.path)
  const receipt = (await browser.submit(check, check.path)).path.split('/')[3]!.split('?')[0]!
  const said = /\(signed in by a passkey that came by a letter\)/
  assert.match((await browser.get(`/my/applications/${receipt}`)).text, said)
  await allArrived(house, receipt)
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-municipality-caseworker')
  const row = (await official.get('/console')).html.split('<tr').find((one) => one.includes(receipt)) ?? assert.fail('not in the inbox')
  assert.match((await official.get(/\/console\/parts\/[0-9a-f-]+/.exec(row)![0])).text, said)
})

test('the national sign-in raises: a passkey made then ends those of letters, and every browser that they opened', async () => {
  const { browser: letter, passkey } = await enterByLetter(house, person)
  national.signIn({ number: person, name: house.identity.demonstration!.nameOf(person)!, acr: 'substantial' })
  const raised = new TextBrowser(house.origin)
  const { address } = await house.identity.national!.begin(house.origin, '/my').then((begun) => { raised.cookies.set('maru-national', begun.carried); return begun })
  const returned = await goThrough(address, house.origin)
  const arrived = await raised.get(returned.pathname + returned.search)
  assert.match(arrived.path, /^\/my\/passkeys\/first/, 'the one of the letter counts for none')
  assert.equal((await raised.get('/my/wallet')).status, 200)
  assert.match((await raised.get('/my/passkeys')).text, /Came by a letter\. If you make a passkey here now, this one ends/)
  assert.equal((await letter.get('/my')).path, '/my')
  await house.rooms.ask(`delete from identity.passkey where id = $1`, [passkey])
  house.identity.sessions.forget()
  assert.match((await letter.get('/my')).path, /^\/sign-in/)
})

test('the database holds it too: no official by a letter, no session of a letter without its passkey', async () => {
  const session = (values: string) => house.rooms.ask(`insert into identity.session (token_hash, id, kind, subject, name, ends_at, passkey, assurance) values ('\\x01', 'x', ${values})`)
  await assert.rejects(session(`'resident', 'P', 'n', now(), null, 'low'`), /session_of_letters/)
  await assert.rejects(session(`'official', 'P', 'n', now(), null, 'low'`), /session_of_letters/)
  await assert.rejects(house.rooms.ask(`insert into identity.passkey (id, kind, subject, subject_name, name, public_key, counter, transports, assurance) values ('o', 'official', 'o', 'o', '', '\\x00', 0, '{}', 'low')`), /passkey_of_officials/)
})
