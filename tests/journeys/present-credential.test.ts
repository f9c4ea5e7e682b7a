/** From a registered request to an answer, over HTTP, between our verifier and a stranger's wallet that holds a credential of ours. */
import assert from 'node:assert/strict'
import { createPrivateKey, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { IssuerSigned } from '@owf/mdoc'
import { exportJWK } from 'jose'
import { mdocId } from '../../src/modules/credentials/present/request-template.ts'
import { makeAnswer, openRequest, sendAnswer, type Wallet } from '../../src/modules/credentials/present/test-wallet.ts'
import { csrfOf, signIn as signInAs } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { linksOf, showBy } from '../support/show-by-wallet.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

const person = 'KR-DEMO-000101'
let house: TestHouse
let wallet: Wallet
let shopKey: string
before(async () => {
  house = await openHouse()
  wallet = await walletOf(person)
  shopKey = await house.credentials.presentations!.makeKey({ template: 'age-19', returnTo: 'https://shop.example/back?cart=7' }, 'test')
})
after(() => house.close())

/** A wallet into which the house has issued one credential, in one format. */
async function walletOf(holder: string, type = 'mobile-id', format: 'dc+sd-jwt' | 'mso_mdoc' = 'dc+sd-jwt'): Promise<Wallet> {
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, holder, [type])
  const issuing = await TestWallet.open(house.origin)
  await issuing.redeem(readOffer(link).code, transactionCode)
  const key = await newKeyPair()
  const answer = await issuing.ask(format === 'mso_mdoc' ? `${type}-mdoc` : type, [key])
  const [{ credential } = { credential: '' }] = answer.body['credentials'] as { credential: string }[]
  const own = { holder: createPrivateKey({ key: await exportJWK(key.privateKey) as never, format: 'jwk' }) }
  return format === 'mso_mdoc' ? { ...own, mdocs: { [mdocId(type)]: IssuerSigned.decode(Buffer.from(credential, 'base64url')) } } : { ...own, sdJwts: { [type]: credential } }
}

const browser = () => new TextBrowser(house.origin)
const pathOf = (address: string) => address.slice(house.origin.length)
const showing = (link: string, holder = wallet) => showBy(link, holder)

async function ask(): Promise<{ id: string; url: string }> {
  const response = await fetch(`${house.origin}/api/presentations`, { method: 'POST', headers: { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json' }, body: '{}' })
  assert.equal(response.status, 200, await response.clone().text())
  return await response.json() as { id: string; url: string }
}
const collect = (id: string, code: string, key = shopKey) =>
  fetch(`${house.origin}/api/presentations/${id}/collect`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ code }) })

async function begin(person = browser()) {
  const asked = await ask()
  const visit = await person.get(pathOf(asked.url))
  return { ...asked, person, page: await person.submit(visit, visit.path) }
}
async function linkTo(id: string, mode: 'same-device' | 'cross-device', person: TextBrowser) {
  const cookie = [...person.cookies].find(([name]) => name === 'maru-presenting')?.[1]
  const waiting = await house.credentials.presentations!.look(id, cookie)
  return mode === 'same-device' ? waiting.sameDevice : waiting.crossDevice
}

