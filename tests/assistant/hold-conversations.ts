/** Whole conversations with the house, from the first wish to the receipt: what is in the application that was sent must be what was meant in the end. */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { changeDraft } from '../../src/modules/cases/apply/change-draft.ts'
import { emptyDraft, type Draft } from '../../src/modules/cases/apply/draft.ts'
import { loadOwn } from '../../src/modules/cases/apply/load-application.ts'
import { subjectOf } from '../../src/modules/cases/apply/subject.ts'
import type { CasesTables } from '../../src/modules/cases/tables.ts'
import { eventOf } from './event-of.ts'
import { formsOf, TextBrowser, type Visit } from '../support/browser-of-text.ts'
import { consentAll, csrfOf, signIn } from '../support/birth-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

export interface Conversation {
  pack: string
  /** By id or by name. */
  person: string
  language: string
  /** The first goes to the page for questions, the others to the questions of the form. */
  turns: string[]
  children: { name: string; birthDate: string; sex: string }[]
  answers: Record<string, string>
  /** Name of whom it is about in the end, where that is somebody else. */
  about?: string
  /** What was meant at first, and put right later. */
  once?: string[]
}
export interface Held {
  conversation: Conversation
  right: boolean
  /** Messages, and presses of the button that says that what was read back is right, or which event is meant. */
  turns: number
  why: string
}

export type ConversationSet = 'conversations' | 'conversations-together' | 'conversations-fresh' | 'conversations-unseen' | 'conversations-last'

/**
 * `conversations` and, answering several questions at once, `conversations-together`: what the reading was made with.
 * `conversations-fresh`: held once before it was looked at (13 of 24 were right), and mended with since.
 * `conversations-unseen`: written before, and not looked at while one question was asked at a time.
 * `conversations-last`: written before several were asked at once, and held when all else was settled.
 */
export const readConversations = (set: ConversationSet) => JSON.parse(readFileSync(new URL(`${set}.json`, import.meta.url), 'utf8')) as Conversation[]

/** @param sending false: as far as the page on which one agrees to what agencies see, which comes when nothing is left to answer */
export async function holdConversation(house: TestHouse, conversation: Conversation, sending = true): Promise<Held> {
  const { language, turns: [wish, ...turns], children, answers, about } = conversation
  const person = house.identity.demonstration!.people.find(({ id, name }) => id === conversation.person || name === conversation.person)!.id
  let presses = 0
  const held = (right: boolean, why: string): Held => ({ conversation, right, turns: turns.length + 1 + presses, why })
  const browser = new TextBrowser(house.origin)
  browser.language = language
  await signIn(browser, person)
  await browser.post('/ask/forget', { _csrf: csrfOf(await browser.get('/ask')) })
  let asked = await browser.submit(await browser.get('/ask'), '/ask', { message: wish! })
  // Who is asked which event they mean presses that one, where it is offered.
  const meant = Object.values(house.pack.lifeEvents.find(({ id }) => id === eventOf(conversation))?.name ?? {})
  const offered = [...asked.html.matchAll(/<button[^>]*name="message"[^>]*value="(\d)"[^>]*>([^<]*)</gu)].find(([, , label]) => meant.includes(label!))?.[1]
  if (offered !== undefined) {
    presses += 1
    asked = await browser.post('/ask', { _csrf: csrfOf(asked), message: offered })
  }
  const start = /\/ask\/start\/[0-9a-f-]{36}/.exec(asked.html)?.[0]
  if (start === undefined) return held(false, `nothing to start: ${asked.text.slice(-300)}`)
  let page = await browser.submit(await browser.get(start), `${start}/talk`)
  const id = /^\/ask\/fill\/([0-9a-f-]{36})$/.exec(page.path)?.[1]
  if (id === undefined) return held(false, `no conversation: ${page.path} ${page.text.slice(0, 200)}`)
  const applications = house.rooms.database.room<CasesTables>('cases')
  const look = async () => (await applications.transaction((tx) => loadOwn(tx, person, id)))
  const path = page.path
  for (const message of turns) {
    page = await browser.post(path, { _csrf: csrfOf(page), message, ...readBackOf(page) })
    // Who reads what was meant presses the button; who reads something else goes on with the next words.
    if (isMeant(conversation, readBackOf(page))) {
      presses += 1
      page = await browser.submit(page, path)
    }
  }
  const { event, draft } = await look()
  const consent = await browser.get(`/apply/${id}/continue`)
  const end = sending ? await sendByHand(browser, consent, async () => (await house.rooms.ask(`select 1 from cases.part where application_id = $1`, [id])).length) : consent
  const receipt = /^\/my\/applications\/([^?/]+)/.exec(end.path)?.[1]
  // What was begun is ended, so that the next conversation opens a draft of its own.
  if (receipt === undefined) await changeDraft({ db: applications, editions: house.editions }, person, id, () => emptyDraft)
  if (sending ? receipt === undefined : !end.path.endsWith('/consent')) return held(false, `not sent, ${end.path}: ${inShort(draft)} | ${page.text.slice(-200)}`)
  const subject = subjectOf(house.pack, event, draft)?.['name']
  const right = isDeepStrictEqual(draft.newborns, children) && isDeepStrictEqual({ ...draft.answers }, answers) && (about === undefined || subject === about)
  return held(right, right ? '' : `sent with ${inShort(draft)}`)
}

