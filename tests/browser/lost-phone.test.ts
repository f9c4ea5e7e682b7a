/** The lost phone, in short: by the printed sheet (`npm run campaign -- lost-phone` is the long form, from another browser too). */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openHouse, type TestHouse } from '../support/house.ts'
import { loseAndReturn } from './lost-phone-round.ts'
import { noBrowser, openBrowser } from './open-browser.ts'

let house: TestHouse
let browser: Browser
before(async () => {
  if (noBrowser) return
  house = await openHouse()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await house?.close()
})

test('lost and revoked by the sheet: the wallet is back in a new profile with the second passkey, and the old phone is refused', { skip: noBrowser }, async () => {
  const { revokedMs, backMs } = await loseAndReturn(house, browser, 'KR-DEMO-000121', 'sheet')
  assert.ok(revokedMs > 0 && backMs > 0)
})
