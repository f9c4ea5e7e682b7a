/** One life event from Start to receipt, whichever it is: the pages are taken as they come, and what they ask is counted. */
import { formsOf, type TextBrowser, type Visit } from './browser-of-text.ts'
import { consentAll } from './birth-journey.ts'

export interface Sent {
  receipt: string
  /** The page after sending. */
  visit: Visit
  /** Names of everything that was asked, page by page; consents and the platform's own fields left out. */
  asked: string[]
  /** Papers asked for. */
  uploads: number
  /** Every page that was shown. */
  pages: Visit[]
}

/** @param answers field → what is typed; a page that asks for more is an error */
export async function applyFor(browser: TextBrowser, event: string, answers: Record<string, string> = {}): Promise<Sent> {
  return goOn(browser, await browser.submit(await browser.get(`/life-events/${event}`), '/apply', { event }), answers)
}

/** From a page of the form to the receipt. */
export async function goOn(browser: TextBrowser, from: Visit, answers: Record<string, string> = {}): Promise<Sent> {
  const pages: Visit[] = []
  const asked: string[] = []
  let visit = from
  for (let turns = 0; turns < 20; turns += 1) {
    pages.push(visit)
    const { path } = visit
    if (visit.status >= 400) throw new Error(`${path}: ${visit.status} ${visit.text.slice(0, 400)}`)
    if (!path.startsWith('/apply/')) {
      const receipt = /^\/my\/applications\/([^?]+)/.exec(path)?.[1]
      if (receipt === undefined) throw new Error(`no receipt: ${path}`)
      return { receipt, visit, asked, uploads: pages.filter(({ html }) => /type="file"/.test(html)).length, pages }
    }
    const fields = Object.keys(formsOf(visit.html).find(({ action }) => action === path)?.fields ?? {})
    const questions = fields.filter((name) => !name.startsWith('_') && !name.startsWith('consent.') && !['count', 'version'].includes(name) && !path.endsWith('/known'))
    asked.push(...questions)
    const missing = questions.find((name) => !(name in answers))
    if (missing !== undefined) throw new Error(`${path} asks for ${missing}`)
    const next = path.endsWith('/consent') ? await consentAll(browser, visit) : await browser.submit(visit, path, Object.fromEntries(questions.map((name) => [name, answers[name]!])))
    if (next.path === path && next.status < 400) throw new Error(`${path} does not lead on: ${next.text.slice(0, 600)}`)
    visit = next
  }
  throw new Error('no end after twenty pages')
}
