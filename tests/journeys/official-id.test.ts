/** An official's ID: taken in the console, carried in a wallet, shown to get in; what it opens is the agency's to say, and it ends with the appointment. */
import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { after, before, test } from 'node:test'
import { exportJWK } from 'jose'
import pg from 'pg'
import { officialType, vctOf } from '../../src/modules/credentials/issue/credential-types.ts'
import { makeAnswer, openRequest, sendAnswer, type Wallet } from '../../src/modules/credentials/present/test-wallet.ts'
import { makeAuthority } from '../../src/modules/credentials/verify/test-authority.ts'
import { issueSdJwt } from '../../src/modules/credentials/verify/test-sd-jwt.ts'
import { csrfOf, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { listedState } from '../support/listed-state.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const path = '/console/official-id'
const audit = async (act: string) => (await house.rooms.ask<{ actor: string; object: string }>('select actor, object from kernel.audit where act = $1 order by id', [act])).map(({ actor, object }) => `${actor} ${object}`)

async function desk(official: string) {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, official)
  return browser
}

/** What the page of an offer shows, taken into a wallet. */
async function take(browser: TextBrowser) {
  const page = await browser.submit(await browser.get(path), `${path}/offers`)
  const link = /href="(openid-credential-offer:[^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? assert.fail(page.text)
  const issuing = await (await TestWallet.open(house.origin, 'maru-wallet')).attest()
  assert.equal((await issuing.redeem(readOffer(link).code, /class="amount">(\d{6})</.exec(page.html)![1])).status, 200)
  const key = await newKeyPair()
  const answer = await issuing.ask('official-id', [key])
  assert.equal(answer.status, 200, answer.text)
  const [{ credential }] = answer.body['credentials'] as [{ credential: string }]
  const wallet: Wallet = { holder: createPrivateKey({ key: await exportJWK(key.privateKey) as never, format: 'jwk' }), sdJwts: { 'official-id': credential } }
  return { issuing, credential, wallet, notification: String(answer.body['notification_id']) }
}

