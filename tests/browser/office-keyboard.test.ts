/** An official's day in keystrokes: the decisions on a birth by keyboard alone, without script, every press counted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, fillBirth, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser, openShell } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) }, { house: { clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }, browser: openShell })

const mostKeys = 60

/** Presses keys and counts them. */
function handOn(page: Page) {
  let keys = 0
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }
  const focused = () => page.locator(':focus').evaluate((element) => ({ name: element.getAttribute('name') ?? '', value: element.getAttribute('value') ?? '', href: element.getAttribute('href') ?? '', text: element.textContent?.trim() ?? '' }))
  return {
    press,
    keys: () => keys,
    /** Past the header. */
    async skip() {
      await press('Tab')
      await press('Enter')
    },
    async tabTo(fits: (element: Awaited<ReturnType<typeof focused>>) => boolean) {
      for (let tries = 0; tries < 60; tries += 1) {
        await press('Tab')
        if (fits(await focused().catch(() => ({ name: '', value: '', href: '', text: '' })))) return
      }
      throw new Error(`no Tab leads there on ${page.url()}`)
    },
    async follow() {
      keys += 1
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    },
  }
}

async function report(person: string, name: string): Promise<{ family: TextBrowser; receipt: string }> {
  const family = new TextBrowser(house.origin)
  await signIn(family, person)
  const owed = await consentAll(family, await fillBirth(family, { name, birthDate: '2026-11-20', sex: 'F' }))
  const check = await family.submit(owed, owed.path)
  return { family, receipt: (await family.submit(check, check.path)).path.split('/')[3]!.split('?')[0]! }
}

async function atDesk(official: string, receipts: string[]): Promise<Page> {
  const desk = new TextBrowser(house.origin)
  await signInOfficial(desk, official)
  await until(() => desk.get('/console'), ({ html }) => receipts.every((receipt) => html.includes(receipt)))
  const page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en' })).newPage()
  await page.goto(`${house.origin}/console/sign-in`)
  await page.locator('#official').selectOption(official)
  await page.locator('form[action="/console/sign-in"] button').click()
  await page.goto(`${house.origin}/console`)
  return page
}

test('a birth: each decision looked at and made, two pages, fewer than sixty keys for eight', { skip: noBrowser }, async () => {
  const { family, receipt } = await report('KR-DEMO-000003', '달온새')
  const page = await atDesk('demo-municipality-caseworker', [receipt])
  const hand = handOn(page)
  await hand.skip()
  await hand.tabTo(({ href }) => href.startsWith('/console/parts/'))
  await hand.follow()
  const lines = await page.locator('main section.line').count()
  await hand.skip()
  const before = hand.keys()
  for (let line = 0; line < lines; line += 1) {
    await hand.tabTo(({ name }) => name.startsWith('outcome-'))
    await hand.press('ArrowDown')
  }
  const each = (hand.keys() - before) / lines
  await hand.tabTo(({ text }) => text === 'Record the decisions')
  await hand.follow()
  assert.match(page.url(), /done=recorded/)
  assert.match((await family.get(`/my/applications/${receipt}`)).html, /Approved/)
  const forEight = hand.keys() + (8 - lines) * each
  assert.ok(forEight < mostKeys, `${hand.keys()} keys for ${lines} decisions, ${forEight} for eight`)
})

test('what is clear goes together: two pages, and no key more for each family', { skip: noBrowser }, async () => {
  const families = await Promise.all([report('KR-DEMO-000009', '별온새'), report('KR-DEMO-000003', '참온새')])
  const page = await atDesk('demo-kepco-caseworker', families.map(({ receipt }) => receipt))
  const hand = handOn(page)
  await hand.skip()
  await hand.tabTo(({ href }) => href === '/console/clear')
  await hand.follow()
  for (const { receipt } of families) assert.ok((await page.content()).includes(receipt), receipt)
  await hand.skip()
  await hand.tabTo(({ text }) => text === 'Approve the chosen ones')
  await hand.follow()
  for (const { family, receipt } of families) assert.match((await family.get(`/my/applications/${receipt}`)).html, /Korea Electric Power[^]*?Approved/)
  assert.ok(hand.keys() < mostKeys / 2, `${hand.keys()} keys`)
})
