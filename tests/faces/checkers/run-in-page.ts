/** Runs a file of `in-page/` inside the page. Plain JavaScript: this project's types know no browser. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const sources = new Map<string, string>()

function read(name: string): string {
  let source = sources.get(name)
  if (source === undefined) sources.set(name, (source = readFileSync(join(import.meta.dirname, 'in-page', `${name}.js`), 'utf8').replace('export default ', '')))
  return source
}

/** @param argument is handed over as JSON */
export const runInPage = <Result>(page: Page, name: string, argument: unknown = null): Promise<Result> =>
  page.evaluate<Result>(`(async () => { const where = ${read('where')}; const run = ${read(name)}; return run(${JSON.stringify(argument)}, where) })()`)

/** Evaluated rather than added: the page's content security policy refuses foreign scripts, and its tree stays as it was. */
export async function injectOnce(page: Page, global: string, file: string) {
  if (await page.evaluate<boolean>(`typeof globalThis[${JSON.stringify(global)}] !== 'undefined'`)) return
  let source = sources.get(file)
  if (source === undefined) sources.set(file, (source = `${readFileSync(join(import.meta.dirname, '../../../node_modules', file), 'utf8')}\n;globalThis.${global} ??= ${global};0`))
  await page.evaluate(source)
}

export const openDetails = (page: Page) => page.evaluate<void>('for (const details of document.querySelectorAll("details")) details.open = true')

export const showTheme = (page: Page, theme: string) => page.evaluate<void>(`document.documentElement.dataset.theme = ${JSON.stringify(theme)}`)