async function begin(browser = new TextBrowser(house.origin)) {
  const page = await browser.submit(await browser.get('/console/sign-in'), '/console/sign-in/wallet')
  return { browser, id: page.path.split('/').at(-1)!, link: /href="(openid4vp:[^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? assert.fail(page.text) }
}
async function show(link: string, wallet: Wallet) {
  const request = await openRequest(link)
  const reply = await sendAnswer(request, await makeAnswer(request, wallet))
  return await reply.json() as { redirect_uri?: string; error_description?: string }
}
const pathOf = (address: string | undefined) => (address ?? assert.fail('refused')).slice(house.origin.length)
async function enter(wallet: Wallet) {
  const { browser, link } = await begin()
  return { browser, visit: await browser.get(pathOf((await show(link, wallet)).redirect_uri)) }
}
const session = async (browser: TextBrowser) => JSON.parse((await browser.get('/api/session')).html) as { kind: string; agency: string | null; roles: string[] }

test('taken in the console it says name, agency and since when, and no role; shown, it signs in to the post as the agency has it at that moment', async () => {
  const { credential, wallet } = await take(await desk('demo-korail-caseworker'))
  const said = credential.split('~').slice(1, -1).map((disclosure) => JSON.parse(Buffer.from(disclosure, 'base64url').toString()) as [string, string, unknown])
  assert.deepEqual(said.map(([, name]) => name).sort(), ['agency', 'agency_id', 'full_name', 'in_office_since'])
  assert.doesNotMatch(Buffer.from(credential.split('.')[1]!, 'base64url').toString(), /caseworker|role/)
  const { browser, visit } = await enter(wallet)
  assert.equal(visit.path, '/console')
  assert.deepEqual(await session(browser), { kind: 'official', name: house.identity.demonstration!.officials.find(({ id }) => id === 'demo-korail-caseworker')!.name, agency: 'korail', roles: ['caseworker'], actingFor: null })
  assert.equal((await browser.get('/console/team')).status, 403)
  const lead = await desk('demo-korail-lead')
  await lead.submit(await lead.get('/console/team'), '/console/team/demo-korail-caseworker/roles', { 'roles-demo-korail-caseworker': ['caseworker', 'administrator'] })
  assert.equal((await browser.get('/console/team')).status, 200)
  for (const act of ['take official ID', 'sign in with official ID']) assert.deepEqual(await audit(act), ['official:demo-korail-caseworker official:demo-korail-caseworker'], act)
})

test('from another device it takes the code that the phone shows', async () => {
  const { wallet } = await take(await desk('demo-kepco-caseworker'))
  const { browser, id } = await begin()
  const { crossDevice } = await house.credentials.presentations!.look(id, browser.cookies.get('maru-presenting'))
  const phone = await new TextBrowser(house.origin).get(pathOf((await show(crossDevice, wallet)).redirect_uri))
  const screen = await browser.get(`/present/${id}`)
  assert.equal((await browser.submit(screen, `/present/${id}/code`, { code: '000 000' })).path, `/present/${id}/code`)
  assert.equal((await browser.submit(screen, `/present/${id}/code`, { code: /\d{3} \d{3}/.exec(phone.text)![0] })).path, '/console')
})

test('a leaver: the session ends and the ID is revoked, its wallet gets nothing more, and every door stays shut', async (context) => {
  const { issuing, credential, wallet } = await take(await desk('demo-sr-caseworker'))
  const { browser } = await enter(wallet)
  const { link } = await begin()
  const lead = await desk('demo-sr-lead')
  const page = await desk('demo-sr-caseworker')
  const offered = await page.submit(await page.get(path), `${path}/offers`)
  await lead.submit(await lead.get('/console/team'), '/console/team/demo-sr-caseworker/end')
  const began = performance.now()
  await until(() => browser.get('/console'), ({ path: at }) => at.startsWith('/sign-in'), 30_000)
  await until(() => listedState(credential), (state) => state === 1, 5_000)
  context.diagnostic(`out and revoked after ${Math.round(performance.now() - began)} ms`)
  assert.equal((await show(link, wallet)).error_description, 'revoked')
  assert.equal((await issuing.ask('official-id', [await newKeyPair()])).status, 401)
  const late = await TestWallet.open(house.origin)
  const offer = /href="(openid-credential-offer:[^"]+)"/.exec(offered.html)![1]!.replaceAll('&amp;', '&')
  assert.equal((await late.redeem(readOffer(offer).code, /class="amount">(\d{6})</.exec(offered.html)![1])).status, 400)
  assert.deepEqual(await audit('revoke official ID'), ['official:demo-sr-lead official:demo-sr-caseworker'])
})

test('a lost phone: its ID is revoked and its official is out everywhere, and stays in office with a new ID', async () => {
  const official = 'demo-kepco-caseworker'
  const { issuing, credential, wallet } = await take(await desk(official))
  const { browser } = await enter(wallet)
  const elsewhere = await desk(official)
  const offered = await elsewhere.submit(await elsewhere.get(path), `${path}/offers`)
  const lead = await desk('demo-kepco-lead')
  const stranger = await desk('demo-kdhc-lead')
  const { status } = await stranger.post(`/console/team/${official}/id-lost`, { _csrf: csrfOf(await stranger.get('/')) })
  assert.equal(status, 404)
  const told = await lead.submit(await lead.get('/console/team'), `/console/team/${official}/id-lost`)
  assert.match(told.text, /is revoked/)
  for (const one of [browser, elsewhere]) await until(() => one.get('/console'), ({ path: at }) => at.startsWith('/sign-in'), 5_000)
  await until(() => listedState(credential), (state) => state === 1, 5_000)
  assert.equal((await issuing.ask('official-id', [await newKeyPair()])).status, 401)
  const late = await TestWallet.open(house.origin)
  const offer = /href="(openid-credential-offer:[^"]+)"/.exec(offered.html)![1]!.replaceAll('&amp;', '&')
  assert.equal((await late.redeem(readOffer(offer).code, /class="amount">(\d{6})</.exec(offered.html)![1])).status, 400)
  assert.equal((await show((await begin()).link, wallet)).error_description, 'revoked')
  const fresh = await take(await desk(official))
  assert.equal((await enter(fresh.wallet)).visit.path, '/console')
  assert.equal(await listedState(fresh.credential), 0)
  assert.ok((await audit('official ID lost')).includes(`official:demo-kepco-lead official:${official}`))
})

