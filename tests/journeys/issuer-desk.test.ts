/** An agency holds, lets go and ends cards that it has issued: verifiers see it within seconds, their holder is told and reads why, and nobody opens the books for it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { csrfOf, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { listedState } from '../support/listed-state.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const reason = 'A card with this number was found on a train. Come to the office with your passport.'
const law = '주민등록법 §24-2'

async function enter(person: string): Promise<TextBrowser> {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

async function officer(agency: string, post = 'cards'): Promise<TextBrowser> {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, `demo-${agency}-${post}`)
  return browser
}

const nameOf = (person: string) => house.identity.demonstration!.nameOf(person)!
const say = async (desk: TextBrowser, path: string, body: Record<string, string>) => desk.post(path, { ...body, _csrf: csrfOf(await desk.get('/console/cards')) })

async function misbehave(mode: 'down' | 'none') {
  const { url, token } = house.registers.addresses['resident']!
  assert.ok((await fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify({ mode }), headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } })).ok)
}

/** From the portal's page into a wallet. @returns the wallet, and asks for a copy */
async function take(browser: TextBrowser, type: string) {
  const wallet = await TestWallet.open(house.origin, 'maru-wallet')
  const offer = await browser.post('/my/wallet/offers', { type, _csrf: csrfOf(await browser.get('/my/wallet')) })
  const link = /href="(openid-credential-offer:[^"]+)"/.exec(offer.html)![1]!.replaceAll('&amp;', '&')
  assert.equal((await wallet.redeem(readOffer(link).code, /<p class="amount">(\d{6})<\/p>/.exec(offer.html)![1]!)).status, 200)
  const copy = async () => {
    const { status, body } = await wallet.ask(type, [await newKeyPair()])
    return { status, body, credential: (body['credentials'] as { credential: string }[] | undefined)?.[0]!.credential }
  }
  return copy
}

test('held: suspended in the signed list, no fresh copy, no new card; let go: all of it again', async () => {
  const [person, desk] = ['KR-DEMO-000121', await officer('mois')]
  const browser = await enter(person)
  const copy = await take(browser, 'mobile-id')
  const { credential } = await copy()
  const asked = await say(desk, '/console/cards', { person, name: nameOf(person), type: 'mobile-id', act: 'hold', reason, law })
  assert.match(asked.html, /Hold this card\? Mobile ID/)
  assert.equal(await listedState(credential!), 0)
  assert.equal((await desk.submit(asked, '/console/cards/orders')).status, 200)
  await until(() => listedState(credential!), (state) => state === 2, 5_000)
  const refused = await copy()
  assert.deepEqual([refused.status, refused.body['error']], [400, 'credential_request_denied'])
  const page = await browser.get('/my/wallet')
  assert.ok(page.html.includes(reason) && page.html.includes(law) && page.html.includes('held by'))
  assert.ok(!page.html.includes('value="mobile-id"') && page.html.includes('value="family-relations"'))
  // Whoever keeps the page's old form, or an offer of before, gets none either.
  assert.equal((await (await take(browser, 'mobile-id'))()).status, 400)
  const list = await desk.get('/console/cards')
  await desk.submit(list, /action="(\/console\/cards\/[0-9a-f-]{36}\/let-go)"/.exec(list.html)![1]!)
  await until(() => listedState(credential!), (state) => state === 0, 5_000)
  assert.equal((await copy()).status, 200)
  assert.ok(!(await browser.get('/my/wallet')).html.includes(reason))
})

test('ended: revoked for ever, its wallet gets none; whoever is entitled takes a new one', async () => {
  const [person, desk] = ['KR-DEMO-000122', await officer('mois')]
  const browser = await enter(person)
  const copy = await take(browser, 'mobile-id')
  const { credential } = await copy()
  await say(desk, '/console/cards/orders', { person, name: nameOf(person), type: 'mobile-id', act: 'end', reason, law })
  await until(() => listedState(credential!), (state) => state === 1, 5_000)
  assert.equal((await copy()).status, 400)
  assert.equal((await (await take(browser, 'mobile-id'))()).status, 200)
})

