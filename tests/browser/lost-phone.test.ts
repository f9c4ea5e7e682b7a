/** The lost phone, in short: once by the printed sheet, once from another browser (`npm run campaign -- lost-phone` is the long form). */
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

for (const [by, person] of [['sheet', 'KR-DEMO-000121'], ['browser', 'KR-DEMO-000122']] as const) {
  test(`lost and revoked by the ${by}: the wallet is back in a new profile with the second passkey, and the old phone is refused`, { skip: noBrowser }, async () => {
    const { revokedMs, backMs } = await loseAndReturn(house, browser, person, by)
    assert.ok(revokedMs > 0 && backMs > 0)
  })
}
