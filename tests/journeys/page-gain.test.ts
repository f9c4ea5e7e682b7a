/** A content owner improves a page: what people asked in vain leads them to it, and before it is published they see what it would answer, and what it would lose. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

const list = '/console/services'
const say = async (browser: TextBrowser, message: string) => browser.submit(await browser.get('/ask'), '/ask', { message })
const official = async (id: string) => {
  const browser = new TextBrowser(house.origin)
  browser.language = 'en'
  await signInOfficial(browser, id)
  return browser
}
/** How many, today, with the version. */
const figures = (html: string, row: string) => (html.split('<tr>').find((one) => one.includes(row)) ?? assert.fail(html)).replaceAll(/<[^>]+>/g, ' ').replace(row, '').match(/\d+/g)!.map(Number)
const wordings = ['My baby’s bottoms cost a fortune, who pays?', 'baby’s bottoms cost a fortune']

test('what would be told with a version is measured before it is published, and says nothing until then', async () => {
  for (const words of wordings) assert.doesNotMatch((await say(new TextBrowser(house.origin), words)).text, /Nappy grant/)
  const owner = await official('demo-health-centre-lead')
  const path = (await owner.submit(await owner.get(list), `${list}/versions`, { service: 'diaper-grant', event: 'birth' })).path
  const unchanged = await owner.get(`${path}/answers`)
  assert.deepEqual(findMarkupFaults(unchanged.html), [])
  assert.match(unchanged.text, /No question without a good answer leads to this service/)

  const details = await owner.get(`${path}/details`)
  const summary = /name="summary\.en"[^>]*>([^<]*)<\/textarea>/.exec(details.html)?.[1] ?? /name="summary\.en"[^>]*value="([^"]*)"/.exec(details.html)![1]!
  const better = `${summary} Where a baby’s bottoms cost a fortune, it pays.`
  assert.equal((await owner.submit(details, `${path}/details`, { 'summary.en': better })).path, path)
  assert.match((await owner.get(path)).html, new RegExp(`href="${path}/answers"`))
  const page = await owner.get(`${path}/answers`)
  assert.deepEqual(findMarkupFaults(page.html), [])
  const [asked, before, after] = figures(page.html, 'Questions without a good answer that lead to this service and are told what they ask')
  assert.deepEqual([asked! > 0, before, after], [true, 0, asked])
  assert.match(page.text, /baby’s bottoms cost a fortuneTodayNot what was askedWith this versionWhat Nappy grant costs you: Free of charge/)
  const [kept, keptBefore, keptAfter] = figures(page.html, 'Names of all services, and questions whose answers helped')
  assert.ok(kept! > 300 && keptBefore === keptAfter, `${kept} ${keptBefore} ${keptAfter}`)
  assert.doesNotMatch((await say(new TextBrowser(house.origin), wordings[0]!)).text, /it pays/)

  const stranger = await official('demo-municipality-lead')
  assert.equal((await stranger.get(`${path}/answers`)).status, 404)
})

test('a text that takes a service out of reach is seen as a loss', async () => {
  const owner = await official('demo-municipality-lead')
  const path = (await owner.submit(await owner.get(list), `${list}/versions`, { service: 'child-allowance', event: 'birth' })).path
  await owner.submit(await owner.get(`${path}/details`), `${path}/details`, { 'name.en': 'Parental benefit' })
  const page = await owner.get(`${path}/answers`)
  assert.match(page.text, /No longer understood/)
  const [, before, after] = figures(page.html, 'Names of all services, and questions whose answers helped')
  assert.ok(after! < before!)
})

test('from a question whose answer did not help the way goes to its page, for whoever may write it', async () => {
  const browser = new TextBrowser(house.origin)
  browser.language = 'en'
  const asked = await say(browser, 'How much is the child allowance?')
  const turn = [...asked.html.matchAll(/\/ask\/answers\/[0-9a-f-]{36}\/rating/g)].at(-1)![0]
  await browser.submit(asked, turn, { helped: 'no' })
  const [owner, other] = [await official('demo-municipality-lead'), await official('demo-health-centre-lead')]
  assert.match((await owner.get('/console/questions')).text, /Improve the page: Child allowance/)
  assert.doesNotMatch((await other.get('/console/questions')).text, /Improve the page: Child allowance/)
  // Who owns services and administers nothing finds them in the studio, and teaches nothing.
  const owns = await official('demo-municipality-services')
  assert.equal((await owns.get('/console/questions')).status, 403)
  const listed = await owns.get(/href="(\/console\/services\/questions)"/.exec((await owns.get(list)).html)![1]!)
  assert.deepEqual(findMarkupFaults(listed.html), [])
  assert.match(listed.text, /Improve the page: Child allowance/)
  assert.doesNotMatch(listed.html, /\/console\/lessons/)
})
