/** Tab reaches every control, in the order of the document (WCAG 2.1.1, 2.4.3), and shows where it is (2.4.7, 2.4.11). */
import type { Page } from 'playwright-core'
import type { Finding } from './finding.ts'
import { runInPage } from './run-in-page.ts'

export async function checkKeyboard(page: Page): Promise<Finding[]> {
  const stops = await runInPage<number>(page, 'keyboard-begin')
  // Scrolling boxes are stops too, and not in the list: some presses more than there are controls.
  // The browser takes them in their order; nobody waits for each.
  await Promise.all(Array.from({ length: stops + 3 }, () => page.keyboard.press('Tab')))
  return runInPage(page, 'keyboard-end')
}