test('its holder is told of each act at once, and by whom; the act is in the audit log', async () => {
  const person = 'KR-DEMO-000121'
  const rows = await until(() => house.rooms.ask<{ data: { act: string; card: string; agency: string } }>("select data from notices.notice where person = $1 and kind = 'card-changed' order by id", [person]), (found) => found.length === 2, 20_000)
  assert.deepEqual(rows.map(({ data }) => [data.act, data.card, data.agency]), [['hold', 'mobile-id', 'mois'], ['lifted', 'mobile-id', 'mois']])
  const audit = await house.rooms.ask<{ actor: string; act: string }>("select actor, act from kernel.audit where object = $1 and act like '%card%' order by act", [`person:${person}`])
  assert.deepEqual(audit.map(({ actor, act }) => [actor, act]), [['official:demo-mois-cards', 'hold cards'], ['official:demo-mois-cards', 'let cards go']])
})

test('an agency has a say in its own cards alone; two at once hold once; what is missing is said where it is', async () => {
  const [own, other] = [await officer('mois'), await officer('mohw')]
  const order = { person: 'KR-DEMO-000123', name: nameOf('KR-DEMO-000123'), type: 'mobile-id', act: 'hold', reason, law }
  assert.match((await say(other, '/console/cards/orders', order)).html, /Choose a card that your agency issues/)
  const answers = await Promise.all([say(own, '/console/cards/orders', order), say(own, '/console/cards/orders', order), say(own, '/console/cards/orders', order)])
  assert.deepEqual(answers.map(({ status }) => status).toSorted((one, other) => one - other), [200, 409, 409])
  const [{ id }] = await house.rooms.ask<{ id: string }>('select id from credentials.card_hold where person = $1', [order.person]) as [{ id: string }]
  assert.equal((await say(other, `/console/cards/${id}/let-go`, {})).status, 404)
  const missing = await say(own, '/console/cards', { person: 'nobody', type: 'no-such', reason: 'x' })
  for (const sentence of ['Type the number', 'Choose a card', 'Say whether', 'Give a reason', 'Name the law']) assert.ok(missing.html.includes(sentence), sentence)
  // Nobody learns here whether there is a card: the same answer for whoever has none.
  assert.equal((await say(own, '/console/cards/orders', { ...order, person: 'KR-DEMO-000124', name: nameOf('KR-DEMO-000124') })).status, 200)
})

test('a mistyped number holds nobody’s card: the name of the file is compared with the register’s, which is shown to nobody; its person reads that it was', async () => {
  const [meant, struck] = ['KR-DEMO-000126', 'KR-DEMO-000127']
  const desk = await officer('mois')
  const order = { person: struck, name: nameOf(meant), type: 'mobile-id', act: 'hold', reason, law }
  const looks = () => house.rooms.ask<{ purpose: string; recipient: string }>('select purpose, recipient from exchange.access_log where person = $1', [struck])
  for (const path of ['/console/cards', '/console/cards/orders', '/console/cards']) {
    const { text, html } = await say(desk, path, order)
    assert.match(text, /this name and this number do not belong to one person/)
    assert.ok(!text.includes(nameOf(struck)) && html.includes(nameOf(meant)) && html.includes(reason), 'what was typed stays, and nothing else is told')
  }
  // The same question on one day is one look; a number of nobody gets the same answer.
  assert.deepEqual(await looks(), [{ purpose: 'hold-card-mois', recipient: 'mois' }])
  assert.match((await say(desk, '/console/cards', { ...order, person: 'KR-DEMO-999999' })).text, /do not belong to one person/)
  assert.match((await say(desk, '/console/cards', { ...order, name: ' ' })).text, /Type the name/)
  assert.match((await (await enter(struck)).get('/my/data')).text, /Comparing a name before a card is held/)
  assert.equal((await house.rooms.ask("select 1 from kernel.audit where act = 'compare a name' and object = $1 and actor = 'official:demo-mois-cards'", [`person:${struck}`])).length, 3)

  // Written with other spaces it is the same name.
  const spaced = Array.from(nameOf(struck)).join(' ')
  assert.ok((await say(desk, '/console/cards', { ...order, name: spaced })).text.includes(`${spaced}: by the register, the name of the person with this number`))
  await misbehave('down')
  assert.match((await say(desk, '/console/cards/orders', { ...order, person: meant })).text, /The register does not answer now/)
  await misbehave('none')
  assert.deepEqual(await house.rooms.ask('select 1 from credentials.card_hold where person in ($1, $2)', [meant, struck]), [])
})

