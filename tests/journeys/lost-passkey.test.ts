/** An official has lost a key: the administrator removes that passkey, whoever came in by it is out, and nobody else is. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { csrfOf, signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

const official = 'demo-kepco-caseworker'
const remove = `/console/team/${official}/passkeys/remove`
let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const register = (id: string, of = official) => house.rooms.ask(`insert into identity.passkey (id, kind, subject, subject_name, name, public_key, counter, transports) values ($1, 'official', $2, 'n', '', '\\x00', 0, '{}')`, [id, of])
/** As a sign-in with that passkey begins one; how a passkey is checked, `tests/browser/passkey.test.ts` shows. */
const start = (passkey: string) => house.identity.sessions.start({ kind: 'official', subject: official, name: 'n', passkey }, undefined)

async function enterBy(passkey: string) {
  const browser = new TextBrowser(house.origin)
  browser.cookies.set('maru', (await start(passkey)).token)
  assert.equal((await browser.get('/console')).path, '/console')
  return browser
}

async function desk(who: string) {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, who)
  return browser
}

const isOut = async (browser: TextBrowser) => (await browser.get('/console')).path.startsWith('/sign-in')
const sessionsOf = async (passkey: string) => (await house.rooms.ask('select id from identity.session where passkey = $1', [passkey])).length

test('the sessions of that passkey end at once, those of another go on; the last one brings an invitation; each removal is audited', async () => {
  await register('key-lost')
  await register('key-kept')
  const [lost, again, kept, lead] = [await enterBy('key-lost'), await enterBy('key-lost'), await enterBy('key-kept'), await desk('demo-kepco-lead')]
  const token = csrfOf(await lead.get('/console/team'))
  const first = await lead.post(remove, { _csrf: token, passkey: 'key-lost' })
  assert.match(first.text, /A passkey of .+ is removed/)
  assert.match(first.text, /Their other passkeys still do/)
  assert.deepEqual([await isOut(lost), await isOut(again), await isOut(kept), await isOut(lead)], [true, true, false, false])

  const last = await lead.submit(await lead.get('/console/team'), remove)
  assert.match(last.text, /It was the last one/)
  assert.equal(await isOut(kept), true)
  const link = /<code>http:\/\/localhost:\d+(\/invitation\/[\w-]{43})<\/code>/.exec(last.html)![1]!
  assert.equal((await new TextBrowser(house.origin).get(link)).status, 200)
  const acts = await house.rooms.ask<{ actor: string; object: string; detail: { passkey: string; sessions: number; left: number } }>(`select * from kernel.audit where act = 'remove passkey' order by id`)
  assert.deepEqual(acts.map(({ actor, object }) => [actor, object]), Array.from({ length: 2 }, () => ['official:demo-kepco-lead', `official:${official}`]))
  assert.match(JSON.stringify(acts[0]), /key-lost/)
})

test('another agency’s administrator, a colleague and a key of nobody change nothing', async () => {
  await register('key-here')
  await register('key-there', 'demo-kdhc-caseworker')
  const browser = await enterBy('key-here')
  const [lead, stranger, colleague] = [await desk('demo-kepco-lead'), await desk('demo-kdhc-lead'), await desk(official)]
  const post = async (by: TextBrowser, passkey: string) => (await by.post(remove, { _csrf: csrfOf(await by.get('/')), passkey })).status
  assert.deepEqual([await post(stranger, 'key-here'), await post(colleague, 'key-here'), await post(lead, 'key-there'), await post(lead, 'nothing')], [404, 403, 404, 404])
  assert.equal(await isOut(browser), false)
  assert.equal((await house.rooms.ask(`select id from identity.passkey where id in ('key-here', 'key-there')`)).length, 2)
})

test('twenty who sign in with it in the moment of its removal: none is in afterwards', async () => {
  await register('key-raced')
  const lead = await desk('demo-kepco-lead')
  const token = csrfOf(await lead.get('/console/team'))
  const entering = Array.from({ length: 20 }, () => start('key-raced').then(() => 'in', ({ code }: { code: string }) => code))
  const removing = lead.post(remove, { _csrf: token, passkey: 'key-raced' })
  const outcomes = new Set(await Promise.all(entering))
  assert.equal((await removing).status, 200)
  outcomes.delete('in')
  assert.ok([...outcomes].every((code) => code === 'identity.passkey-unknown'), [...outcomes].join())
  assert.equal(await sessionsOf('key-raced'), 0)
  await assert.rejects(start('key-raced'), { code: 'identity.passkey-unknown' })
})
