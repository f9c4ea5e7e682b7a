/**
 * Two processes of the platform over one database, behind a balancer that sends every message to the other one than the last: what one has given
 * the other knows, and what works once works once at both together.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type BenchClient, createClient, newFlow } from '../../bench/authorization/client.ts'
import { type Lane, openLane, send } from '../../bench/authorization/lanes.ts'
import { agree, type Person } from '../../bench/authorization/people.ts'
import { csrfOf, signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { Company, detail } from '../support/company.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let [one, other]: TestHouse[] = []
let client: BenchClient
let person: Person
let [atOne, atOther, inTurn]: Lane[] = []

before(async () => {
  one = await openHouse()
  other = await openHouse({ beside: one })
  const [first, second] = [one, other].map(({ origin }) => new URL(origin).port) as [string, string]
  let turn = 0
  atOne = openLane(0)
  atOther = openLane(1, () => second)
  inTurn = openLane(2, () => ((turn += 1) % 2 === 0 ? first : second))
  const browser = new TextBrowser(one.origin)
  await signIn(browser, 'KR-DEMO-000050')
  const { id, redirect, key } = await Company.register(browser, { name: 'Haneul Bank' })
  client = await createClient({ origin: one.origin, id, redirect, key, details: [detail('customer-check')], scope: 'openid bundle' })
  person = { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '), csrf: csrfOf(await browser.get('/my')) }
  await client.learnNonce(atOne)
})
after(async () => {
  await other?.close()
  await one?.close()
})

test('asked at one, answered by the person at both in turn, redeemed at the other', async () => {
  const flow = newFlow()
  await client.signPush(flow)
  await client.push(flow, atOne!)
  flow.code = await agree(inTurn!, client.authorizeUrl(flow), person, ['customer-check'])
  await client.signRedeem(flow)
  await client.redeem(flow, atOther!)
  await client.signRedeem(flow)
  await assert.rejects(client.redeem(flow, atOne!), /invalid_grant/, 'its code is used up at both')
})

test('a signed message that one has taken is refused by the other', async () => {
  const flow = newFlow()
  await client.signPush(flow)
  await client.push(flow, atOne!)
  await assert.rejects(client.push(flow, atOther!), /invalid_grant/)
})

test('a code that is brought to both at once is worth one token', async () => {
  const flow = newFlow()
  await client.signPush(flow)
  await client.push(flow, atOther!)
  const code = await agree(inTurn!, client.authorizeUrl(flow), person, ['customer-check'])
  const twice = await Promise.all([0, 1].map(async () => {
    const same = { ...flow, code }
    await client.signRedeem(same)
    return same
  }))
  const outcomes = await Promise.allSettled([client.redeem(twice[0]!, atOne!), client.redeem(twice[1]!, atOther!)])
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('whoever leaves at one is out at the other', async () => {
  const seen = async (lane: Lane) => (await send(lane, 'GET', `${one!.origin}/my`, { headers: { accept: 'text/html', cookie: person.cookie } })).status
  assert.deepEqual(await Promise.all([atOne!, atOther!].map(seen)), [200, 200])
  const { status } = await send(atOne!, 'POST', `${one!.origin}/sign-out`, { headers: { origin: one!.origin, cookie: person.cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: `_csrf=${encodeURIComponent(person.csrf!)}` })
  assert.equal(status, 303)
  assert.equal(await seen(atOne!), 303)
  // The other believes what it last saw for as long as the guide says.
  while (await seen(atOther!) === 200) await new Promise((resolve) => { setTimeout(resolve, 50) })
  assert.equal(await seen(atOther!), 303)
})
