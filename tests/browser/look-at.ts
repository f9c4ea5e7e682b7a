import type { Page } from 'playwright-core'
import { checkContrast, checkWithAxe } from '../faces/checkers/axe.ts'
import type { Finding } from '../faces/checkers/finding.ts'
import { checkWithHtmlcs } from '../faces/checkers/htmlcs.ts'
import { checkWithIbm } from '../faces/checkers/ibm.ts'
import { checkKeyboard } from '../faces/checkers/keyboard.ts'
import { checkNarrow, checkNarrowLarger } from '../faces/checkers/layout.ts'

/** What four engines and the platform's own checkers say of what is shown now, on a page opened with `bypassCSP`. */
export async function lookAt(page: Page, state: string): Promise<string[]> {
  const findings: Finding[] = []
  await page.setViewportSize({ width: 1280, height: 900 })
  // What has the focus already shows no change; the reader begins at the top.
  await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)')
  for (const check of [checkWithAxe, checkWithIbm, checkWithHtmlcs, checkKeyboard]) findings.push(...await check(page))
  for (const theme of ['dark', 'contrast', 'light']) findings.push(...await checkContrast(page, theme))
  findings.push(...await checkNarrow(page), ...await checkNarrowLarger(page))
  await page.evaluate('document.documentElement.dataset.size = "normal"')
  await page.setViewportSize({ width: 390, height: 844 })
  return findings.map(({ checker, rule, where, text }) => `${state}: ${checker} ${rule} at ${where}: ${text}`)
}
