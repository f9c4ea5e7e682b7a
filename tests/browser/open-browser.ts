/** Debian's Chromium under Playwright, against a house of its own. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome']
const found = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file))

/** Reason to skip, or false. */
export const noBrowser = found === undefined ? 'needs chromium' : false

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: found!, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
