/** That somebody acts for another, carried in the wallet and shown at a counter, until it ends. */
import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { after, before, test } from 'node:test'
import { exportJWK } from 'jose'
import type { Wallet } from '../../src/modules/credentials/present/test-wallet.ts'
import { csrfOf, signIn as signInAs, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { linksOf, showBy } from '../support/show-by-wallet.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const browser = () => new TextBrowser(house.origin)
const pathOf = (address: string) => address.slice(house.origin.length)

/** A mandate of one person for another, taken. @returns its id */
async function mandateOf(subject: string, actor: string, acts: string[] = ['apply', 'data']): Promise<string> {
  const { mandates, demonstration } = house.identity
  const named = (id: string) => ({ id, name: demonstration!.nameOf(id)! })
  const { code } = await mandates.grant(named(subject), { kind: 'proxy', name: named(actor).name, acts, until: Temporal.Now.plainDateISO('Asia/Seoul').add({ days: 9 }).toString() })
  return (await mandates.answer(named(actor), code, true)).id
}

/** A wallet that has taken the offer on the page of a mandate. */
async function carry(holder: string, mandate: string) {
  const portal = browser()
  await signInAs(portal, holder)
  const offer = await portal.submit(await portal.get(`/my/mandates/${mandate}`), '/my/wallet/mandates')
  const link = /href="(openid-credential-offer:[^"]+)"/.exec(offer.html)?.[1]?.replaceAll('&amp;', '&') ?? assert.fail(offer.text)
  const issuing = await TestWallet.open(house.origin)
  assert.equal((await issuing.redeem(readOffer(link).code, /<p class="amount">(\d{6})<\/p>/.exec(offer.html)![1]!)).status, 200)
  return issuing
}

async function carried(issuing: TestWallet, configuration = 'mandate'): Promise<Wallet> {
  const key = await newKeyPair()
  const { body, text } = await issuing.ask(configuration, [key])
  const [{ credential } = assert.fail(text)] = body['credentials'] as { credential: string }[]
  return { holder: createPrivateKey({ key: await exportJWK(key.privateKey) as never, format: 'jwk' }), sdJwts: { mandate: credential } }
}

/** Somebody at a counter has a mandate shown to them. */
async function beShown(holder: Wallet) {
  const counter = browser()
  const waiting = await counter.submit(await counter.get('/verify/mandate'), '/verify/mandate')
  const { body } = await showBy(linksOf(waiting.html), holder)
  if (body.redirect_uri === undefined) return body.error_description
  const shown = await counter.get(pathOf(body.redirect_uri))
  assert.equal((await browser().get(shown.path)).status, 404, 'another browser reads nothing')
  return shown
}

test('a mandate goes into the wallet, and a counter reads in words who acts for whom, in what and until when; with its end it is revoked', async () => {
  const [owner, actor] = ['KR-DEMO-000103', 'KR-DEMO-000104']
  const id = await mandateOf(owner, actor)
  const issuing = await carry(actor, id)
  const holder = await carried(issuing)
  const { exp } = JSON.parse(Buffer.from(holder.sdJwts!['mandate']!.split('.')[1]!, 'base64url').toString()) as { exp: number }
  assert.equal(exp, Temporal.Now.plainDateISO('Asia/Seoul').add({ days: 10 }).toZonedDateTime('Asia/Seoul').epochMilliseconds / 1000, 'not a second longer than the mandate')
  const shown = await beShown(holder)
  if (typeof shown !== 'object') assert.fail(shown)
  const [of, by] = [owner, actor].map((person) => house.identity.demonstration!.nameOf(person)!)
  assert.match(shown.text, new RegExp(`${by} acts for ${of} as proxy`))
  assert.match(shown.text, /May\s*Apply, answer and object; See data, and who looked at it\s*May not\s*See applications; Read notices; Get certificates\s*Until\s*until the end of/)
  for (const side of [owner, actor]) assert.deepEqual((await house.identity.mandates.read(side, id)).uses.map(({ act }) => act), ['show', 'carry'])

  await house.identity.mandates.end(owner, id)
  const late = await beShown(holder)
  assert.match(typeof late === 'object' ? late.text : late!, /no mandate that stands|revoked/)
  const states = await until(() => house.rooms.ask<{ state: number; because: string }>('select state, because from credentials.issued_credential c join credentials.issuance i on i.id = c.issuance where i.mandate = $1', [id]), (rows) => rows.every(({ state }) => state === 1))
  assert.deepEqual(states, [{ state: 1, because: 'the mandate has ended: revoked' }])
  assert.equal(await beShown(holder), 'revoked')
  const again = await issuing.ask('mandate', [await newKeyPair()])
  assert.deepEqual([again.status, again.body['error']], [400, 'credential_request_denied'])
})

test('attack: the credential of a mandate without one, of another’s, beside another offer, and as a way to sign in', async () => {
  const [owner, actor, stranger] = ['KR-DEMO-000105', 'KR-DEMO-000106', 'KR-DEMO-000107']
  const id = await mandateOf(owner, actor)
  const { issuer } = house.credentials
  for (const other of [owner, stranger]) await assert.rejects(issuer!.offerMandate(house.origin, other, id), /notFound|not-found/)
  const bare = await TestWallet.open(house.origin)
  const offer = await issuer!.offer(house.origin, actor, ['mandate'])
  await bare.redeem(readOffer(offer.link).code, offer.transactionCode)
  assert.equal((await bare.ask('mandate', [await newKeyPair()])).body['error'], 'credential_request_denied')
  const issuing = await carry(actor, id)
  assert.equal((await issuing.ask('mobile-id', [await newKeyPair()])).body['error'], 'insufficient_scope')
  const portal = browser()
  await signInAs(portal, actor)
  assert.equal((await portal.post('/my/wallet/offers', { type: 'mandate', _csrf: csrfOf(await portal.get('/my/wallet')) })).status, 404)
  const door = browser()
  const waiting = await door.submit(await door.get('/sign-in'), '/sign-in/wallet', { next: '/my' })
  assert.equal((await showBy(linksOf(waiting.html), await carried(issuing))).body.redirect_uri, undefined)
})

test('of the credentials that are asked for while a mandate ends none stays valid', async () => {
  const [owner, actor] = ['KR-DEMO-000108', 'KR-DEMO-000109']
  const id = await mandateOf(owner, actor)
  const wallets = [await carry(actor, id), await carry(actor, id)]
  const asking = wallets.map(async (wallet) => {
    for (let given = 0; ; given += 1) if ((await wallet.ask('mandate', [await newKeyPair()])).status !== 200) return given
  })
  await until(() => house.rooms.ask('select 1 from credentials.issuance where mandate = $1', [id]), (rows) => rows.length >= 4)
  await house.identity.mandates.end(owner, id)
  const given = (await Promise.all(asking)).reduce((sum, one) => sum + one, 0)
  assert.ok(given >= 3, String(given))
  const valid = () => house.rooms.ask('select 1 from credentials.issued_credential c join credentials.issuance i on i.id = c.issuance where i.mandate = $1 and state = 0', [id])
  assert.deepEqual(await until(valid, (rows) => rows.length === 0), [])
})
