/** The page as a reader without script gets it, under its own content security policy. */
import type { Page } from 'playwright-core'
import type { Finding } from './finding.ts'

/**
 * Opens the address with script off.
 * @param page of a context with `javaScriptEnabled: false` that keeps the policy
 */
export async function checkServed(page: Page, address: string): Promise<Finding[]> {
  const findings: Finding[] = []
  const tell = (rule: string, where: string, text: string) => { findings.push({ checker: 'document', rule, where, text }) }
  const { origin } = new URL(address)
  const onConsole = (message: { type(): string; text(): string }) => { if (/content security policy/i.test(message.text())) tell('csp', 'document', message.text()) }
  const onRequest = (request: { url(): string }) => { if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) tell('external-request', 'document', request.url()) }
  page.on('console', onConsole)
  page.on('request', onRequest)
  await page.goto(address)
  const headings = await page.locator('h1').count()
  if (headings !== 1) tell('h1', 'document', `${headings} headings of the first order`)
  if (!(await page.locator('main').first().isVisible())) tell('main', 'main', 'the main part is not shown')
  page.off('console', onConsole)
  page.off('request', onRequest)
  return findings
}
