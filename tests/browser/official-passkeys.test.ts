/** An official's own passkeys, in a real browser: a second one on a security key, which lets in when the first device is gone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { TestHouse } from '../support/house.ts'
import { noBrowser, openEnglishPage } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { keyOf, plugIn, unplug } from './virtual-key.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

const openPage = () => openEnglishPage(browser, house.origin)

/** As a page that was left open sends it. */
const post = async (page: Page, path: string, fields: Record<string, string>) => {
  const csrf = await page.locator('input[name="_csrf"]').first().inputValue()
  return (await page.context().request.post(`${house.origin}${path}`, { form: { _csrf: csrf, ...fields }, headers: { origin: house.origin }, maxRedirects: 0 })).status()
}

test('a second passkey lets in when the first is gone; the last one stays; an old session makes none', { skip: noBrowser }, async () => {
  const { token } = await house.identity.appoint('operator', { agency: 'kdhc', name: '새벽', roles: ['caseworker'] })
  const desk = await openPage()
  const own = await plugIn(desk, 'internal')
  await desk.goto(`${house.origin}/invitation/${token}`)
  await desk.locator('form[data-ceremony=register] button').click()
  await desk.waitForURL(`${house.origin}/console`)
  await desk.getByRole('link', { name: 'My passkeys' }).click()
  await desk.getByText(/^Change: /).click()
  await desk.getByText('It is your only one.').waitFor()
  const [{ id, subject }] = await house.rooms.ask<{ id: string; subject: string }>(`select id, subject from identity.passkey where subject_name = '새벽'`) as [{ id: string; subject: string }]
  assert.equal(await post(desk, '/console/passkeys/remove', { passkey: id }), 409)

  // The device's own refuses to make a second one for the same post; a security key does.
  await unplug(own)
  const carried = await plugIn(desk, 'usb')
  await desk.getByRole('textbox', { name: 'Name of the device' }).last().fill('Security key')
  await desk.locator('form[data-ceremony=register] button').click()
  await desk.getByRole('heading', { name: 'Security key' }).waitFor()

  const elsewhere = await openPage()
  await plugIn(elsewhere, 'usb', await keyOf(carried))
  await elsewhere.goto(`${house.origin}/console/sign-in`)
  await elsewhere.locator('form[data-ceremony=sign-in] button').click()
  await elsewhere.waitForURL(`${house.origin}/console`)
  await elsewhere.goto(`${house.origin}/console/passkeys`)
  assert.equal(await post(elsewhere, '/console/passkeys/remove', { passkey: id }), 303)
  await elsewhere.reload()
  await elsewhere.getByText('It is your only one.', { exact: false }).waitFor({ state: 'attached' })
  // What the first had opened is out.
  await desk.goto(`${house.origin}/console`)
  assert.match(desk.url(), /sign-in/)

  await house.rooms.ask(`update identity.session set proven_at = now() - interval '11 minutes' where subject = $1`, [subject])
  await elsewhere.reload()
  await elsewhere.getByRole('link', { name: 'Show again that it is you' }).waitFor()
  assert.equal(await elsewhere.locator('form[data-ceremony=register]').count(), 0)
  assert.equal(await post(elsewhere, '/console/passkeys', { response: '{}', name: '' }), 403)
  const acts = await house.rooms.ask<{ act: string }>('select act from kernel.audit where object = $1 order by id', [`official:${subject}`])
  assert.deepEqual(acts.map(({ act }) => act).filter((act) => act.includes('passkey')), ['add passkey', 'remove own passkey'])
})
