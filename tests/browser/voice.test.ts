/**
 * Speaking and listening in the page of questions. No browser without a window hears or speaks: its two interfaces (Web Speech API) are played
 * here, everything on our side of them is real.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { checkWithAxe } from '../faces/checkers/axe.ts'
import { checkWithIbm } from '../faces/checkers/ibm.ts'
import { checkKeyboard } from '../faces/checkers/keyboard.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser, openShell } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) }, { browser: openShell })

/** @param speech of the browser, as a script */
async function openPage(speech: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en', bypassCSP: true, reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
  await context.addInitScript(speech)
  const page = await context.newPage()
  await page.goto(`${house.origin}/ask`)
  return page
}

const deaf = `delete window.SpeechRecognition; delete window.webkitSpeechRecognition; Object.defineProperty(window, 'speechSynthesis', { value: undefined })`
const hears = `window.SpeechRecognition = undefined; window.webkitSpeechRecognition = class {
  start() { window.asked = this.lang; setTimeout(() => { window.words && this.onresult({ results: window.words.map((transcript) => [{ transcript }]) }) }) }
  stop() { setTimeout(() => this.onend()) }
}; window.words = ['how much is', ' child allowance'];`
const speaks = (lang: string) => `window.said = []; Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => [{ lang: '${lang}' }], speak: (words) => said.push([words.lang, words.text]), cancel: () => said.push('still') } })
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };`

test('a browser without speech shows none of it; the microphone is for this page alone', { skip: noBrowser }, async () => {
  const page = await openPage(deaf)
  assert.equal(await page.locator('[data-voice]').isVisible(), false)
  const deviceOf = async (path: string) => (await fetch(house.origin + path)).headers.get('permissions-policy')!
  assert.match(await deviceOf('/ask'), /microphone=\(self\)/)
  assert.match(await deviceOf('/'), /microphone=\(\)/)
})

test('what was said is written down and sent by its speaker; the answer is read aloud, not its sources, and stops', { skip: noBrowser }, async () => {
  const page = await openPage(hears + speaks('en-GB'))
  const speak = page.getByRole('button', { name: 'Speak instead of typing' })
  await speak.click()
  await page.getByRole('status').getByText('Listening').waitFor()
  const field = page.locator('textarea[name=message]')
  await page.waitForFunction(() => document.querySelector('textarea')!.value !== '')
  await page.getByRole('button', { name: 'Stop', pressed: true }).click()
  await page.getByRole('status').getByText('Written down').waitFor()
  assert.deepEqual([await field.inputValue(), await page.evaluate('asked')], ['how much is child allowance', 'en'])
  assert.equal(await page.locator('[data-answer]').count(), 0, 'nothing is sent by itself')
  await field.blur()
  const found = []
  for (const check of [checkWithAxe, checkWithIbm, checkKeyboard]) found.push(...await check(page))
  assert.deepEqual(found, [])

  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.locator('[data-answer]').waitFor()
  await page.getByRole('button', { name: 'Read the answer aloud' }).click()
  const [, [lang, text]] = await page.evaluate('said') as [string, [string, string]]
  assert.equal(lang, 'en-GB')
  assert.match(text, /₩100,000/)
  assert.doesNotMatch(text, /Sources|Did this help/)
  await page.getByRole('button', { name: 'Stop', pressed: true }).click()
  assert.equal(await page.evaluate('said.at(-1)'), 'still')
})

test('nothing heard is said, and what was typed stays; without a voice in the answer’s language nothing is offered to be read', { skip: noBrowser }, async () => {
  const page = await openPage(`${hears}${speaks('fi')}window.words = undefined;`)
  await page.locator('textarea[name=message]').fill('child allowance')
  await page.getByRole('button', { name: 'Speak instead of typing' }).click()
  await page.getByRole('button', { name: 'Stop', pressed: true }).click()
  await page.getByRole('status').getByText('Nothing was written down').waitFor()
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.locator('[data-answer]').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Read the answer aloud' }).isVisible(), false)
})