/** Whether what was read back is what the person means, of that question. */
function isMeant({ children, answers, once = [] }: Conversation, { field, value }: { field?: string; value?: string }): boolean {
  if (field === undefined || value === undefined) return false
  if (once.includes(value) || children.some((child) => Object.values(child).includes(value))) return true
  // Whoever agrees in a conversation agrees to what the registers say.
  if (field === 'known') return true
  if (field === 'more') return value === (children.length > 1 ? 'yes' : 'no')
  return Object.entries(answers).some(([fact, answer]) => answer === value && field === fact)
}

const inShort = ({ newborns, answers, subject }: Draft) => JSON.stringify([newborns, answers, ...(subject ? [subject] : [])])

const readBackOf = (page: Visit): { field?: string; value?: string } => {
  const { field, value } = formsOf(page.html).find(({ action, fields }) => action === page.path && 'right' in fields)?.fields ?? {}
  return typeof field === 'string' && typeof value === 'string' ? { field, value } : {}
}

/** Consent, what is owed, and the page of checking, each by the person's own press; before the last one nothing is with an agency. */
async function sendByHand(browser: TextBrowser, consent: Visit, parts: () => Promise<number>): Promise<Visit> {
  if (!consent.path.endsWith('/consent')) return consent
  const owed = await consentAll(browser, consent)
  const check = await browser.submit(owed, owed.path)
  const early = await parts()
  if (early > 0) throw new Error(`${early} parts were with agencies before the person pressed on the page of checking`)
  return browser.submit(check, check.path)
}

/** Each country in a house of its own. @param sent which of a country's conversations go to the agencies; all where absent */
export async function holdAll(conversations: readonly Conversation[], sent = (_at: number) => true): Promise<Held[]> {
  const held: Held[] = []
  for (const [pack, own = []] of Object.entries(Object.groupBy(conversations, (one) => one.pack))) {
    const house = await openHouse({ pack, clock: fixedClock('2026-11-24T01:00:00Z', pack === 'packs/kr' ? 'Asia/Seoul' : 'Africa/Tunis') })
    try {
      forgetAnswers(house, own)
      for (const [at, conversation] of own.entries()) held.push(await holdConversation(house, conversation, sent(at)))
    } finally {
      await house.close()
    }
  }
  return held
}

/** In these conversations everything is asked that a person can be asked: no register holds it of them. */
function forgetAnswers(house: TestHouse, conversations: readonly Conversation[]) {
  if (!house.pack.registers.some(({ id }) => id === 'social-security')) return
  const people = house.identity.demonstration!.people.filter(({ id, name }) => conversations.some(({ person }) => person === id || person === name))
  for (const { id } of people) {
    house.change('social-security', id, (answers) => ({ ...answers, receives: null, membersAndMeans: (answers['membersAndMeans'] as object[]).map((member) => ({ ...member, school: null })) }))
  }
}
