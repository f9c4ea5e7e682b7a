/** One person's conversation over the portal and a messenger, before the desks of two agencies and back with the assistant. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { send, settings, telegram } from '../assistant/speakers.ts'
import { signIn, signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ channels: { conversations: { telegram: settings.telegram! } }, origin: 'https://services.example' }) })
after(() => house.close())

const list = '/console/conversations'

async function official(id: string) {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, id)
  return browser
}
const openAt = async (desk: TextBrowser) => [...(await desk.get(list)).html.matchAll(/\/console\/conversations\/[0-9a-f-]{36}/g)].map(([path]) => path)

test('handed over, claimed, forwarded with everything said so far, returned to the assistant and rated, over the portal and a messenger', async () => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, 'KR-DEMO-000041')
  const say = async (message: string) => browser.submit(await browser.get('/ask'), '/ask', { message })
  const text = async (message: string) => (await send(house, telegram, { sender: 'one-person', text: message })).text
  const all = ['How much is the child allowance?', '며칠 걸려요?', 'I want to talk to a person']

  // The messenger is the person's own, so that both are one conversation.
  const code = /\d{8}/.exec(await text('내 알림 보여줘'))?.[0] ?? assert.fail('no code')
  await browser.submit(await browser.get('/ask/channels'), '/ask/channels', { code })
  await say(all[0]!)
  assert.match(await text(all[1]!), /아동수당/, 'the thread goes on elsewhere')
  assert.match((await browser.get('/ask')).text, /며칠 걸려요/)
  const handed = await say(all[2]!)
  assert.match(handed.text, /Maru City|municipal|city/i)

  const [first, second, other] = await Promise.all(['demo-municipality-caseworker', 'demo-ssis-caseworker', 'demo-kepco-caseworker'].map(official)) as [TextBrowser, TextBrowser, TextBrowser]
  const [path] = await openAt(first) as [string]
  assert.deepEqual([await openAt(second), await openAt(other)], [[], []])
  assert.equal((await second.get(path)).status, 404)
  const claimed = await first.submit(await first.get(path), `${path}/claim`)
  for (const words of all) assert.ok(claimed.text.includes(words), words)
  assert.match(claimed.text, /Child Allowance Act §4/, 'with the sources that the program showed')
  await first.submit(claimed, `${path}/answers`, { answer: 'I ask the social security office.' })
  assert.match((await browser.get('/ask')).text, /I ask the social security office/)
  assert.match(await text('알겠습니다'), /I ask the social security office/)

  await first.submit(await first.get(path), `${path}/forward`, { agency: 'ssis' })
  assert.equal((await first.get(path)).status, 404, 'it is the other agency’s now')
  assert.deepEqual(await openAt(second), [path])
  const taken = await second.submit(await second.get(path), `${path}/claim`)
  for (const words of [...all, '알겠습니다', 'I ask the social security office.']) assert.ok(taken.text.includes(words), words)
  // What the person writes meanwhile, here or there, reaches whoever has it, and the program is silent.
  await say('Is it paid for twins twice?')
  assert.match(await text('쌍둥이예요'), /전했습니다/)
  const grown = await second.get(path)
  for (const words of ['Is it paid for twins twice?', '쌍둥이예요']) assert.ok(grown.text.includes(words), words)
  const [, turn] = /name="turn" value="([0-9a-f-]{36})"/.exec(grown.html)!
  assert.match((await second.submit(grown, `${path}/ratings`, { turn: turn!, helped: 'yes' })).text, /was right|right/i)
  await second.submit(await second.get(path), `${path}/answers`, { answer: 'Yes, for each child.' })
  assert.match(await text('감사합니다'), /Yes, for each child/)

  await second.submit(await second.get(path), `${path}/return`)
  assert.deepEqual([await openAt(first), await openAt(second)], [[], []])
  assert.match(await text('부모급여 얼마예요?'), /부모급여/)
  const answered = await say('How much is the child allowance?')
  assert.match(answered.text, /₩100,000 a month/)
  const [rating] = /\/ask\/answers\/[0-9a-f-]{36}\/rating/.exec(answered.html)!
  assert.match((await browser.submit(answered, rating, { helped: 'yes' })).text, /Thank you/i)
  assert.deepEqual(await house.rooms.ask('select by, helped from assistant.rating order by by'), [{ by: 'official', helped: true }, { by: 'person', helped: true }])
  // One conversation, from its first word to its last.
  assert.deepEqual(await house.rooms.ask("select count(*)::int as n from assistant.conversation where person = 'KR-DEMO-000041'"), [{ n: 1 }])
})
