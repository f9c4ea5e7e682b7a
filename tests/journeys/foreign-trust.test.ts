/** Officials who say which foreign issuers the country believes: one asks, another confirms; by forms alone, and never by the word of one. */
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { after, before, test } from 'node:test'
import { newKeyRing } from '../../src/kernel/keys/new-key-ring.ts'
import { trustedLists } from '../../src/modules/credentials/index.ts'
import { csrfOf, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { issuerOf, listOf } from '../support/foreign-list.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { serveAs } from '../support/open-internet.ts'

const [path, from] = ['/console/trust', 'https://elsewhere.example']
const address = `${from}/trust/list`
const [ring, other] = await Promise.all([newKeyRing({ host: 'elsewhere.example', country: 'XF' }), newKeyRing({ host: 'elsewhere.example', country: 'XF' })])
const certificate = new X509Certificate(Buffer.from(ring.roots()[0]!, 'base64'))
const root = certificate.toString()
const ending = certificate.fingerprint256.replaceAll(':', '').slice(-16)

let house: TestHouse
let server: Awaited<ReturnType<typeof serveAs>>
let answer: { status?: number; body: string }
before(async () => {
  server = await serveAs('elsewhere.example', (_request, reply) => { reply.writeHead(answer.status ?? 200).end(answer.body) })
  house = await openHouse({ reachLists: server.reach })
  answer = { body: await listOf(ring, from) }
})
after(async () => {
  await house.close()
  await server[Symbol.asyncDispose]()
})

async function as(official: string) {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, official)
  return browser
}
const [asks, confirms] = [() => as('demo-mois-trust'), () => as('demo-mois-trust-second')]
const believed = async () => (await trustedLists.read(house.trustedFile)).filter(({ suspendedAt }) => suspendedAt === undefined).flatMap(({ issuers }) => issuers.map(({ id }) => id))
const acts = () => house.rooms.ask<{ actor: string; act: string; object: string }>(`select actor, act, object from kernel.audit where object like 'trust-list:%' order by id`)

async function lookAt(browser: TextBrowser) {
  const page = await browser.submit(await browser.get(path), path, { address, root })
  assert.match(page.path, /\/changes\/[0-9a-f-]{36}$/, page.text)
  return page
}

test('what cannot be fetched, does not hold, or is no certificate is said where it was typed, and nothing typed is lost', async () => {
  const browser = await asks()
  const empty = await browser.submit(await browser.get(path), path, { address: 'http://elsewhere.example', root: 'nothing' })
  assert.match(empty.text, /Enter an address that begins with https/)
  assert.match(empty.text, /This is no certificate/)
  assert.match(empty.html, /value="http:\/\/elsewhere.example"/)
  const held = answer
  for (const [given, what, detail] of [[{ status: 404, body: '' }, /could not be fetched/, /answers 404/], [{ body: '<html>' }, /does not hold/, /no signed list/], [{ body: await listOf(other, from) }, /does not hold/, /nobody whom this root/]] as const) {
    answer = given
    const page = await browser.submit(await browser.get(path), path, { address, root })
    assert.match(page.text, what)
    assert.match(page.text, detail)
    assert.match(page.html, /BEGIN CERTIFICATE/)
  }
  answer = held
  assert.deepEqual(await believed(), [])
})

test('a list is looked at, asked for with the fingerprint that the other office reads out, and believed once another has confirmed it', async () => {
  const first = await asks()
  const draft = await lookAt(first)
  for (const said of [from, 'urn:elsewhere:id:1', certificate.fingerprint256, 'Nobody has been asked yet']) assert.ok(draft.text.includes(said), said)
  assert.match((await first.submit(draft, draft.path, { act: 'propose', ending: '00000000' })).text, /These are not its last sixteen signs/)
  const proposed = await first.submit(draft, draft.path, { act: 'propose', ending: ending.toLowerCase() })
  assert.match(proposed.text, /asks for it since/)
  assert.deepEqual(await believed(), [])

  // Whoever asks does not confirm, whatever is sent.
  const own = await first.post(draft.path, { _csrf: csrfOf(proposed), act: 'confirm', ending })
  assert.equal(own.status, 403)
  const second = await confirms()
  const waiting = await second.get(path)
  assert.match(waiting.text, /Waiting for a second person/)
  const shown = await second.get(draft.path)
  assert.match((await second.submit(shown, draft.path, { act: 'confirm', ending: '' })).text, /These are not its last sixteen signs/)
  // What is at the address by then is another matter.
  answer = { body: await listOf(ring, from, [issuerOf(ring, 'https://evil.example', ['everything'])]) }
  const done = await second.submit(shown, draft.path, { act: 'confirm', ending })
  assert.match(done.text, /It is done/)
  assert.deepEqual(await believed(), [from])
  await until(async () => (await (await fetch(`${house.origin}/trust/list`)).text()).split('.')[1]!, (payload) => Buffer.from(payload, 'base64url').toString().includes(from))
  assert.equal((await second.post(draft.path, { _csrf: csrfOf(done), act: 'confirm', ending })).status, 409)
  assert.deepEqual((await acts()).map(({ actor, act }) => `${actor} ${act}`), ['official:demo-mois-trust propose trust list', 'official:demo-mois-trust-second confirm trust list'])
  const told = await until(async () => (await house.rooms.ask<{ entry: Buffer }>('select entry from kernel.log_entry')).map(({ entry }) => entry.toString()).filter((entry) => entry.startsWith('{"type":"trusted-list"')), (entries) => entries.length > 0)
  assert.deepEqual(told.map((entry) => JSON.parse(entry) as { act: string; list: string; root: string }).map(({ act, list, root: by }) => [act, list, by]), [['believe', from, certificate.fingerprint256]])
})