test('an ID that is taken while the loss of its phone is being worked off is refused and revoked', async () => {
  const { issuing } = await take(await desk('demo-kepco-lead'))
  const loss = new pg.Client(house.rooms.owner)
  await loss.connect()
  try {
    await loss.query('begin')
    await loss.query(`select from credentials.official_grant where official = 'demo-kepco-lead' for update`)
    await loss.query(`insert into credentials.ended_card (grant_id, type) select grant_id, 'official-id' from credentials.official_grant where official = 'demo-kepco-lead'`)
    const asked = issuing.ask('official-id', [await newKeyPair()])
    const count = () => house.rooms.ask(`select 1 from credentials.issuance where official = 'demo-kepco-lead'`)
    await until(count, (rows) => rows.length === 2, 10_000)
    await loss.query('commit')
    const { status, body } = await asked
    assert.deepEqual([status, body['error']], [400, 'credential_request_denied'])
    assert.deepEqual(await house.rooms.ask(`select state from credentials.issued_credential join credentials.issuance on id = issuance where official = 'demo-kepco-lead' order by issued_at`), [{ state: 0 }, { state: 1 }])
  } finally {
    await loss.end()
  }
})

test('an appointment that ends while the wallet is answered takes the ID with it', async () => {
  const { issuing } = await take(await desk('demo-nts-caseworker'))
  // As a wallet meets it whose token was found a moment before.
  await house.rooms.ask(`update identity.official set left_at = now() where id = 'demo-nts-caseworker'`)
  const answer = await issuing.ask('official-id', [await newKeyPair()])
  assert.deepEqual([answer.status, answer.body['error']], [400, 'credential_request_denied'])
})

test('refused: in another browser, a second time, revoked by its holder, run out, of another agency than the post', async () => {
  const { wallet, credential } = await take(await desk('demo-kdhc-caseworker'))
  const { browser, link } = await begin()
  const back = pathOf((await show(link, wallet)).redirect_uri)
  assert.equal((await new TextBrowser(house.origin).get(back)).status, 403)
  assert.equal((await browser.get(back)).status, 404, 'and thrown away')

  const second = await begin()
  const once = pathOf((await show(second.link, wallet)).redirect_uri)
  assert.equal((await second.browser.get(once)).path, '/console')
  assert.equal((await second.browser.get(once)).status, 404)
  await assert.rejects(openRequest(second.link), 'the request is given once')

  await house.rooms.ask(`update identity.official set agency = 'kepco' where id = 'demo-kdhc-caseworker'`)
  const moved = await enter(wallet)
  assert.equal(moved.visit.status, 403)
  assert.match(moved.visit.text, /opens no post/)
  assert.equal((await session(moved.browser)).kind, 'anyone')
  await house.rooms.ask(`update identity.official set agency = 'kdhc' where id = 'demo-kdhc-caseworker'`)

  const { idx } = (JSON.parse(Buffer.from(credential.split('.')[1]!, 'base64url').toString()) as { status: { status_list: { idx: number } } }).status.status_list
  const ends = (at: string) => house.rooms.ask(`update credentials.issued_credential set ends_at = ${at} where index = $1`, [idx])
  await ends(`now() - interval '1 day'`)
  assert.equal((await enter(wallet)).visit.status, 403)
  await ends(`now() + interval '1 day'`)
  const own = await desk('demo-kdhc-caseworker')
  await own.submit(await own.get(path), /action="(\/console\/official-id\/[^"]+\/revoke)"/.exec((await own.get(path)).html)![1]!)
  assert.equal((await show((await begin()).link, wallet)).error_description, 'revoked')
  assert.match((await own.get(path)).text, /revoked/i)
})

