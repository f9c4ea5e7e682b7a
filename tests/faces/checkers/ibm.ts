/** IBM Equal Access: violations, sure and potential. */
import type { Page } from 'playwright-core'
import type { Finding } from './finding.ts'
import { injectOnce, runInPage } from './run-in-page.ts'

/** Asked of every page with a stylesheet: a person has to look whether colour alone says something. The contrast of themes and the words of tags are checked elsewhere. */
const forPeople = ['style_color_misuse']

export async function checkWithIbm(page: Page): Promise<Finding[]> {
  await injectOnce(page, 'ace', 'accessibility-checker-engine/ace.js')
  return runInPage(page, 'ibm', { guidelines: ['WCAG_2_2'], forPeople })
}
