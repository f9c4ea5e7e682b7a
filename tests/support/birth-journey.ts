/** Steps of the journey "a child is born", as a person takes them page by page. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Newborn } from '../../src/modules/cases/apply/draft.ts'
import { formsOf, TextBrowser, type Visit } from './browser-of-text.ts'
import type { TestHouse } from './house.ts'

export async function signIn(browser: TextBrowser, person: string) {
  const visit = await browser.submit(await browser.get('/sign-in'), '/sign-in', { other: person })
  if (!visit.path.startsWith('/my')) throw new Error(`not signed in: ${visit.text.slice(0, 300)}`)
}

export async function signInOfficial(browser: TextBrowser, official: string) {
  const visit = await browser.submit(await browser.get('/console/sign-in'), '/console/sign-in', { official })
  if (!visit.path.startsWith('/console')) throw new Error(`not signed in: ${visit.text.slice(0, 300)}`)
}

export const csrfOf = (visit: Visit) => {
  const token = formsOf(visit.html).map(({ fields }) => fields['_csrf']).find((value) => typeof value === 'string' && value !== '')
  return typeof token === 'string' ? token : ''
}

/** Of the page of the home. */
export const homeAnswers = {
  'household.city_gas': 'yes', 'household.district_heating': 'no', 'household.breastfeeding_hindered': 'no',
  'household.account': '마루은행 110-123-456789',
}

/** From Start to the page after the questions; ends early where a page refuses. */
export async function fillBirth(browser: TextBrowser, child: Newborn, answers: Record<string, string> = {}): Promise<Visit> {
  const known = await startBirth(browser)
  const questions = await browser.submit(known, known.path)
  if (questions.status >= 400) return questions
  const home = await browser.submit(questions, questions.path, { 'newborn.1.name': child.name, 'newborn.1.birth_date': child.birthDate, 'newborn.1.sex': child.sex })
  if (!home.path.endsWith('/home')) return home
  const consent = await browser.submit(home, home.path, {
    ...homeAnswers, ...answers,
  })
  return { ...consent, text: `${known.text} ${consent.text}` }
}

/** Says yes to every agency on the page. */
export async function consentAll(browser: TextBrowser, consent: Visit): Promise<Visit> {
  const form = formsOf(consent.html).find(({ action }) => action === consent.path)
  const names = Object.keys(form?.fields ?? {}).filter((name) => name.startsWith('consent.'))
  return browser.submit(consent, consent.path, Object.fromEntries(names.map((name) => [name, 'yes'])))
}

/** Every agency of the application has been handed its part. */
export const allArrived = (house: TestHouse, receipt: string) =>
  until(() => house.rooms.ask(`select 1 from cases.part join cases.application on application.id = application_id where receipt = $1 and part.status = 'arriving'`, [receipt]), (left) => left.length === 0, 20_000)

/** Officials of every agency look into their inbox, and approve all that the rules find. @returns agencies that had something there */
export async function decideAll(house: TestHouse, receipt: string): Promise<string[]> {
  const decided: string[] = []
  await allArrived(house, receipt)
  for (const { id, agency } of house.identity.demonstration!.officials.filter(({ id }) => id.endsWith('-caseworker'))) {
    const official = new TextBrowser(house.origin)
    await signInOfficial(official, id)
    const rows = (await official.get('/console')).html.split('<tr>').filter((row) => row.includes(receipt))
    for (const row of rows) {
      const path = /href="(\/console\/parts\/[^"]+)"/.exec(row)?.[1]
      if (path === undefined) continue
      const part = await official.get(path)
      const form = formsOf(part.html).find(({ action }) => action === `${path}/decisions`)
      const outcomes = Object.keys(form?.fields ?? {}).filter((name) => name.startsWith('outcome-'))
      await official.submit(part, `${path}/decisions`, Object.fromEntries(outcomes.map((name) => [name, 'approve'])))
      decided.push(agency)
    }
  }
  return decided
}

export async function until<Value>(look: () => Promise<Value>, fits: (value: Value) => boolean, patience = 8_000): Promise<Value> {
  const end = performance.now() + patience
  for (;;) {
    const value = await look()
    if (fits(value)) return value
    if (performance.now() > end) throw new Error(`waited ${patience} ms in vain; last seen: ${((value as { text?: string }).text ?? JSON.stringify(value)).slice(0, 3000)}`)
    await pause(50)
  }
}

export const startBirth = async (browser: TextBrowser) => browser.submit(await browser.get('/life-events/birth'), '/apply')
