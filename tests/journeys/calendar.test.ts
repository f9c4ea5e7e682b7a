/** What is coming: on a page, and in the person's own calendar program by an address that they alone know and can end. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allArrived, consentAll, decideAll, fillBirth, signIn, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { applyFor } from '../support/event-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
let now = Temporal.Instant.from('2026-11-24T01:00:00Z')
const clock = { now: () => now, today: () => now.toZonedDateTimeISO('Asia/Seoul').toPlainDate() }
before(async () => { house = await openHouse({ clock }) })
after(() => house.close())

async function as(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

const addressIn = (html: string) => /<code>([^<]+\.ics)<\/code>/.exec(html)?.[1] ?? assert.fail('no address')
const read = async (address: string) => {
  const answer = await fetch(address)
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
}
/** Folded lines put together again (RFC 5545, section 3.1). */
const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

test('deadlines, decisions and what is possible at 65 stand in the order of their days; what is past leaves', async () => {
  const browser = await as('KR-DEMO-700006')
  const { receipt } = await applyFor(browser, 'bereavement', { subject: 'KR-DEMO-700002' })
  await allArrived(house, receipt)
  const page = await browser.get('/my/calendar')
  assert.match(page.text, /February 10, 2027\s*Last day: Renounce the inheritance/)
  assert.match(page.text, /May 31, 2027\s*Last day: Inheritance tax return/)
  assert.doesNotMatch(page.text, /basic pension/, 'its first day, 20 November, is past')
  assert.ok(page.html.includes(`/my/applications/${receipt}`))
  const days = [...page.html.matchAll(/<th scope="row"[^>]*>([^<]+)<\/th>/g)].map(([, day]) => Date.parse(`${day} UTC`))
  assert.ok(days.length > 10)
  assert.deepEqual(days, days.toSorted((one, other) => one - other))
  const then = now
  now = now.add({ hours: 24 * 100 })
  try {
    assert.doesNotMatch((await browser.get('/my/calendar')).text, /Renounce the inheritance/)
  } finally {
    now = then
  }
})

test('what is paid until a day ends on it; a birth brings nothing that sending it has settled', async () => {
  const browser = await as('KR-DEMO-000003')
  const owed = await consentAll(browser, await fillBirth(browser, { name: '달온새', birthDate: '2026-11-20', sex: 'F' }))
  const check = await browser.submit(owed, owed.path)
  const receipt = (await browser.submit(check, check.path)).path.split('/')[3]!.split('?')[0]!
  await decideAll(house, receipt)
  const page = await until(() => browser.get('/my/calendar'), ({ text }) => /Ends: Parental benefit/.test(text))
  assert.doesNotMatch(page.text, /Report the birth/)
  assert.doesNotMatch(page.text, /Decision due/)
})

test('the address gives a calendar file in the language in which it was made; a new one ends the old, and ending ends it', async () => {
  const browser = await as('KR-DEMO-700004')
  const { receipt } = await applyFor(browser, 'bereavement')
  await allArrived(house, receipt)
  browser.language = 'ko'
  const first = addressIn((await browser.submit(await browser.get('/my/calendar'), '/my/calendar/address')).html)
  const file = await read(first)
  assert.deepEqual([file.status, file.type], [200, 'text/calendar; charset=utf-8'])
  const written = lines(file.text)
  assert.equal(written[0], 'BEGIN:VCALENDAR')
  const at = written.findIndex((line) => line.startsWith('SUMMARY:') && line.includes('상속 포기 또는 한정승인'))
  const event = written.slice(written.lastIndexOf('BEGIN:VEVENT', at), written.indexOf('END:VEVENT', at))
  assert.ok(event.includes('DTSTART;VALUE=DATE:20270128'), event.join('\n'))
  assert.ok(event.some((line) => line.startsWith('DESCRIPTION:민법 §1019')))
  const identities = written.filter((line) => line.startsWith('UID:'))
  assert.equal(new Set(identities).size, identities.length)
  assert.deepEqual(lines((await read(first)).text).filter((line) => line.startsWith('UID:')), identities)

  const page = await browser.get('/my/calendar')
  assert.ok(!page.html.includes(first))
  const second = addressIn((await browser.submit(page, '/my/calendar/address')).html)
  assert.notEqual(second, first)
  assert.equal((await read(first)).status, 404)
  assert.equal((await read(second)).status, 200)
  await browser.submit(await browser.get('/my/calendar'), '/my/calendar/address/end')
  assert.equal((await read(second)).status, 404)
  assert.equal((await read(`${house.origin}/calendar/${'x'.repeat(43)}.ics`)).status, 404)
  assert.deepEqual(await house.rooms.ask('select 1 from cases.feed'), [])
})
