/** One house and one browser for all tests of a file; what else its tests share is opened after them, and closed before. */
import { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { type HouseOptions, openHouse, type TestHouse } from '../support/house.ts'
import { noBrowser, openBrowser } from './open-browser.ts'

export interface Opened {
  house: TestHouse
  browser: Browser
  /** Closed in the other order; also where opening the rest has failed. */
  closing: AsyncDisposableStack
}

export interface ForAll {
  house?: HouseOptions | ((closing: AsyncDisposableStack) => Promise<HouseOptions>)
  /** Which browser; Chromium with windows when left out. */
  browser?: () => Promise<Browser>
  /** Reason to open nothing, as the tests name it. */
  skip?: string | false
}

export function openForAll(begin: (opened: Opened) => void | Promise<void>, { house: options = {}, browser: openOne = openBrowser, skip = noBrowser }: ForAll = {}) {
  const closing = new AsyncDisposableStack()
  before(async () => {
    if (skip) return
    const house = await openHouse(typeof options === 'function' ? await options(closing) : options)
    closing.defer(() => house.close())
    const browser = await openOne()
    closing.defer(() => browser.close())
    await begin({ house, browser, closing })
  })
  after(() => closing.disposeAsync())
}
