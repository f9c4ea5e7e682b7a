/** A page with mistakes: the focus begins at their list, the title says so, and each line leads to the field that is marked. */
import type { Page } from 'playwright-core'
import type { Finding } from './finding.ts'
import { runInPage } from './run-in-page.ts'

/** Right after the page has opened, before anything moves the focus. */
export const checkErrors = (page: Page): Promise<Finding[]> => runInPage(page, 'errors')
