/** Web push in a real browser: the page asks and says when it cannot; the worker shows what a push service delivers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, CDPSession } from 'playwright-core'
import webPush from 'web-push'
import type { TestHouse } from '../support/house.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) }, { house: { channels: { push: { subject: 'mailto:push@maru.example', ...webPush.generateVAPIDKeys(), services: [] } } } })

async function openPage(options: { javaScriptEnabled?: boolean } = {}) {
  const context = await browser.newContext({ locale: 'en', ...options })
  await context.addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
  const page = await context.newPage()
  await page.goto(`${house.origin}/sign-in`)
  await page.getByRole('textbox', { name: /another fictitious person/i }).fill('KR-DEMO-000042')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.goto(`${house.origin}/my/inbox/browser`)
  return page
}

test('without script the page says which other ways there are', { skip: noBrowser }, async () => {
  const page = await openPage({ javaScriptEnabled: false })
  assert.equal(await page.locator('form[data-push-key]').isVisible(), false)
  assert.equal(await page.locator('[data-cannot]').isVisible(), true)
})

test('a browser that refuses is told what to do; nothing is stored', { skip: noBrowser }, async () => {
  const page = await openPage()
  await page.locator('form[data-push-key] button').click()
  await page.locator('[data-failed]').waitFor({ state: 'visible' })
  assert.equal(await page.locator('form[data-push-key] button').isEnabled(), true)
  assert.deepEqual(await house.notices.contacts('KR-DEMO-000042'), [])
})

test('what the push service delivers is shown, and the same message once', { skip: noBrowser }, async () => {
  const page = await openPage()
  await page.context().grantPermissions(['notifications'], { origin: house.origin })
  const session = await page.context().newCDPSession(page)
  await page.evaluate(() => navigator.serviceWorker.register('/push-worker.js'))
  await page.evaluate(async () => void await navigator.serviceWorker.ready)
  const registrationId = await registrationOf(session)
  const data = JSON.stringify({ title: '결정이 났습니다', url: `${house.origin}/my/inbox`, tag: '01990000-0000-7000-8000-000000000001', lang: 'ko', dir: 'ltr' })
  for (let time = 0; time < 2; time += 1) await session.send('ServiceWorker.deliverPushMessage', { origin: house.origin, registrationId, data })
  const shown = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, tag, lang, data: url }) => [title, tag, lang, String(url)]))
  await page.waitForFunction(async () => (await (await navigator.serviceWorker.ready).getNotifications()).length > 0)
  assert.deepEqual(await shown(), [['결정이 났습니다', '01990000-0000-7000-8000-000000000001', 'ko', `${house.origin}/my/inbox`]])
})

async function registrationOf(session: CDPSession): Promise<string> {
  const known = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ isDeleted }) => !isDeleted)
      if (found) resolve(found.registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  return known
}