test('cards of every kind that people carry are there, each from its own register', async () => {
  const person = 'KR-DEMO-000003'
  house.change('driving', person, (held) => ({ ...held, licence: 'class-1', licenceRenewedOn: '2025-03-02' }))
  house.change('veterans', person, (held) => ({ ...held, merit: 'war-service' }))
  const browser = await enter(person)
  for (const type of ['driving-licence', 'income-certificate', 'veteran-card']) {
    const { status, credential } = await (await take(browser, type))()
    assert.equal(status, 200, type)
    const told = credential!.split('~').slice(1, -1).map((disclosure) => (JSON.parse(Buffer.from(disclosure, 'base64url').toString()) as string[])[1])
    assert.ok(told.includes({ 'driving-licence': 'licence_class', 'income-certificate': 'yearly_income', 'veteran-card': 'merit' }[type]!), type)
  }
  house.change('veterans', person, (held) => ({ ...held, merit: 'none' }))
  assert.equal((await (await take(browser, 'veteran-card'))()).status, 400)
})

test('everybody entitled is told once, and nobody else; each finds the look in their own log', async () => {
  const desk = await officer('mpva')
  for (const person of ['KR-DEMO-000131', 'KR-DEMO-000132']) house.change('veterans', person, (held) => ({ ...held, merit: 'war-service' }))
  house.change('veterans', 'KR-DEMO-000133', (held) => ({ ...held, merit: 'none' }))
  const two = await Promise.all([1, 2].map(() => say(desk, '/console/cards/everybody', { type: 'veteran-card' })))
  assert.deepEqual(two.map(({ status }) => status).toSorted((one, other) => one - other), [200, 409])
  const { path } = two.find(({ status }) => status === 200)!
  const colleague = await officer('mpva', 'cards-second')
  assert.equal((await colleague.submit(await colleague.get(path), path, { act: 'confirm' })).status, 200)
  // A yes that comes twice begins it once.
  assert.equal((await say(colleague, path, { act: 'confirm' })).status, 409)
  await until(() => desk.get('/console/cards'), ({ html }) => html.includes('Done:'), 60_000)
  const told = () => house.rooms.ask<{ person: string; times: number }>("select person, count(*)::int as times from notices.notice where kind = 'card-ready' group by person")
  const [{ told: wanted }] = await house.rooms.ask<{ told: number }>('select told from credentials.card_round where finished_at is not null order by made_at limit 1') as [{ told: number }]
  const rows = await until(told, (found) => found.length >= wanted, 20_000)
  assert.ok(wanted > 2 && rows.length === wanted && rows.every(({ times }) => times === 1))
  const people = new Set(rows.map(({ person }) => person))
  assert.deepEqual(['KR-DEMO-000131', 'KR-DEMO-000132', 'KR-DEMO-000133'].map((person) => people.has(person)), [true, true, false])
  const browser = await enter('KR-DEMO-000131')
  assert.match((await browser.get('/my/data')).html, /Veterans|Offering: Veteran card/)
  // Another agency's card, and one that no law lets an agency offer like that, are no such thing here.
  assert.equal((await say(desk, '/console/cards/everybody', { type: 'disability-card' })).status, 404)
})

test('nobody shows a dead person’s cards, and no wallet gets another', async () => {
  const person = 'KR-DEMO-000125'
  const copy = await take(await enter(person), 'mobile-id')
  const { credential } = await copy()
  const { revoking } = house.credentials.issuer!
  await Promise.all([revoking.died(person), revoking.died(person)])
  await until(() => listedState(credential!), (state) => state === 1, 5_000)
  await until(copy, ({ status }) => status >= 400, 10_000)
  assert.deepEqual(await house.rooms.ask("select 1 from notices.notice where person = $1 and kind = 'wallet-revoked'", [person]), [])
})
