/** Who may ask people for what: read by anyone, registered by an agency, and ended by it alone. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '../../src/kernel/clock/clock.ts'
import { csrfOf, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
/** Set where the hour of the day matters. */
let hour: Temporal.Instant | undefined
const seoul = systemClock('Asia/Seoul')
before(async () => { house = await openHouse({ clock: { now: () => hour ?? seoul.now(), today: () => hour?.toZonedDateTimeISO('Asia/Seoul').toPlainDate() ?? seoul.today() } }) })
after(() => house.close())

const browser = () => new TextBrowser(house.origin)

test('every registered request can be read by anyone, with its place in the log', async () => {
  const list = await browser().get('/requests')
  assert.match(list.html, /\/requests\/age-19/)
  const one = await until(() => browser().get('/requests/age-19'), ({ html }) => html.includes('c2sp.org/tlog-proof@v1'))
  assert.match(one.html, /Youth Protection Act/)
  const api = await (await fetch(`${house.origin}/api/requests`)).json() as { requests: { id: string; entry: string }[] }
  assert.deepEqual(api.requests.map(({ id }) => id).sort(), ['acting-for', 'age-19', 'console-sign-in', 'device-check', 'sign-in'])
})

test('an agency registers a request and makes a key; another agency finds neither; withdrawn, nobody can be asked', async () => {
  const lead = browser()
  await signInOfficial(lead, 'demo-kdhc-lead')
  const form = await lead.get('/console/requests')
  const empty = await lead.submit(form, '/console/requests', { keepDays: 'x' })
  for (const field of ['name', 'why', 'law', 'article', 'keepDays', 'claims']) assert.match(empty.html, new RegExp(`id="${field}-error"`), field)
  hour = Temporal.Instant.from('2026-11-24T23:30:00Z')
  const registered = await lead.submit(form, '/console/requests', { name: 'Senior discount', why: 'To give the discount.', law: 'District Heating Act', article: '§1', keepDays: '0', claims: ['mobile-id.age_over_65'], format: 'mso_mdoc' })
  const id = /\/requests\/(kdhc-[0-9a-f]{8})"/.exec(registered.html)![1]!
  hour = undefined
  const listed = await browser().get(`/requests/${id}`)
  assert.match(listed.html, /Senior discount/)
  assert.deepEqual((await house.credentials.presentations!.templates.find(id)).template.asks, [{ credential: 'mobile-id', claims: ['age_over_65'], format: 'mso_mdoc' }])
  assert.match(listed.text, /November 25, 2026/, 'half past eight in Seoul, where the day before still is in Greenwich')
  const wrong = await lead.submit(registered, `/console/requests/${id}/keys`, { returnTo: 'http://shop.example/' })
  assert.match(wrong.html, /field-error/)
  const made = await lead.submit(registered, `/console/requests/${id}/keys`, { returnTo: 'https://shop.example/' })
  const key = /<code>([\w-]{43})<\/code>/.exec(made.html)![1]!
  const start = () => fetch(`${house.origin}/api/presentations`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: '{}' })
  assert.equal((await start()).status, 200)

  const other = browser()
  await signInOfficial(other, 'demo-municipality-lead')
  const csrf = csrfOf(await other.get('/console/requests'))
  assert.equal((await other.post(`/console/requests/${id}/keys`, { returnTo: 'https://evil.example/', _csrf: csrf })).status, 404)
  assert.equal((await other.post(`/console/requests/${id}/withdraw`, { _csrf: csrf })).status, 404)
  await lead.submit(registered, `/console/requests/${id}/withdraw`)
  assert.equal((await start()).status, 401)
  assert.equal((await browser().get(`/requests/${id}`)).status, 404)
})
