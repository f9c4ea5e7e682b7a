/** Steps at a counter: somebody shows a code or a document, and an official goes through the form for them. */
import assert from 'node:assert/strict'
import type { OfficialRole } from '../../src/kernel/http/principal.ts'
import { consentAll, homeAnswers, signIn, signInOfficial, startBirth } from './birth-journey.ts'
import { TextBrowser, type Visit } from './browser-of-text.ts'
import type { TestHouse } from './house.ts'

export const counter = '/console/counter'

export function counterJourney(house: () => TestHouse) {
  const nameOf = (person: string) => house().identity.demonstration!.nameOf(person)!
  const clerkName = (agency: string) => house().identity.demonstration!.officials.find(({ id }) => id === `demo-${agency}-counter`)!.name
  const enter = async (person: string) => {
    const browser = new TextBrowser(house().origin)
    await signIn(browser, person)
    return browser
  }
  const desk = async (official: string) => {
    const browser = new TextBrowser(house().origin)
    await signInOfficial(browser, official)
    return browser
  }
  return {
    nameOf, clerkName, enter, desk,
    clerkOf: (agency: string) => desk(`demo-${agency}-counter`),
    /** Somebody new, who takes up the post. @returns with their id */
    async appoint(agency: string, name: string, roles: OfficialRole[]) {
      const { token } = await house().identity.appoint('operator', { agency, name, roles })
      const browser = new TextBrowser(house().origin)
      await browser.submit(await browser.get(`/invitation/${token}`), `/invitation/${token}/demonstration`)
      const [row] = await house().rooms.ask<{ id: string }>('select id from identity.official where name = $1 order by appointed_at desc', [name])
      return { browser, id: row!.id }
    },
    /** Somebody begins a birth report at home. */
    async draft(person: string) {
      const browser = await enter(person)
      const known = await startBirth(browser)
      return { browser, known, base: known.path.replace(/\/known$/, '') }
    },
  }
}

/** Shown once, on the page of the draft. */
export async function codeOf(browser: TextBrowser, base: string): Promise<string> {
  const page = await browser.get(`${base}/counter`)
  assert.match(page.text, /What the official sees.*Each look stands in your data, with the name of the official/s)
  const made = await browser.submit(page, `${base}/counter`)
  return /<p class="amount"><code>([^<]+)<\/code>/.exec(made.html)?.[1] ?? assert.fail(made.text)
}

export const openCode = async (clerk: TextBrowser, code: string): Promise<Visit> => clerk.submit(await clerk.get(counter), `${counter}/code`, { code })

export const openDocument = async (clerk: TextBrowser, person: string, name: string): Promise<Visit> =>
  clerk.submit(await clerk.get(counter), `${counter}/people`, { person, name, document: 'resident-card' })

export const visitIn = ({ path, text }: Visit): string => /^\/console\/counter\/([0-9a-f-]{36})/.exec(path)?.[1] ?? assert.fail(`${path}: ${text}`)

/** From the page of what registers say to the last one. */
export async function fillAtCounter(by: TextBrowser, known: Visit, child: string): Promise<Visit> {
  assert.match(known.path, /\/known$/, known.text)
  const questions = await by.submit(known, known.path)
  const home = await by.submit(questions, questions.path, { 'newborn.1.name': child, 'newborn.1.birth_date': '2026-11-20', 'newborn.1.sex': 'F' })
  const consent = await by.submit(home, home.path, homeAnswers)
  const owed = await consentAll(by, consent)
  const check = await by.submit(owed, owed.path)
  assert.match(check.path, /\/check$/, check.text)
  return check
}

/** @returns the bytes of the paper as a text */
export async function print(clerk: TextBrowser, check: Visit, visit: string): Promise<string> {
  const answer = await clerk.submit(check, `${counter}/${visit}/summary`)
  assert.equal(answer.status, 200, answer.html.slice(0, 400))
  return answer.html
}
