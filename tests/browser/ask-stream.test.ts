/** The page of questions answers while it is looked at, in a real browser, with a language model that takes its time; and what becomes of it when it cannot. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { TestHouse } from '../support/house.ts'
import { type AskedOfModel, startModelServer } from '../support/model-server.ts'
import { noBrowser, openShell } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'

let house: TestHouse
let browser: Browser
let lies = false
/** The house's own sentences, in two; then perhaps one that stands nowhere. */
const says = ({ name, data: { sentences = [] } }: AskedOfModel) => name === 'answer'
  ? JSON.stringify({ sentences: [...sentences.slice(0, 2), ...(lies ? [{ text: 'You get 9,999,999 won.', sources: [0] }] : [])] }) : '{}'
openForAll((opened) => { ({ house, browser } = opened) }, {
  browser: openShell,
  async house(closing) {
    const model = await startModelServer(says, {}, { latency: 60, chunkSize: 20 })
    closing.defer(() => model.close())
    return { model: { ...model.settings, chat: { ...model.settings.chat, patience: 10_000 } } }
  },
})

async function openAsk(options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en', reducedMotion: 'reduce', ...options })
  await context.addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
  const page = await context.newPage()
  const refused: string[] = []
  page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) refused.push(message.text()) })
  page.on('close', () => assert.deepEqual(refused, []))
  await page.goto(`${house.origin}/ask`)
  return page
}

async function ask(page: Page, words: string) {
  await page.locator('textarea[name=message]').fill(words)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
}

const main = (page: Page) => page.locator('main').evaluate((part) => [...part.children].filter((child) => !child.matches('[data-live], [data-voice]')).map((child) => (child as HTMLElement).innerText).join('\n'))

test('it says that it looks, then each sentence as it comes, marked as a model’s, and ends as the page that a form shows', { skip: noBrowser }, async () => {
  const page = await openAsk()
  await page.evaluate('window.same = true')
  const live = page.locator('[data-live]')
  const heard: string[] = []
  await page.exposeFunction('heard', (words: string) => { heard.push(words) })
  await page.evaluate(`new MutationObserver(() => heard(document.querySelector('[data-live]').innerText)).observe(document.querySelector('[data-live]'), { childList: true })`)
  await ask(page, 'How much is the child allowance?')
  await live.getByText('I am looking for it.').waitFor()
  assert.equal(await live.getAttribute('aria-live'), 'polite')
  await page.locator('[data-answer]').waitFor()
  assert.equal(await page.evaluate('window.same'), true, 'the page was never left')
  const partly = heard.findIndex((words) => words.includes('100,000'))
  assert.match(heard[partly]!, /test-model/)
  assert.ok(heard.slice(partly + 1).some((words) => words.length > heard[partly]!.length), heard.join('\n--\n'))
  assert.equal(await page.locator('textarea[name=message]').inputValue(), '')
  assert.match(page.url(), /\/ask#[0-9a-f-]{36}$/)
  const streamed = await main(page)
  await page.reload()
  assert.equal(await main(page), streamed)
  await page.close()
})

test('what a model says beside the truth is never shown: the house’s own sentences stand at the end, and it is said that they are', { skip: noBrowser }, async () => {
  lies = true
  const page = await openAsk()
  const shown: string[] = []
  await page.exposeFunction('heard', (words: string) => { shown.push(words) })
  await page.evaluate(`new MutationObserver(() => heard(document.body.innerText)).observe(document.body, { childList: true, subtree: true })`)
  await ask(page, 'How much is the child allowance?')
  await page.locator('[data-answer]').waitFor()
  assert.ok(shown.length > 2 && shown.every((words) => !words.includes('9,999,999')))
  assert.doesNotMatch(await page.locator('[data-answer]').innerText(), /test-model has|worded by test-model/)
  lies = false
  await page.close()
})

test('a choice is taken without leaving the page; the next question follows', { skip: noBrowser }, async () => {
  const page = await openAsk()
  await page.evaluate('window.same = true')
  await ask(page, 'Discount for electricity')
  const choice = page.locator('[data-answer] button[name=message]').first()
  await choice.waitFor()
  const label = await choice.innerText()
  await choice.click()
  await page.locator('[data-answer]').nth(1).getByText(label.slice(0, 12)).first().waitFor()
  assert.equal(await page.evaluate('window.same'), true)
  await page.close()
})

test('an answer that breaks off, or does not begin, is said; what was typed stays, and the form sends it', { skip: noBrowser }, async () => {
  for (const broken of ['refused', 'broken'] as const) {
    const page = await openAsk()
    const turns = () => page.locator('main .part').count()
    await page.route('**/ask', (route) => route.request().headers()['accept'] !== 'application/x-ndjson' ? route.continue()
      : broken === 'refused' ? route.abort() : route.fulfill({ contentType: 'application/x-ndjson', body: '{"add":"<p data-looking>…</p>"}\n{"add":' }))
    await ask(page, 'How much is the child allowance?')
    await page.getByText('The answer did not arrive. What you typed is still here.').waitFor()
    assert.equal(await page.locator('textarea[name=message]').inputValue(), 'How much is the child allowance?')
    assert.equal(await turns(), 0)
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.locator('[data-answer]').waitFor()
    assert.equal(await turns(), 1)
    await page.close()
  }
})

test('without scripts it is a form', { skip: noBrowser }, async () => {
  const page = await openAsk({ javaScriptEnabled: false })
  await ask(page, 'How much is the child allowance?')
  assert.match(await page.locator('main').innerText(), /100,000/)
  await page.close()
})
