/** Every view of the holder's app, in a real browser: found by the checkers, the keyboard and every language. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openHouse, type TestHouse } from '../support/house.ts'
import { changeIssuer } from './change-issuer.ts'
import { lookAt } from './look-at.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { ageOrBirth, openStrangeVerifier } from './strange-verifier.ts'
import { openStrangeIssuer } from './strange-issuer.ts'
import { openDevice, paste } from './wallet-device.ts'

const person = 'KR-DEMO-000101'
let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

async function crossDeviceLink(): Promise<string> {
  const presentations = house.credentials.presentations!
  const id = await presentations.start({ template: 'age-19', consumer: 'api', origin: house.origin, browser: 'a browser' })
  return (await presentations.look(id, 'a browser')).crossDevice
}

test('axe, IBM Equal Access, HTML_CodeSniffer, keyboard, 320 px and larger text find nothing in any view', { skip: noBrowser }, async () => {
  const context = await browser.newContext({ locale: 'en', bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${house.origin}/wallet`)
  await page.getByRole('button', { name: 'English' }).click()
  const found = await lookAt(page, 'no card')
  await page.getByRole('navigation').getByRole('link', { name: 'Add' }).click()
  found.push(...await lookAt(page, 'add'))
  await page.getByRole('button', { name: 'Go on' }).click()
  found.push(...await lookAt(page, 'add, wrong'))
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, person, ['mobile-id', 'family-relations'].filter((id) => house.pack.credentials.some((type) => type.id === id)))
  await paste(page, link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(transactionCode)
  found.push(...await lookAt(page, 'offered'))
  await page.getByRole('button', { name: 'Show what it carries' }).click()
  await page.getByText('Is this you?').waitFor()
  found.push(...await lookAt(page, 'received'))
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added:').waitFor()
  found.push(...await lookAt(page, 'cards'))
  await paste(page, (await house.credentials.issuer!.offer(house.origin, person, ['mobile-id'])).signInLink!)
  await page.getByRole('button', { name: /^Go to/ }).waitFor()
  found.push(...await lookAt(page, 'offered, to be signed in for'))
  const strange = await openStrangeIssuer(house.origin)
  const theirs = await house.credentials.issuer!.offer(strange.origin, person, ['mobile-id'])
  await paste(page, theirs.link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(theirs.transactionCode)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
  await page.getByRole('heading', { name: 'The issuer’s key is not in a public log' }).waitFor()
  found.push(...await lookAt(page, 'received from a stranger'))
  await page.getByRole('button', { name: 'No, throw it away' }).click()
  strange.close()
  await changeIssuer(house, page, () => [])
  const unproven = await house.credentials.issuer!.offer(house.origin, person, ['mobile-id'])
  await paste(page, unproven.link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(unproven.transactionCode)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
  await page.getByRole('alert').waitFor()
  found.push(...await lookAt(page, 'refused: not in the log'))
  await page.unrouteAll()
  await page.getByRole('navigation').getByRole('link', { name: 'Cards' }).click()
  await page.getByRole('link', { name: /Mobile ID/ }).click()
  await page.getByRole('button', { name: 'Remove this card' }).click()
  found.push(...await lookAt(page, 'card'))
  await paste(page, await crossDeviceLink())
  await page.getByRole('button', { name: 'Show this' }).waitFor()
  found.push(...await lookAt(page, 'asked'))
  const stranger = await openStrangeVerifier()
  await paste(page, await stranger.ask(ageOrBirth(house.pack)))
  await page.getByRole('radio', { name: 'Date of birth' }).check()
  found.push(...await lookAt(page, 'asked by a stranger'))
  await page.getByRole('button', { name: 'Show nothing' }).click()
  await page.getByText('Nothing was shown').waitFor()
  stranger.close()
  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  await page.getByText('Declined:').waitFor()
  await page.getByRole('button', { name: 'Forget all of it' }).click()
  found.push(...await lookAt(page, 'history'))
  await page.getByRole('navigation').getByRole('link', { name: 'Safety' }).click()
  found.push(...await lookAt(page, 'safety'))
  assert.deepEqual(found, [])
  await context.close()
})

test('it speaks every language of the country, and of another one that is read from right to left', { skip: noBrowser }, async () => {
  await using far = await openHouse({ pack: 'packs/farland' }).then((opened) => ({ ...opened, [Symbol.asyncDispose]: () => opened.close() }))
  for (const { origin, pack } of [house, far]) {
    const { context, page } = await openDevice(browser, origin, pack.languages[0]!.name)
    for (const { name, html, dir } of pack.languages) {
      await page.getByRole('button', { name, exact: true }).click()
      await page.locator(`html[lang="${html}"][dir="${dir}"]`).waitFor({ state: 'attached' })
      assert.doesNotMatch(await page.locator('body').innerText(), /wallet\.\w/)
    }
    await context.close()
  }
})
