/** HTML_CodeSniffer, WCAG 2 AA: its errors, and those of its warnings that a machine can be sure of. */
import type { Page } from 'playwright-core'
import type { Finding } from './finding.ts'
import { injectOnce, runInPage } from './run-in-page.ts'

/** Empty headings and links, headings made of markup, lists and labels that are none. Its other warnings ask a person to look. */
const certain = ['H42', 'H48.1', 'H48.2', 'H91', 'H71', 'F68', 'H44', 'H65']

export async function checkWithHtmlcs(page: Page): Promise<Finding[]> {
  await injectOnce(page, 'HTMLCS', 'html_codesniffer/build/HTMLCS.js')
  return runInPage(page, 'htmlcs', { warnings: certain })
}
