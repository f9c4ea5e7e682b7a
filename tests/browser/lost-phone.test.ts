/** The lost phone, in short: by the printed sheet (`npm run campaign -- lost-phone` is the long form, from another browser too). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser } from 'playwright-core'
import type { TestHouse } from '../support/house.ts'
import { loseAndReturn } from './lost-phone-round.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

test('lost and revoked by the sheet: the wallet is back in a new profile with the second passkey, and the old phone is refused', { skip: noBrowser }, async () => {
  const { revokedMs, backMs } = await loseAndReturn(house, browser, 'KR-DEMO-000121', 'sheet')
  assert.ok(revokedMs > 0 && backMs > 0)
})
