/** IBM Equal Access: violations, sure and potential. */
import type { Page } from 'playwright-core'
import type { Finding } from './finding.ts'
import { injectOnce, runInPage } from './run-in-page.ts'

/** Where it only asks a person to look, and who looks instead. Every other question of its counts as a finding. */
const lookedAtElsewhere: Record<string, string> = {
  style_color_misuse: 'asked of every page with a stylesheet; tags and notices carry words (`component-specs.test.ts`), themes are measured by axe',
  style_focus_visible: 'the keyboard checker sees an outline or a shadow appear with the focus',
  element_tabbable_visible: 'the keyboard checker asks whether what has the focus can be seen',
  element_tabbable_unobscured: 'the keyboard checker asks what lies on top of what has the focus',
  text_block_heading: 'asked of every short paragraph; HTML_CodeSniffer finds those made of bold text alone',
  text_sensory_misuse: 'asked of words with a second meaning: “put it right”, “3 days left”',
  input_checkboxes_grouped: 'asked of every checkbox that stands alone or in a row of a table: each is a statement of its own',
  text_quoted_correctly: 'asked of every pair of quotation marks: in the text of a law they hold its title',
  input_label_visible: 'it knows labels of `input` and not of `textarea`; axe looks at both',
}

export async function checkWithIbm(page: Page): Promise<Finding[]> {
  await injectOnce(page, 'ace', 'accessibility-checker-engine/ace.js')
  return runInPage(page, 'ibm', { guidelines: ['WCAG_2_2'], lookedAtElsewhere: Object.keys(lookedAtElsewhere) })
}
