/** A first passkey by a letter, in a house that knows no demonstration: asked for, printed, taken up in a real browser, and raised at an office. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { until } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'
import { onPath } from '../support/on-path.ts'
import { noBrowser, openEnglishPage } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { plugIn } from './virtual-key.ts'

const person = 'KR-DEMO-000042'
const skip = noBrowser || (onPath('pdftotext') ? false : 'needs poppler')
let house: TestHouse
let browser: Browser
let registered: { name: string; birthDate: string; address: string }
openForAll(async (opened) => {
  ({ house, browser } = opened)
  const { known } = await house.exchange.askOwnData({ person, purpose: 'own-data', caseId: null })
  registered = Object.fromEntries(known.filter(({ register }) => register === 'resident').map(({ field, value }) => [field, value])) as never
}, { house: { demonstration: false, origin: 'https://maru.example' }, skip })

const openPage = () => openEnglishPage(browser, house.origin)

async function ask(page: Page, of: Partial<{ name: string; birthDate: string; person: string }> = {}) {
  await page.goto(`${house.origin}/sign-in/letter`)
  await page.getByRole('textbox', { name: 'Your number' }).fill(of.person ?? person)
  await page.getByRole('textbox', { name: 'Your name' }).fill(of.name ?? registered.name)
  await page.getByRole('textbox', { name: 'Your day of birth' }).fill(of.birthDate ?? registered.birthDate)
  await page.getByRole('button', { name: 'Ask for the letter' }).click()
  await page.waitForURL(`${house.origin}/sign-in/letter/asked`)
  return page.locator('main').innerText()
}

async function takeUp(page: Page, code: string, birthDate: string) {
  await page.goto(`${house.origin}/register/letter/${code}`)
  await page.getByRole('textbox', { name: 'Your number' }).fill(person)
  await page.getByRole('textbox', { name: 'Your day of birth' }).fill(birthDate)
  await page.getByRole('button', { name: 'Go on' }).click()
}

const letters = () => house.outbox.list().filter(({ channel, to }) => channel === 'letter' && to === registered.address)
const kindsTold = async () => (await house.notices.list(person)).rows.map(({ data }) => data.kind)

test('whoever knows a code and what stands in no letter makes a passkey that opens a part; an office opens the rest', { skip }, async () => {
  const page = await openPage()
  const authenticator = await plugIn(page, 'internal')
  await page.goto(`${house.origin}/sign-in`)
  await page.getByRole('link', { name: 'I have no passkey yet, or none any more' }).click()
  await page.getByRole('link', { name: 'Get a code by letter' }).click()
  const right = await ask(page)
  for (const wrong of [{ name: '달온새' }, { birthDate: '1901-01-01' }, { person: 'KR-DEMO-999999' }]) assert.equal(await ask(page, wrong), right)

  const [letter] = await until(() => Promise.resolve(letters()), ({ length }) => length > 0, 30_000)
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: letter!.papers[0]!.pdf, encoding: 'utf8' })
  assert.match(text, new RegExp(registered.name))
  for (const absent of [person, registered.birthDate]) assert.ok(!text.includes(absent), `the letter says ${absent}`)
  assert.ok(!`${letter!.subject} ${letter!.text}`.match(/[0-9A-Y]{4}-[0-9A-Y]{4}-[0-9A-Y]{4}/), 'the code stands on the paper alone')
  const code = /[0-9A-Y]{4}-[0-9A-Y]{4}-[0-9A-Y]{4}/.exec(text)?.[0] ?? assert.fail(text)
  assert.deepEqual(await until(kindsTold, ({ length }) => length > 0), ['letter-opened'])
  const looks = await house.exchange.accessLog(person)
  assert.ok(looks.some(({ recipient, purpose, fields }) => recipient === 'municipality' && purpose === 'sign-in-letter' && fields.includes('address')), 'the look stands in the person’s log')
  assert.ok(!JSON.stringify(looks.filter(({ purpose }) => purpose === 'sign-in-letter')).includes(registered.address))

  await takeUp(page, code, '1990-01-01')
  await page.getByText('These do not belong together').first().waitFor()
  await takeUp(page, code, registered.birthDate)
  await page.getByText('Closed: wallet and mobile ID').waitFor()
  await page.locator('form[data-ceremony=register] button').click()
  await page.waitForURL(`${house.origin}/my`)
  await until(kindsTold, (kinds) => kinds.includes('letter-taken'))
  assert.match(await page.locator('body').innerText(), /Your passkey came by a letter/)

  // It signs in again, and opens no more than before.
  await page.getByRole('button', { name: /sign out/i }).click()
  await page.goto(`${house.origin}/sign-in?next=/my/inbox`)
  await page.locator('form[data-ceremony=sign-in] button').click()
  await page.waitForURL(`${house.origin}/my/inbox`)
  assert.equal((await page.goto(`${house.origin}/my/wallet`))!.status(), 403)
  await page.getByRole('link', { name: 'What is open to me' }).last().click()
  await page.waitForURL(`${house.origin}/my/passkeys`)
  assert.equal(await page.locator('form[data-ceremony]').count(), 0)

  // On the same device, with a sheet of an office: the authenticator holds one passkey of the person, and that is surer.
  const sheet = await house.identity.registrations.office.open({ kind: 'official', official: 'o', name: 'o', agency: 'municipality', roles: ['caseworker'], session: 's' }, { person: { id: person, name: registered.name }, document: 'passport', lost: false })
  await page.goto(`${house.origin}/register/${sheet.code}`)
  await page.getByRole('textbox', { name: 'Your name' }).fill(registered.name)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.locator('form[data-ceremony=register] button').click()
  await page.waitForURL(`${house.origin}/my`)
  assert.doesNotMatch(await page.locator('body').innerText(), /came by a letter/)
  assert.equal((await page.goto(`${house.origin}/my/wallet`))!.status(), 200)
  const { credentials } = await authenticator.session.send('WebAuthn.getCredentials', { authenticatorId: authenticator.id })
  assert.equal(credentials.length, 1)
  assert.deepEqual((await house.rooms.ask<{ assurance: string }>('select assurance from identity.passkey where subject = $1', [person])).map(({ assurance }) => assurance), ['substantial'])
  await page.getByRole('button', { name: /sign out/i }).click()
  await page.goto(`${house.origin}/sign-in?next=/my/wallet`)
  await page.locator('form[data-ceremony=sign-in] button').click()
  await page.waitForURL(`${house.origin}/my/wallet`)
})