test('what the next list changes is shown: who came, who is gone, and whose keys are others', async () => {
  const soon = Math.floor(Date.now() / 1_000) + 30
  answer = { body: await listOf(ring, from, [issuerOf(other, from), issuerOf(ring, 'https://school.elsewhere.example')], soon) }
  assert.deepEqual(await trustedLists.refresh(house.trustedFile, { reach: server.reach }), [{ from, trouble: undefined }])
  const page = await (await asks()).get(path)
  assert.match(page.text, /Added: https:\/\/school\.elsewhere\.example/)
  assert.match(page.text, /Other keys: https:\/\/elsewhere\.example/)
  answer = { status: 503, body: '' }
  await trustedLists.refresh(house.trustedFile, { reach: server.reach })
  assert.match((await (await asks()).get(path)).text, /the one before goes on to its end: .* answers 503/)
})

test('suspended at once by one, believed again by two, and nothing newer brings it back; ended by two', async () => {
  const first = await asks()
  await first.submit(await first.get(path), `${path}/lists`, { list: from, act: 'suspend' })
  assert.deepEqual(await believed(), [])
  answer = { body: await listOf(ring, from, [issuerOf(ring, from)], Math.floor(Date.now() / 1_000) + 50) }
  await trustedLists.refresh(house.trustedFile, { reach: server.reach })
  await trustedLists.add(house.trustedFile, answer.body, certificate.raw)
  assert.deepEqual(await believed(), [])
  const back = await first.submit(await first.get(path), `${path}/lists`, { list: from, act: 'resume' })
  assert.deepEqual(await believed(), [])
  const second = await confirms()
  await second.submit(await second.get(back.path), back.path, { act: 'confirm' })
  assert.deepEqual(await believed(), [from])

  const over = await first.submit(await first.get(path), `${path}/lists`, { list: from, act: 'end' })
  assert.match((await second.submit(await second.get(over.path), over.path, { act: 'refuse' })).text, /nothing has changed/)
  assert.deepEqual(await believed(), [from])
  const again = await first.submit(await first.get(path), `${path}/lists`, { list: from, act: 'end' })
  await second.submit(await second.get(again.path), again.path, { act: 'confirm' })
  assert.deepEqual(await trustedLists.read(house.trustedFile), [])
  assert.match((await first.get(path)).text, /No foreign issuer is believed yet/)
})

test('a change is taken back by who asked for it; another agency has no such desk, and no other role enters', async () => {
  answer = { body: await listOf(ring, from) }
  const first = await asks()
  const draft = await lookAt(first)
  const second = await confirms()
  // A draft is nobody else's to ask for.
  assert.equal((await second.post(draft.path, { _csrf: csrfOf(await second.get(path)), act: 'propose', ending })).status, 404)
  await first.submit(draft, draft.path, { act: 'drop' })
  assert.equal((await first.get(draft.path)).status, 404)
  const lead = await as('demo-municipality-lead')
  assert.equal((await lead.get(path)).status, 403)
  await house.rooms.ask(`update identity.official set roles = roles || '{trust-officer}' where id = 'demo-municipality-lead'`)
  assert.equal((await (await as('demo-municipality-lead')).get(path)).status, 404)
})

test('two confirm at once: one does', async () => {
  answer = { body: await listOf(ring, from) }
  const first = await asks()
  const draft = await lookAt(first)
  await first.submit(draft, draft.path, { act: 'propose', ending })
  const second = await confirms()
  const _csrf = csrfOf(await second.get(draft.path))
  const statuses = await Promise.all(Array.from({ length: 4 }, async () => (await second.post(draft.path, { _csrf, act: 'confirm', ending })).status))
  assert.deepEqual(statuses.toSorted((one, next) => one - next), [200, 409, 409, 409])
})
