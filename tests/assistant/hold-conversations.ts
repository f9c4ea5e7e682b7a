/** Whole conversations with the house, from the first wish to the receipt: what is in the application that was sent must be what was meant in the end. */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { changeDraft } from '../../src/modules/cases/change-draft.ts'
import { emptyDraft } from '../../src/modules/cases/draft.ts'
import { loadOwn } from '../../src/modules/cases/load-application.ts'
import type { CasesTables } from '../../src/modules/cases/tables.ts'
import { TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { consentAll, csrfOf, signIn } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'

export interface Conversation {
  pack: string
  person: string
  language: string
  /** The first goes to the page for questions, the others to the questions of the form. */
  turns: string[]
  children: { name: string; birthDate: string; sex: string }[]
  answers: Record<string, string>
}
export interface Held { conversation: Conversation; right: boolean; turns: number; why: string }

export const readConversations = () => JSON.parse(readFileSync(new URL('conversations.json', import.meta.url), 'utf8')) as Conversation[]

export async function holdConversation(house: TestHouse, conversation: Conversation): Promise<Held> {
  const { person, language, turns: [wish, ...turns], children, answers } = conversation
  const held = (right: boolean, why: string): Held => ({ conversation, right, turns: turns.length + 1, why })
  const browser = new TextBrowser(house.origin)
  browser.language = language
  await signIn(browser, person)
  const asked = await browser.submit(await browser.get('/ask'), '/ask', { message: wish! })
  const start = [...asked.html.matchAll(/\/ask\/start\/[0-9a-f-]{36}/g)].at(-1)?.[0]
  if (start === undefined) return held(false, `nothing to start: ${asked.text.slice(0, 200)}`)
  let page = await browser.post(start, { _csrf: csrfOf(await browser.get(start)), way: 'talk' })
  const id = /^\/ask\/fill\/([0-9a-f-]{36})$/.exec(page.path)?.[1]
  if (id === undefined) return held(false, `no conversation: ${page.path} ${page.text.slice(0, 200)}`)
  for (const message of turns) page = await browser.submit(page, page.path, { message })
  const applications = house.rooms.database.room<CasesTables>('cases')
  const { draft } = await applications.transaction((tx) => loadOwn(tx, person, id))
  const sent = await sendByHand(browser, await browser.get(`/apply/${id}/continue`))
  const receipt = /^\/my\/applications\/([^?/]+)/.exec(sent.path)?.[1]
  // What was begun is ended, so that the next conversation opens a draft of its own.
  if (receipt === undefined) await changeDraft(applications, person, id, () => emptyDraft)
  if (receipt === undefined) return held(false, `not sent, ${sent.path}: ${JSON.stringify([draft.newborns, draft.answers])}`)
  const right = isDeepStrictEqual(draft.newborns, children) && isDeepStrictEqual({ ...draft.answers }, answers)
  return held(right, right ? '' : `sent with ${JSON.stringify([draft.newborns, draft.answers])}`)
}

/** Consent, what is owed, and the page of checking, each by the person's own press. */
async function sendByHand(browser: TextBrowser, consent: Visit): Promise<Visit> {
  if (!consent.path.endsWith('/consent')) return consent
  const owed = await consentAll(browser, consent)
  const check = await browser.submit(owed, owed.path)
  return browser.submit(check, check.path)
}
