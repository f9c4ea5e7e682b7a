/** Passkeys in a real browser with a virtual authenticator (WebAuthn level 3, section 11): registered, used, removed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { until } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser, openEnglishPage } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { plugIn } from './virtual-key.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

const openPage = () => openEnglishPage(browser, house.origin)

async function addAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return { session, authenticatorId }
}

test('a resident registers a passkey, signs in with it, and removes it', { skip: noBrowser }, async () => {
  const page = await openPage()
  const { session, authenticatorId } = await addAuthenticator(page)
  await page.goto(`${house.origin}/sign-in`)
  await page.getByRole('textbox', { name: /another fictitious person/i }).fill('KR-DEMO-000040')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.goto(`${house.origin}/my/passkeys`)
  await page.getByRole('textbox', { name: 'Name of the device' }).fill('My telephone')
  await page.locator('form[data-ceremony=register] button').click()
  await page.getByRole('heading', { name: 'My telephone' }).waitFor()
  assert.equal((await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length, 1)
  // A new way in is told of, at once and whatever is muted.
  await until(async () => (await house.notices.list('KR-DEMO-000040')).rows, (rows) => rows.some(({ data }) => data.kind === 'passkey-added'))

  await page.getByRole('button', { name: /sign out/i }).click()
  await page.goto(`${house.origin}/sign-in?next=/my/data`)
  await page.locator('form[data-ceremony=sign-in] button').click()
  await page.waitForURL(`${house.origin}/my/data`)
  assert.match(await page.locator('h1').innerText(), /My data/)

  await page.goto(`${house.origin}/my/passkeys`)
  assert.match(await page.locator('main').innerText(), /last used/)
  await page.getByText('Change: My telephone').click()
  await page.locator('form[action="/my/passkeys/name"] input[name=name]').fill('Old telephone')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await page.getByText('Change: Old telephone').click()
  await page.getByRole('button', { name: 'Remove: Old telephone' }).click()
  await page.getByRole('button', { name: /sign out/i }).click()
  await page.goto(`${house.origin}/sign-in`)
  // The address stays the same: only the loading of the answer tells that the ceremony was refused.
  const answered = page.waitForEvent('load')
  await page.locator('form[data-ceremony=sign-in] button').click()
  await answered
  await page.goto(`${house.origin}/my`)
  assert.match(page.url(), /sign-in/)
})

test('an official takes up a post with a passkey from the invitation, and signs in with it; whoever else had opened it gets none', { skip: noBrowser }, async () => {
  const { token } = await house.identity.appoint('operator', { agency: 'kdhc', name: '온누리', roles: ['caseworker'] })
  const [page, late] = [await openPage(), await openPage()]
  for (const taker of [page, late]) {
    await addAuthenticator(taker)
    await taker.goto(`${house.origin}/invitation/${token}`)
  }
  await page.locator('form[data-ceremony=register] button').click()
  await page.waitForURL(`${house.origin}/console`)
  const refused = late.waitForResponse((response) => response.request().method() === 'POST')
  await late.locator('form[data-ceremony=register] button').click()
  assert.equal((await refused).status(), 410)
  assert.equal((await house.rooms.ask(`select 1 from identity.passkey where subject_name = '온누리'`)).length, 1)
  await page.getByRole('button', { name: /sign out/i }).click()
  await page.goto(`${house.origin}/console/sign-in`)
  await page.locator('form[data-ceremony=sign-in] button').click()
  await page.waitForURL(`${house.origin}/console`)
  assert.match(await page.locator('header').innerText(), /온누리/)

  // The key is lost: its administrator removes the passkey, this session with it, and gives a new invitation.
  const [{ id, subject }] = await house.rooms.ask<{ id: string; subject: string }>(`select id, subject from identity.passkey where subject_name = '온누리'`) as [{ id: string; subject: string }]
  const { invitation } = await house.identity.removePasskey({ kind: 'official', official: 'demo-kdhc-lead', name: 'lead', agency: 'kdhc', roles: ['administrator'], session: 's' }, subject, id, house.origin)
  await page.goto(`${house.origin}/console`)
  await page.waitForURL(/\/sign-in/)
  await page.goto(`${house.origin}/invitation/${invitation!.token}`)
  await page.locator('form[data-ceremony=register] button').click()
  await page.waitForURL(`${house.origin}/console`)
})

test('a resident who has nothing but a sheet from an office makes a first passkey with it, and signs in with that', { skip: noBrowser }, async () => {
  const person = 'KR-DEMO-000042'
  const name = house.identity.demonstration!.nameOf(person)!
  const { code } = await house.identity.registrations.office.open({ kind: 'official', official: 'o', name: 'o', agency: 'municipality', roles: ['caseworker'], session: 's' }, { person: { id: person, name }, document: 'passport', lost: false })
  const page = await openPage()
  await addAuthenticator(page)
  await page.goto(`${house.origin}/register/${code}`)
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.locator('form[data-ceremony=register] button').click()
  await page.waitForURL(`${house.origin}/my`)
  await page.getByRole('button', { name: /sign out/i }).click()
  await page.goto(`${house.origin}/sign-in?next=/my/passkeys`)
  await page.locator('form[data-ceremony=sign-in] button').click()
  await page.waitForURL(`${house.origin}/my/passkeys`)
  assert.match(await page.locator('main').innerText(), /Passkey of/)
})

test('an answer to another challenge, or to a used one, is refused', { skip: noBrowser }, async () => {
  const page = await openPage()
  await addAuthenticator(page)
  await page.goto(`${house.origin}/sign-in`)
  await page.getByRole('textbox', { name: /another fictitious person/i }).fill('KR-DEMO-000041')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.goto(`${house.origin}/my/passkeys`)
  await page.locator('form[data-ceremony=register] button').click()
  await page.locator('form[action="/my/passkeys/remove"]').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: /sign out/i }).click()
  await page.goto(`${house.origin}/sign-in`)
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/sign-in/passkey'))
  await page.locator('form[data-ceremony=sign-in] button').click()
  const body = new URLSearchParams((await sent).postData() ?? '')
  await page.waitForURL(/\/my/)
  await page.getByRole('button', { name: /sign out/i }).click()
  await page.goto(`${house.origin}/sign-in`)
  body.set('_csrf', await page.locator('form[action="/sign-in/passkey"] input[name=_csrf]').inputValue())
  const replayed = await page.request.post(`${house.origin}/sign-in/passkey`, { form: Object.fromEntries(body), headers: { origin: house.origin }, maxRedirects: 0 })
  assert.ok(replayed.status() >= 400 && replayed.status() < 500, String(replayed.status()))
})

test('a passkey is prepared for PRF where it can be, and what the function gave stays in the browser; where the platform fails over it, it is made without', { skip: noBrowser }, async () => {
  const page = await openPage()
  const watch = `const own = navigator.credentials.create.bind(navigator.credentials)
    window.asked = []
    navigator.credentials.create = async (options) => {
      window.asked.push(options.publicKey.extensions.prf?.eval?.first.byteLength ?? 0)
      if (window.fails && options.publicKey.extensions.prf) throw new DOMException('', window.fails)
      const made = await own(options)
      window.results = made.getClientExtensionResults()
      return made
    }`
  const sent: string[] = []
  page.on('request', (request) => { if (request.method() === 'POST') sent.push(decodeURIComponent(request.postData() ?? '')) })
  await page.goto(`${house.origin}/sign-in`)
  await page.getByRole('textbox', { name: /another fictitious person/i }).fill('KR-DEMO-000044')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const removals = page.locator('form[action="/my/passkeys/remove"]')
  const register = async (prf: boolean, fails = '') => {
    await page.goto(`${house.origin}/my/passkeys`)
    const { session, id } = await plugIn(page, 'usb', undefined, prf)
    await page.evaluate(`${watch}; window.fails = ${JSON.stringify(fails)}`)
    const seen = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/my/passkeys'))
    const results = page.evaluate(`new Promise((resolve) => document.querySelector('form[data-ceremony=register]').addEventListener('submit', () => {
      if (window.results) resolve({ asked: window.asked, enabled: window.results.prf?.enabled, first: window.results.prf?.results && [...new Uint8Array(window.results.prf.results.first)] })
    }))`) as Promise<{ asked: number[]; enabled?: boolean; first?: number[] }>
    const count = await removals.count()
    await page.locator('form[data-ceremony=register] button').click()
    const [told, request] = [await results, await seen]
    await removals.nth(count).waitFor({ state: 'attached' })
    await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: id })
    return { ...told, posted: JSON.parse(new URLSearchParams(request.postData() ?? '').get('response')!) as { clientExtensionResults: object } }
  }
  const prepared = await register(true)
  assert.equal(prepared.enabled, true)
  assert.equal(prepared.first?.length, 32, 'the browser has a result that could be sent')
  assert.deepEqual(prepared.posted.clientExtensionResults, {})
  for (const encoding of ['base64', 'base64url', 'hex'] as const) assert.ok(!sent.some((body) => body.includes(Buffer.from(prepared.first!).toString(encoding))))
  const plain = await register(false)
  assert.deepEqual([plain.enabled ?? false, plain.first, plain.posted.clientExtensionResults], [false, undefined, {}])
  const failing = await register(true, 'UnknownError')
  assert.equal(failing.asked.length, 2)
  assert.equal(failing.asked[1], 0)
})
