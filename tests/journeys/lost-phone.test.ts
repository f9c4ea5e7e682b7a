/** The phone is gone: what a resident can do from any browser, and with a sheet of paper and no sign-in at all. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { csrfOf, signIn, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { listedState } from '../support/listed-state.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

/** A wallet that took its offer from the portal's own page, as a person does. */
async function fill(browser: TextBrowser, ...types: string[]) {
  const wallet = await TestWallet.open(house.origin, 'maru-wallet')
  const credentials: string[] = []
  for (const type of types) {
    const page = await browser.get('/my/wallet')
    const form = page.html.split('<form').find((text) => text.includes('/my/wallet/offers') && text.includes(`value="${type}"`))!
    const offer = await browser.post('/my/wallet/offers', { type, _csrf: /name="_csrf" value="([^"]+)"/.exec(form)![1]! })
    const link = /href="(openid-credential-offer:[^"]+)"/.exec(offer.html)![1]!.replaceAll('&amp;', '&')
    const code = /<p class="amount">(\d{6})<\/p>/.exec(offer.html)![1]!
    assert.match(offer.html, /data:image\/svg\+xml/)
    assert.equal((await wallet.redeem(readOffer(link).code, code)).status, 200)
    const answer = await wallet.ask(type, [await newKeyPair()])
    assert.equal(answer.status, 200, answer.text)
    const [{ credential }] = answer.body['credentials'] as [{ credential: string }]
    credentials.push(credential)
  }
  return { wallet, credentials }
}

async function enter(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

test('the portal shows what it issued, and one of it is revoked alone', async () => {
  const browser = await enter('KR-DEMO-000111')
  const { credentials } = await fill(browser, 'mobile-id', 'family-relations')
  const page = await browser.get('/my/wallet')
  const [latest] = [...page.html.matchAll(/action="(\/my\/wallet\/[0-9a-f-]{36}\/revoke)"/g)].map(([, action]) => action!)
  await browser.submit(page, latest!)
  await until(() => Promise.all(credentials.map(listedState)), ([first, second]) => first === 0 && second === 1, 5_000)
})

test('what a wallet came by with one offer is one card, in both forms and every copy; taken back, its wallet gets none anew, and another wallet keeps its own', async () => {
  const browser = await enter('KR-DEMO-000115')
  const { wallet, credentials: [first] } = await fill(browser, 'mobile-id')
  assert.equal((await wallet.ask('mobile-id-mdoc', [await newKeyPair()])).status, 200)
  const copies = await wallet.ask('mobile-id', [await newKeyPair(), await newKeyPair()])
  const { credentials: [other] } = await fill(browser, 'mobile-id')
  const page = await browser.get('/my/wallet')
  const actions = [...page.html.matchAll(/action="(\/my\/wallet\/[0-9a-f-]{36}\/revoke)"/g)].map(([, action]) => action!)
  assert.equal(actions.length, 2)
  assert.equal(page.html.match(/Mobile document \(ISO 18013-5\)/g)?.length, 1)
  await browser.submit(page, actions.at(-1)!)
  const [one] = (copies.body['credentials'] as { credential: string }[]).map(({ credential }) => credential)
  await until(() => Promise.all([first!, one!, other!].map(listedState)), (states) => states.join() === '1,1,0', 5_000)
  const again = await wallet.ask('mobile-id', [await newKeyPair()])
  assert.deepEqual([again.status, again.body['error']], [400, 'credential_request_denied'])
})

test('everything from a signed-in browser: revoked in the signed lists, signed out everywhere, told and audited, and back at once', async () => {
  const person = 'KR-DEMO-000112'
  const browser = await enter(person)
  const stolen = await enter(person)
  const { wallet, credentials } = await fill(browser, 'mobile-id', 'resident-abstract')
  assert.deepEqual(await Promise.all(credentials.map(listedState)), [0, 0])
  const sure = await browser.submit(await browser.get('/my/wallet'), '/my/wallet/revoke')
  await browser.submit(sure, '/my/wallet/revoke/all')
  await until(() => Promise.all(credentials.map(listedState)), (states) => states.every((state) => state === 1), 5_000)
  assert.match((await stolen.get('/my/wallet')).path, /^\/sign-in/)
  assert.equal((await wallet.ask('mobile-id', [await newKeyPair()])).status, 401)
  const [audited] = await house.rooms.ask<{ actor: string; detail: { credentials: number } }>(`select actor, detail from kernel.audit where act = 'revoke wallets' and object = $1`, [`person:${person}`])
  assert.deepEqual([audited!.actor, audited!.detail.credentials], [`resident:${person}`, 2])
  const again = await enter(person)
  await until(() => again.get('/my/inbox'), ({ text }) => /wallets were emptied: 2 documents/.test(text))
  const { credentials: [fresh] } = await fill(again, 'mobile-id')
  assert.equal(await listedState(fresh!), 0)
})

test('said at an office to be lost: signed out everywhere, revoked in the signed lists, told, and what came later stays', async () => {
  const person = 'KR-DEMO-000119'
  const stolen = await enter(person)
  const { wallet, credentials } = await fill(stolen, 'mobile-id', 'resident-abstract')
  const official = { kind: 'official', official: 'demo-municipality-caseworker', name: 'x', agency: 'municipality', roles: ['caseworker'], session: 's' } as const
  const subject = { id: person, name: house.identity.demonstration!.nameOf(person)! }
  await house.identity.registrations.office.open(official, { person: subject, document: 'passport', lost: true })
  assert.match((await stolen.get('/my/wallet')).path, /^\/sign-in/)
  assert.equal((await wallet.ask('mobile-id', [await newKeyPair()])).status, 401)
  const again = await enter(person)
  const { credentials: [fresh] } = await fill(again, 'mobile-id')
  await until(() => Promise.all(credentials.map(listedState)), (states) => states.every((state) => state === 1), 5_000)
  await until(() => again.get('/my/inbox'), ({ text }) => /wallets were emptied: 2 documents/.test(text))
  assert.equal(await listedState(fresh!), 0)
  assert.equal((await again.get('/my/wallet')).path, '/my/wallet')
  const [audited] = await house.rooms.ask<{ actor: string }>(`select actor from kernel.audit where act = 'revoke wallets' and object = $1`, [`person:${person}`])
  assert.equal(audited!.actor, 'official:demo-municipality-caseworker')
})

test('back on a new phone with one offer: what was lost and nothing else, under new keys, and once', async () => {
  const person = 'KR-DEMO-000115'
  const browser = await enter(person)
  assert.doesNotMatch((await browser.get('/my/wallet')).html, /my\/wallet\/restore/)
  const { credentials: old } = await fill(browser, 'mobile-id', 'resident-abstract', 'family-relations')
  const [family] = [...(await browser.get('/my/wallet')).html.matchAll(/action="(\/my\/wallet\/[0-9a-f-]{36}\/revoke)"/g)].map(([, action]) => action!)
  // What its holder took back alone is not missed.
  await browser.submit(await browser.get('/my/wallet'), family!)
  assert.doesNotMatch((await browser.get('/my/wallet')).html, /my\/wallet\/restore/)
  await house.credentials.issuer!.revoking.everything(person, 'sheet')
  const again = await enter(person)
  const offer = await again.submit(await again.get('/my/wallet'), '/my/wallet/restore')
  const { code, credential_configuration_ids: offered } = readOffer(/href="(openid-credential-offer:[^"]+)"/.exec(offer.html)![1]!.replaceAll('&amp;', '&'))
  const types = offered.filter((id) => !id.endsWith('-mdoc')).toSorted()
  assert.deepEqual(types, ['mobile-id', 'resident-abstract'])
  const wallet = await TestWallet.open(house.origin, 'maru-wallet')
  assert.equal((await wallet.redeem(code, /<p class="amount">(\d{6})<\/p>/.exec(offer.html)![1]!)).status, 200)
  for (const type of types) assert.equal((await wallet.ask(type, [await newKeyPair()])).status, 200)
  await until(() => Promise.all(old.map(listedState)), (states) => states.every((state) => state === 1), 5_000)
  assert.doesNotMatch((await again.get('/my/wallet')).html, /my\/wallet\/restore/)
  const none = await again.post('/my/wallet/restore', { _csrf: csrfOf(await again.get('/my/wallet')) })
  assert.equal(none.path, '/my/wallet')
  assert.match((await until(() => again.get('/my/inbox'), ({ text }) => text.includes('offered anew'))).text, /2 documents were offered anew for a wallet/)
  assert.equal((await house.rooms.ask(`select 1 from kernel.audit where act = 'restore wallets' and object = $1`, [`person:${person}`])).length, 1)
})

