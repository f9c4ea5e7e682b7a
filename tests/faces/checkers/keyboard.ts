/** Tab reaches every control, in the order of the document (WCAG 2.1.1, 2.4.3), and shows where it is (2.4.7). */
import type { Page } from 'playwright-core'
import type { Finding } from './finding.ts'
import { runInPage } from './run-in-page.ts'

export async function checkKeyboard(page: Page): Promise<Finding[]> {
  const stops = await runInPage<number>(page, 'keyboard-begin')
  // Scrolling boxes are stops too, and not in the list: some presses more than there are controls.
  for (let press = 0; press < stops + 3; press += 1) await page.keyboard.press('Tab')
  return runInPage(page, 'keyboard-end')
}