test('refused: an ID that another issuer signed, and a resident’s card; the ID itself signs nobody in as a resident', async () => {
  const { wallet, credential } = await take(await desk('demo-nhis-caseworker'))
  const { signers: [signer] } = await makeAuthority()
  const type = officialType(house.pack)!
  for (const own of [{ iss: 'https://farland.example' }, { iss: house.origin }]) {
    const forged = await issueSdJwt({ ...signer!, holder: wallet.holder, claims: { agency_id: 'kepco' }, own: { ...own, vct: vctOf(house.pack, type), exp: 4_000_000_000, status: (JSON.parse(Buffer.from(credential.split('.')[1]!, 'base64url').toString()) as { status: object }).status } })
    assert.equal((await show((await begin()).link, { ...wallet, sdJwts: { 'official-id': forged } })).error_description, 'unknown-issuer')
  }
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, 'KR-DEMO-000101', ['mobile-id'])
  const resident = await TestWallet.open(house.origin)
  await resident.redeem(readOffer(link).code, transactionCode)
  const key = await newKeyPair()
  const [{ credential: mobileId }] = (await resident.ask('mobile-id', [key])).body['credentials'] as [{ credential: string }]
  const card: Wallet = { holder: createPrivateKey({ key: await exportJWK(key.privateKey) as never, format: 'jwk' }), sdJwts: { 'official-id': mobileId } }
  assert.ok((await show((await begin()).link, card)).error_description)
  const door = new TextBrowser(house.origin)
  const page = await door.submit(await door.get('/sign-in'), '/sign-in/wallet')
  const asked = /href="(openid4vp:[^"]+)"/.exec(page.html)![1]!.replaceAll('&amp;', '&')
  assert.ok((await show(asked, { ...wallet, sdJwts: { 'mobile-id': credential } })).error_description)
})

test('an ID begets no ID, nor does a console that was left open; nobody takes back a colleague’s, and no token is for the other kind of holder', async () => {
  const own = await desk('demo-municipality-caseworker')
  const { wallet, issuing, notification } = await take(own)
  const { browser } = await enter(wallet)
  assert.doesNotMatch((await browser.get(path)).html, /official-id\/offers/)
  const csrf = csrfOf(await browser.get('/console'))
  assert.equal((await browser.post(`${path}/offers`, { _csrf: csrf })).path, path)
  await house.rooms.ask(`update identity.session set proven_at = now() - interval '11 minutes' where subject = 'demo-municipality-caseworker'`)
  assert.match((await own.get(path)).text, /once more who you are/)

  assert.equal((await issuing.ask('mobile-id', [await newKeyPair()])).body['error'], 'insufficient_scope')
  const other = await desk('demo-municipality-lead')
  assert.equal((await other.post(`${path}/${notification}/revoke`, { _csrf: csrfOf(await other.get('/console')) })).status, 404)
  const resident = new TextBrowser(house.origin)
  await signIn(resident, 'KR-DEMO-000101')
  assert.equal((await resident.post(`/my/wallet/${notification}/revoke`, { _csrf: csrfOf(await resident.get('/my')) })).status, 404)
  assert.equal((await resident.post('/my/wallet/offers', { type: 'official-id', _csrf: csrfOf(await resident.get('/my')) })).status, 404)
  const { code, transactionCode } = { ...await house.identity.authorization.preAuthorize(house.origin, { holder: { kind: 'resident', subject: 'KR-DEMO-000101' }, scopes: ['credential.official-id'], transactionCode: '123456', seconds: 60 }), transactionCode: '123456' }
  const greedy = await TestWallet.open(house.origin)
  assert.equal((await greedy.redeem(code, transactionCode)).status, 200)
  assert.equal((await greedy.ask('official-id', [await newKeyPair()])).body['error'], 'credential_request_denied')
})
