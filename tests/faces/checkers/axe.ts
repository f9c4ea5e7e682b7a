/** axe-core: WCAG 2.2 A and AA and its best practices; contrast once more in every theme. */
import type { Page } from 'playwright-core'
import type { Finding } from './finding.ts'
import { injectOnce, runInPage, showTheme } from './run-in-page.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function checkWithAxe(page: Page): Promise<Finding[]> {
  await injectOnce(page, 'axe', 'axe-core/axe.min.js')
  return runInPage(page, 'axe', { tags })
}

/** The theme of high contrast promises 7:1 (WCAG 1.4.6), the others 4.5:1 (1.4.3). */
export async function checkContrast(page: Page, theme: string): Promise<Finding[]> {
  await injectOnce(page, 'axe', 'axe-core/axe.min.js')
  await showTheme(page, theme)
  const rules = theme === 'contrast' ? ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] : ['color-contrast', 'link-in-text-block']
  const findings = await runInPage<Finding[]>(page, 'axe', { rules })
  return findings.map((finding) => ({ ...finding, rule: `${finding.rule} (${theme})` }))
}