test('a shop learns that somebody is 19 or older, and nothing else, once', async () => {
  const { id, person, page } = await begin()
  const { status, body, request } = await showing(linksOf(page.html))
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual(request.authorizationRequestPayload.dcql_query.credentials.map(({ claims }) => claims?.map(({ path }) => path.at(-1))), [['age_over_19'], ['age_over_19']])
  const back = await fetch(house.origin + pathOf(body.redirect_uri!), { headers: { cookie: [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }, redirect: 'manual' })
  const there = new URL(back.headers.get('location')!)
  assert.equal(`${there.origin}${there.pathname}`, 'https://shop.example/back')
  assert.equal(there.searchParams.get('cart'), '7')
  assert.equal(there.searchParams.get('presentation'), id)
  const collected = await collect(id, there.searchParams.get('code')!)
  const shown = await collected.json() as { credentials: Record<string, { issuer: string; claims: unknown; statusStale: boolean; statusAsOf: string }> }
  assert.deepEqual(shown.credentials['mobile-id']!.claims, { age_over_19: true })
  assert.deepEqual([shown.credentials['mobile-id']!.issuer, shown.credentials['mobile-id']!.statusStale], [house.origin, false])
  assert.equal((await collect(id, there.searchParams.get('code')!)).status, 404)
  assert.deepEqual(await house.rooms.ask('select 1 from credentials.presentation where id = $1', [id]), [])
})

test('a mobile document answers the same question in its place, and its holder signs in with it; revoked, it answers nothing', async () => {
  const documents = await walletOf('KR-DEMO-000103', 'mobile-id', 'mso_mdoc')
  const { id, person, page } = await begin()
  const { body } = await showing(linksOf(page.html), documents)
  const back = await fetch(house.origin + pathOf(body.redirect_uri ?? assert.fail(body.error_description)), { headers: { cookie: [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }, redirect: 'manual' })
  const shown = await (await collect(id, new URL(back.headers.get('location')!).searchParams.get('code')!)).json() as { credentials: Record<string, { claims: unknown; statusAsOf: string | null }> }
  assert.deepEqual(shown.credentials['mobile-id']!.claims, { age_over_19: true })
  assert.ok(shown.credentials['mobile-id']!.statusAsOf, 'its status was looked up')

  const door = browser()
  const waiting = await door.submit(await door.get('/sign-in?next=/my/documents'), '/sign-in/wallet', { next: '/my/documents' })
  assert.equal((await door.get(pathOf((await showing(linksOf(waiting.html), documents)).body.redirect_uri!))).path, '/my/documents')
  assert.equal((JSON.parse((await door.get('/api/session')).html) as { name: string }).name, house.identity.demonstration!.nameOf('KR-DEMO-000103'))

  const [first, second] = [await begin(), await begin()]
  const [one, other] = [await openRequest(linksOf(first.page.html)), await openRequest(linksOf(second.page.html))]
  const crossed = await sendAnswer(other, await makeAnswer(one, documents))
  assert.equal((await crossed.json() as { error_description: string }).error_description, 'bad-binding-signature')
  await house.credentials.issuer!.revoking.everything('KR-DEMO-000103', 'portal')
  assert.equal((await (await sendAnswer(one, await makeAnswer(one, documents))).json() as { error_description: string }).error_description, 'revoked')
})

test('attack: a presentation that returns in another browser is refused, and thrown away', async () => {
  const attacker = await begin()
  const { body } = await showing(linksOf(attacker.page.html))
  const victim = await browser().get(pathOf(body.redirect_uri!))
  assert.equal(victim.status, 403)
  assert.match(victim.html, /another browser/)
  const own = await attacker.person.get(pathOf(body.redirect_uri!))
  assert.equal(own.status, 404)
})

test('attack: the request fetched twice, by either way, or by a guessed address', async () => {
  const { id, page } = await begin()
  const link = linksOf(page.html)
  await openRequest(link)
  await assert.rejects(openRequest(link))
  const address = new URL(link.replace('openid4vp://', 'https://')).searchParams.get('request_uri')!
  assert.equal((await fetch(address, { method: 'POST', body: new URLSearchParams() })).status, 404)
  assert.equal((await fetch(address)).status, 404)
  assert.equal((await fetch(`${house.origin}/present/${id}/request/${'A'.repeat(43)}`)).status, 404)
})

test('attack: the other way, after one was taken', async () => {
  const { id, person, page } = await begin()
  const other = await linkTo(id, 'cross-device', person)
  await openRequest(linksOf(page.html))
  await assert.rejects(openRequest(other))
})

test('attack: an answer sent twice, an answer to another request, an answer by a stranger', async () => {
  const first = await begin()
  const request = await openRequest(linksOf(first.page.html))
  const answer = await makeAnswer(request, wallet)
  const second = await begin()
  const other = await openRequest(linksOf(second.page.html))
  const crossed = await sendAnswer(other, answer)
  assert.deepEqual([crossed.status, (await crossed.json() as { error_description: string }).error_description], [400, 'wrong-nonce'])
  assert.equal((await sendAnswer(request, answer)).status, 200)
  assert.equal((await sendAnswer(request, answer)).status, 404)
  const third = await begin()
  const waiting = await openRequest(linksOf(third.page.html))
  const { response_uri } = waiting.authorizationRequestPayload
  for (const body of ['response=x', 'error=access_denied&state=guessed', 'response=', 'error=access_denied']) {
    assert.equal((await fetch(response_uri, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })).status, 404, body)
  }
  assert.equal((await sendAnswer(waiting, await makeAnswer(waiting, wallet))).status, 200, 'strangers end nothing')
})

test('two answers at once: one is taken', async () => {
  const { page } = await begin()
  const request = await openRequest(linksOf(page.html))
  const answer = await makeAnswer(request, wallet)
  const replies = await Promise.all(Array.from({ length: 5 }, () => sendAnswer(request, answer)))
  assert.deepEqual(replies.map(({ status }) => status).sort((one, other) => one - other), [200, 404, 404, 404, 404])
})

test('from another device a typed code is wanted, and five wrong ones are too many', async () => {
  const { id, person, page } = await begin()
  const { body } = await showing(await linkTo(id, 'cross-device', person))
  assert.match(page.html, /role="img"/)
  const phone = await browser().get(pathOf(body.redirect_uri!))
  const code = /<strong>(\d{3} \d{3})<\/strong>/.exec(phone.html)![1]!
  const screen = await person.get(`/present/${id}`)
  assert.match(screen.html, /name="code"/)
  const wrong = await person.submit(screen, `/present/${id}/code`, { code: '000 000' })
  assert.match(wrong.html, /field-error/)
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const stranger = browser()
  const theirs = await stranger.post(`/present/${id}/code`, { code, _csrf: csrfOf(await stranger.get('/verify')) })
  assert.equal(theirs.status, 403)
  const right = await fetch(`${house.origin}/present/${id}/code`, { method: 'POST', redirect: 'manual', headers: { origin: house.origin, cookie }, body: new URLSearchParams({ code, _csrf: csrfOf(wrong) }) })
  // To another site it goes by a page of ours: a browser follows no redirect of a form there (CSP form-action).
  assert.equal(right.status, 200)
  assert.match(right.headers.get('refresh')!, /^0;url=https:\/\/shop\.example\/back/)

  const again = await begin()
  await showing(await linkTo(again.id, 'cross-device', again.person))
  const form = await again.person.get(`/present/${again.id}`)
  const tries = []
  for (let at = 0; at < 6; at += 1) tries.push((await again.person.submit(form, `/present/${again.id}/code`, { code: '111111' })).status)
  assert.deepEqual(tries, [200, 200, 200, 200, 200, 410])
})

test('the wallet’s no is an answer', async () => {
  const { id, person, page } = await begin()
  const request = await openRequest(linksOf(page.html))
  const { response_uri, state } = request.authorizationRequestPayload as unknown as { response_uri: string; state: string }
  const reply = await fetch(response_uri, { method: 'POST', body: new URLSearchParams({ error: 'access_denied', state }) })
  assert.equal(reply.status, 200)
  assert.match((await person.get(`/present/${id}`)).html, /The wallet said no/)
})

test('attack: a query that is not met, something nobody asked for, and one that was revoked', async () => {
  const answerWith = async (change: (request: Awaited<ReturnType<typeof openRequest>>) => Promise<unknown>) => {
    const { page } = await begin()
    const request = await openRequest(linksOf(page.html))
    const reply = await sendAnswer(request, await change(request))
    return (await reply.json() as { error_description?: string }).error_description
  }
  const withoutClaims = async (request: Awaited<ReturnType<typeof openRequest>>) => {
    for (const one of request.authorizationRequestPayload.dcql_query.credentials) delete one.claims
    return makeAnswer(request, wallet)
  }
  assert.equal(await answerWith(withoutClaims), 'query-not-met')
  assert.equal(await answerWith(async (request) => ({ other: (await makeAnswer(request, wallet))['mobile-id'] })), 'not-asked-for')
  assert.equal(await answerWith(() => Promise.resolve({ 'mobile-id': ['x'] })), 'unreadable')
  assert.equal(await answerWith(async (request) => {
    const [one] = (await makeAnswer(request, wallet))['mobile-id']!
    return { 'mobile-id': [one, one] }
  }), 'not-asked-for')
  const lost = await walletOf('KR-DEMO-000102')
  await house.rooms.ask(`with gone as (update credentials.issued_credential c set state = 1, state_at = now(), because = 'lost' from credentials.issuance i where i.id = c.issuance and i.person = 'KR-DEMO-000102' returning c.list)
    update credentials.status_list set version = version + 1 where id in (select list from gone)`)
  const { page } = await begin()
  assert.equal((await showing(linksOf(page.html), lost)).body.error_description, 'revoked')
})

test('whoever holds the mobile ID signs in with it, and is who they are', async () => {
  const person = browser()
  const door = await person.get('/sign-in?next=/my/documents')
  const waiting = await person.submit(door, '/sign-in/wallet', { next: '/my/documents' })
  assert.match(waiting.html, /openid4vp:/)
  const { body } = await showing(linksOf(waiting.html))
  const inside = await person.get(pathOf(body.redirect_uri!))
  assert.equal(inside.path, '/my/documents')
  const session = JSON.parse((await person.get('/api/session')).html) as { kind: string; name: string }
  assert.deepEqual([session.kind, session.name], ['resident', house.identity.demonstration!.nameOf('KR-DEMO-000101')])
  const used = await browser().get(pathOf(body.redirect_uri!))
  assert.equal(used.status, 404)
})

test('attack: signing somebody else in: the link of an attacker leads nowhere in the victim’s browser', async () => {
  const attacker = browser()
  const waiting = await attacker.submit(await attacker.get('/sign-in'), '/sign-in/wallet', { next: '/my' })
  const { body } = await showing(linksOf(waiting.html))
  const victim = browser()
  await signInAs(victim, 'KR-DEMO-000020')
  assert.equal((await victim.get(pathOf(body.redirect_uri!))).status, 403)
  assert.equal((await attacker.get('/api/session')).html.includes('"anyone"'), true)
})

test('a key that nobody made, or of another request, opens nothing', async () => {
  const unknown = await fetch(`${house.origin}/api/presentations`, { method: 'POST', headers: { authorization: `Bearer ${'A'.repeat(43)}`, 'content-type': 'application/json' }, body: '{}' })
  assert.equal(unknown.status, 401)
  const other = await house.credentials.presentations!.makeKey({ template: 'sign-in', returnTo: null }, 'test')
  assert.equal((await collect(randomUUID(), 'A'.repeat(43), other)).status, 404)
})
