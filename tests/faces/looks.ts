/** What is asked of a page that a browser shows. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { checkContrast, checkWithAxe } from './checkers/axe.ts'
import { checkErrors } from './checkers/errors.ts'
import type { Finding } from './checkers/finding.ts'
import { checkWithHtmlcs } from './checkers/htmlcs.ts'
import { checkWithIbm } from './checkers/ibm.ts'
import { checkKeyboard } from './checkers/keyboard.ts'
import { checkLargeText, checkNarrow, checkNarrowLarger } from './checkers/layout.ts'
import { openDetails, showTheme } from './checkers/run-in-page.ts'
import { checkServed } from './checkers/served.ts'

export interface Look {
  options: BrowserContextOptions
  at(page: Page, address: string): AsyncGenerator<Finding[]>
}

/**
 * axe, IBM Equal Access, HTML_CodeSniffer, keyboard, dark and high contrast, large text. The focus is looked at before anything moves it, and the size of
 * the text changes last.
 */
export const withEngines: Look = {
  options: { bypassCSP: true },
  async* at(page, address) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(address)
    yield checkErrors(page)
    await openDetails(page)
    for (const check of [checkWithAxe, checkWithIbm, checkWithHtmlcs, checkKeyboard]) yield check(page)
    for (const theme of ['dark', 'contrast']) yield checkContrast(page, theme)
    await showTheme(page, 'light')
    for (const check of [checkLargeText, checkNarrowLarger]) yield check(page)
  },
}

export const narrowWithoutScript: Look = {
  options: { javaScriptEnabled: false, viewport: { width: 320, height: 800 } },
  async* at(page, address) {
    yield checkServed(page, address)
    await openDetails(page)
    yield checkNarrow(page)
  },
}