test('everything with the sheet: no sign-in, asked once more, no name shown, and it works once', async () => {
  const person = 'KR-DEMO-000113'
  const browser = await enter(person)
  const { credentials } = await fill(browser, 'mobile-id')
  const sheetOf = async () => /<code>[^<]*(\/lost\/[\w-]{43})<\/code>/.exec((await browser.submit(await browser.get('/my/wallet'), '/my/wallet/sheet')).html)![1]!
  const old = await sheetOf()
  const sheet = await sheetOf()
  const finder = new TextBrowser(house.origin)
  assert.equal((await finder.get(old)).status, 404)
  const asked = await finder.get(sheet)
  assert.ok(!asked.html.includes(house.identity.demonstration!.nameOf(person)!))
  assert.equal(await listedState(credentials[0]!), 0)
  assert.equal((await finder.submit(asked, sheet)).status, 200)
  await until(() => listedState(credentials[0]!), (state) => state === 1, 5_000)
  assert.equal((await finder.get(sheet)).status, 404)
  const [audited] = await house.rooms.ask<{ actor: string }>(`select actor from kernel.audit where act = 'revoke wallets' and object = $1`, [`person:${person}`])
  assert.equal(audited!.actor, 'sheet')
})

test('a suspension is seen and lifted; a revocation is never', async () => {
  const { credentials: [status] } = await fill(await enter('KR-DEMO-000114'), 'mobile-id')
  const [{ issuance }] = await house.rooms.ask<{ issuance: string }>('select id as issuance from credentials.issuance where person = $1', ['KR-DEMO-000114']) as [{ issuance: string }]
  const { revoking } = house.credentials.issuer!
  await revoking.setState(issuance, 2, 'a question is open')
  await until(() => listedState(status!), (state) => state === 2, 5_000)
  await revoking.setState(issuance, 0, '')
  await until(() => listedState(status!), (state) => state === 0, 5_000)
  await revoking.one('KR-DEMO-000114', issuance)
  assert.equal(await revoking.setState(issuance, 0, ''), 0)
  await until(() => listedState(status!), (state) => state === 1, 5_000)
})
