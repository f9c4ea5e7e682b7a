/** Reflow at 320 px (WCAG 1.4.10), text at twice its size (1.4.4): nothing scrolls sideways, is cut off or lies over something else, or is too small for a finger. */
import type { Page } from 'playwright-core'
import type { Finding } from './finding.ts'
import { runInPage } from './run-in-page.ts'

export async function checkNarrow(page: Page): Promise<Finding[]> {
  await page.setViewportSize({ width: 320, height: 800 })
  return inLayout(page, '320 px', true)
}

/** The reader's own choice of text, and the narrowest window. */
export async function checkNarrowLarger(page: Page): Promise<Finding[]> {
  await page.evaluate('document.documentElement.dataset.size = "larger"')
  const findings = await checkNarrow(page)
  return findings.map((finding) => ({ ...finding, rule: `${finding.rule}, larger text` }))
}

export async function checkLargeText(page: Page, { width = 1280, percent = 200 } = {}): Promise<Finding[]> {
  await page.setViewportSize({ width, height: 900 })
  await page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`)
  const findings = await inLayout(page, `text ${percent} %`)
  await page.evaluate('document.documentElement.style.fontSize = ""')
  return findings
}

/** @param targets a phone: what is pressed has the size of a finger */
async function inLayout(page: Page, what: string, targets = false): Promise<Finding[]> {
  const findings = await runInPage<Finding[]>(page, 'layout', { targets })
  return findings.map((finding) => ({ ...finding, rule: `${finding.rule} (${what})` }))
}
