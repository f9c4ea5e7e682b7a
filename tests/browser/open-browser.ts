/** Debian's Chromium under Playwright, against a house of its own. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

const find = (...names: string[]) => (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file))

const found = find('chromium', 'chromium-browser', 'google-chrome')

/** Reason to skip, or false. */
export const noBrowser = found === undefined ? 'needs chromium' : false

const open = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })

export const openBrowser = (): Promise<Browser> => open(found!)

/** For who only looks at pages: the same engine without windows and notifications, where it is installed, at two thirds of the CPU. */
export const openShell = (): Promise<Browser> => open(find('chromium-headless-shell') ?? found!)

/** Of a browser of its own, with nothing from before, that reads English. */
export async function openEnglishPage(browser: Browser, origin: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en' })
  await context.addCookies([{ name: 'maru_lang', value: 'en', url: origin }])
  return context.newPage()
}
