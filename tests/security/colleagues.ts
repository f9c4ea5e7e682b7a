/** People of the deciding office beside those of the demonstration: one to act upon, one who has left. */
import assert from 'node:assert/strict'
import { signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import type { TestHouse } from '../support/house.ts'

/** Appointed by the office's administrator, with the invitation not yet taken. */
export async function appoint(house: TestHouse, name: string): Promise<{ id: string; link: string; lead: TextBrowser }> {
  const lead = new TextBrowser(house.origin)
  await signInOfficial(lead, 'demo-municipality-lead')
  const idsIn = (html: string) => [...html.matchAll(/\/console\/team\/([^/"]+)\/end/g)].map(([, id]) => id!)
  const before = await lead.get('/console/team')
  const invited = await lead.submit(before, '/console/team', { name, roles: ['caseworker'] })
  const link = /\/invitation\/[A-Za-z0-9_-]{43}/.exec(invited.html)?.[0] ?? assert.fail(invited.text)
  const id = idsIn((await lead.get('/console/team')).html).find((one) => !idsIn(before.html).includes(one)) ?? assert.fail(`${name} is not in the team`)
  return { id, link, lead }
}

/** Takes up an appointment that leads to payments alone. */
export async function enterAsClerk(house: TestHouse, browser: TextBrowser, agency: string) {
  const { token } = await house.identity.appoint('operator', { agency, name: '새아라누리', roles: ['payment-clerk'] })
  await browser.submit(await browser.get(`/invitation/${token}`), `/invitation/${token}/demonstration`)
  assert.equal((await browser.get('/console/payments')).status, 200)
}

/** Signs in as an official of the office who is then dismissed: the browser keeps the cookie. */
export async function leave(house: TestHouse, browser: TextBrowser) {
  const { id, link, lead } = await appoint(house, '새하람누리')
  await browser.submit(await browser.get(link), `${link}/demonstration`)
  assert.equal((await browser.get('/console')).path, '/console')
  await lead.submit(await lead.get('/console/team'), `/console/team/${id}/end`)
  // Until then the session is believed: the five seconds of a leaver are tried in `journeys/sign-in.test.ts`.
  await until(() => browser.get('/console'), ({ path }) => path.startsWith('/sign-in'))
}
