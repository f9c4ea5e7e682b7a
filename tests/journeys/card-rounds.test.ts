/** Everybody is looked at by the word of two: one asks, a colleague sees what it does and says yes or no, and the database holds to it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { csrfOf, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const cards = '/console/cards'
const card = 'disability-card'

async function as(official: string) {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, official)
  return browser
}
const [asks, confirms] = [() => as('demo-mohw-cards'), () => as('demo-mohw-cards-second')]

async function ask(browser: TextBrowser): Promise<string> {
  const page = await browser.submit(await browser.get(cards), `${cards}/everybody`, { type: card })
  assert.match(page.path, /\/rounds\/[0-9a-f-]{36}$/, page.text)
  return page.path
}

const say = async (browser: TextBrowser, path: string, body: Record<string, string>) => browser.post(path, { ...body, _csrf: csrfOf(await browser.get(cards)) })
const looks = async () => (await house.rooms.ask<{ count: number }>("select count(*)::int as count from exchange.sweep where purpose = 'offer-disability-card'"))[0]!.count
const acts = async () => (await house.rooms.ask<{ actor: string; act: string }>("select actor, act from kernel.audit where object = 'card:disability-card' order by id")).map(({ actor, act }) => `${actor} ${act}`)

test('what it does is shown before anybody says yes; whoever asks does not confirm it, and nobody is looked at', async () => {
  const [first, second] = [await asks(), await confirms()]
  const path = await ask(first)
  const own = await first.get(path)
  for (const said of ['Disability', 'Offering:', 'Every resident is looked at once', 'it ends by itself', 'Take it back']) assert.ok(own.text.includes(said), said)
  assert.ok(!own.html.includes('value="confirm"'))
  assert.equal((await say(first, path, { act: 'confirm' })).status, 403)
  // Another agency's officer has no such thing, whatever is sent.
  const other = await as('demo-mpva-cards-second')
  for (const page of [await other.get(path), await say(other, path, { act: 'confirm' }), await say(other, path, { act: 'refuse', because: 'It is not to be done.' })]) assert.equal(page.status, 404)
  assert.match((await second.get(cards)).text, /Waiting for a second person[^]*Held now/)
  assert.match((await say(second, path, { act: 'refuse', because: 'no' })).text, /Give a reason in a few words/)
  const refused = await say(second, path, { act: 'refuse', because: 'The register is being corrected this week.' })
  assert.match(refused.text, /Turned down: nobody was looked at/)
  assert.match((await first.get(path)).text, /The register is being corrected this week\./)
  assert.equal((await say(second, path, { act: 'confirm' })).status, 409)
  assert.equal(await looks(), 0)
})

test('taken back by who asked, and by nobody else; it can be asked for again', async () => {
  const [first, second] = [await asks(), await confirms()]
  const path = await ask(first)
  assert.equal((await say(second, path, { act: 'drop' })).status, 404)
  assert.equal((await say(first, `${cards}/everybody`, { type: card })).status, 409)
  await first.submit(await first.get(path), path, { act: 'drop' })
  assert.equal((await say(second, path, { act: 'confirm' })).status, 409)
  assert.match((await second.get(path)).text, /Taken back/)
  assert.equal(await looks(), 0)
})

test('what nobody confirms in time ends by itself, and a yes that comes too late is none', async () => {
  const [first, second] = [await asks(), await confirms()]
  const path = await ask(first)
  await house.rooms.ask('update credentials.card_round set ends_at = now() where id = $1', [path.split('/').at(-1)!])
  assert.equal((await say(second, path, { act: 'confirm' })).status, 409)
  await house.rooms.ask("select kernel.enqueue('credentials.end-waiting-round', json_build_object('round', $1::text), null, null, 0)", [path.split('/').at(-1)!])
  await until(() => second.get(path), ({ text }) => text.includes('Not confirmed in time'), 20_000)
  assert.equal((await say(second, path, { act: 'confirm' })).status, 409)
  assert.equal(await looks(), 0)
})

test('the database itself refuses the word of one, a yes too late, and a look before the yes', async () => {
  const id = (await ask(await asks())).split('/').at(-1)!
  const tries = [
    "state = 'confirmed'", "state = 'confirmed', decided_by = made_by, decided_by_name = 'x', decided_at = now()",
    "state = 'confirmed', decided_by = 'x', decided_by_name = 'x', decided_at = ends_at", "after = 'KR-DEMO-000001'", 'told = 1', "state = 'alone'",
  ]
  for (const wrong of tries) await assert.rejects(house.rooms.ask(`update credentials.card_round set ${wrong} where id = $1`, [id]), /check constraint/, wrong)
  // Nor does the room itself write one that is confirmed already.
  await assert.rejects(house.rooms.database.room('credentials').transaction((tx) => (tx as never as { insertInto(table: string): { values(row: object): { execute(): Promise<unknown> } } }).insertInto('card_round')
    .values({ id: '019a0000-0000-7000-8000-000000000001', type: 'x', agency: 'mohw', purpose: 'x', made_by: 'a', made_by_name: 'a', ends_at: new Date(), state: 'confirmed' }).execute()), /permission denied/)
})

test('confirmed by a colleague it begins; each word stands in the audit under its own name', async () => {
  const second = await confirms()
  const [{ id }] = await house.rooms.ask<{ id: string }>("select id from credentials.card_round where state = 'proposed'") as [{ id: string }]
  const path = `${cards}/rounds/${id}`
  await second.submit(await second.get(path), path, { act: 'confirm' })
  await until(() => second.get(path), ({ text }) => text.includes('Done:'), 60_000)
  assert.ok(await looks() > 0)
  assert.match((await (await asks()).get(await ask(await asks()))).text, /Last time, on .* told/)
  const [one, other] = ['official:demo-mohw-cards', 'official:demo-mohw-cards-second']
  const what = 'telling everybody entitled to a card'
  const proposed = `${one} propose to tell everybody entitled to a card`
  assert.deepEqual(await acts(), [proposed, `${other} refuse ${what}`, proposed, `${one} drop ${what}`, proposed, 'system end waiting to tell everybody entitled to a card', proposed, `${other} confirm ${what}`, proposed])
})
