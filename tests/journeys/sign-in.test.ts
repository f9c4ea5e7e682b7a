/** Who gets in, and who is out: appointments, leavers, invitations, and what production does not have. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sessionsBelieved } from '../../src/modules/identity/index.ts'
import { csrfOf, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { formsOf, TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { goThrough, startNationalProvider } from '../support/national-provider.ts'

let house: TestHouse
let national: Awaited<ReturnType<typeof startNationalProvider>>
before(async () => {
  national = await startNationalProvider()
  house = await openHouse({ national: national.settings })
  national.serve(`${house.origin}/sign-in/national/return`)
})
after(async () => {
  await house.close()
  await national.close()
})

const audit = () => house.rooms.ask<{ act: string; actor: string; object: string }>('select act, actor, object from kernel.audit order by id')

async function enterOffice(official: string) {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, official)
  return browser
}

test('an administrator appoints, the invitation works once, and the new official decides cases only', async () => {
  const lead = await enterOffice('demo-korail-lead')
  const invited = await lead.submit(await lead.get('/console/team'), '/console/team', { name: '새봄누리', roles: ['caseworker'] })
  const link = /\/invitation\/[A-Za-z0-9_-]{43}/.exec(invited.html)?.[0] ?? assert.fail(invited.text)
  const fresh = new TextBrowser(house.origin)
  const invitation = await fresh.get(link)
  assert.match(invitation.text, /새봄누리/)
  const desk = await fresh.submit(invitation, `${link}/demonstration`)
  assert.equal(desk.path, '/console')
  assert.equal((await fresh.get('/console/team')).status, 403)
  const second = await new TextBrowser(house.origin).get(link)
  assert.equal(second.status, 410)
  assert.ok((await audit()).some(({ act, actor }) => act === 'appoint' && actor === 'official:demo-korail-lead'))
})

test('a leaver is out within five seconds, with every session, and cannot come back', async (context) => {
  const lead = await enterOffice('demo-sr-lead')
  const desks = [await enterOffice('demo-sr-caseworker'), await enterOffice('demo-sr-caseworker')]
  for (const desk of desks) assert.equal((await desk.get('/console')).path, '/console')
  const team = await lead.get('/console/team')
  await lead.submit(team, '/console/team/demo-sr-caseworker/end')
  const began = performance.now()
  for (const desk of desks) await until(() => desk.get('/console'), ({ path }) => path.startsWith('/sign-in'), 30_000)
  context.diagnostic(`out after ${Math.round(performance.now() - began)} ms`)
  // Whatever the machine does meanwhile: a session is not believed for longer without the database.
  assert.ok(sessionsBelieved <= 5_000)
  const back = new TextBrowser(house.origin)
  const refused = await back.submit(await back.get('/console/sign-in'), '/console/sign-in', { official: 'demo-sr-caseworker' })
  assert.match(refused.text, /no such official|not known|does not work/i)
  assert.equal((await back.get('/console')).path.startsWith('/sign-in'), true)
  assert.ok((await audit()).some(({ act, object }) => act === 'end appointment' && object === 'official:demo-sr-caseworker'))
})

test('the last administrator stays: without one, nobody could appoint another', async () => {
  const lead = await enterOffice('demo-nts-lead')
  const ended = await lead.submit(await lead.get('/console/team'), '/console/team/demo-nts-lead/end')
  assert.equal(ended.status, 409)
  const changed = await lead.submit(await lead.get('/console/team'), '/console/team/demo-nts-lead/roles', { 'roles-demo-nts-lead': ['caseworker'] })
  assert.equal(changed.status, 409)
  assert.equal((await lead.get('/console/team')).status, 200)
})

test('a role taken away is gone at the next request', async () => {
  const lead = await enterOffice('demo-kepco-lead')
  const worker = await enterOffice('demo-kepco-caseworker')
  assert.equal((await worker.get('/console/team')).status, 403)
  await lead.submit(await lead.get('/console/team'), '/console/team/demo-kepco-caseworker/roles', { 'roles-demo-kepco-caseworker': ['caseworker', 'administrator'] })
  assert.equal((await worker.get('/console/team')).status, 200)
  await lead.submit(await lead.get('/console/team'), '/console/team/demo-kepco-caseworker/roles', { 'roles-demo-kepco-caseworker': ['caseworker'] })
  assert.equal((await worker.get('/console/team')).status, 403)
})

test('the session is new at every sign-in, and signing out ends it on the server', async () => {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, 'KR-DEMO-000030')
  const first = new Map(browser.cookies)
  await signIn(browser, 'KR-DEMO-000030')
  assert.notEqual(browser.cookies.get('maru'), first.get('maru'))
  assert.equal(browser.cookies.get('maru')?.length, 43)
  const second = new Map(browser.cookies)
  await browser.submit(await browser.get('/'), '/sign-out')
  for (const cookies of [first, second]) {
    const stolen = new TextBrowser(house.origin)
    for (const [key, value] of cookies) stolen.cookies.set(key, value)
    assert.equal((await stolen.get('/my')).path.startsWith('/sign-in'), true)
  }
})

test('after sign-in one goes back to where one was, and never to another site', async () => {
  const browser = new TextBrowser(house.origin)
  const visit = await browser.get('/my/data')
  assert.match(visit.path, /^\/sign-in\?next=/)
  const arrived = await browser.submit(visit, '/sign-in', { other: 'KR-DEMO-000031' })
  assert.equal(arrived.path, '/my/data')
  for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example']) {
    const other = new TextBrowser(house.origin)
    const page = await other.get('/sign-in')
    const refused = await other.post('/sign-in', { _csrf: csrfOf(page), other: 'KR-DEMO-000031', next })
    assert.equal(refused.status, 400, next)
  }
})

test('an office lets somebody in by a sheet: with the name, once, and the person is told and can stop the next one', async () => {
  const person = 'KR-DEMO-000033'
  const name = house.identity.demonstration!.nameOf(person)!
  const desk = await enterOffice('demo-municipality-caseworker')
  const told = await enterOffice('demo-korail-caseworker')
  assert.equal((await told.get('/console/registrations')).status, 403)
  const wrong = await desk.submit(await desk.get('/console/registrations'), '/console/registrations', { person: '33', name: '' })
  assert.match(wrong.text, /no number of a person.*Write the name.*Choose the document/s)
  const sheet = await desk.submit(await desk.get('/console/registrations'), '/console/registrations', { person, name, document: 'passport' })
  assert.ok(!sheet.text.includes(name) && !sheet.text.includes(person), 'who finds it does not learn whose it is')
  const code = /<code>([^<]+)<\/code>/.exec(sheet.html)?.[1] ?? assert.fail(sheet.text)
  // At the official's own desk it opens nothing.
  const form = await desk.get(`/register/${code}`)
  assert.equal((await desk.submit(form, '/register', { name })).status, 409)
  const home = new TextBrowser(house.origin)
  const another = await home.submit(await home.get(`/register/${code}`), '/register', { name: '달다솜' })
  assert.match(another.text, /do not belong together/)
  const asked = await home.submit(another, '/register', { code, name })
  const entered = await home.submit(asked, '/register/demonstration')
  assert.equal(entered.path, '/my')
  const late = new TextBrowser(house.origin)
  assert.match((await late.submit(await late.get(`/register/${code}`), '/register', { name })).text, /do not belong together/)
  const inbox = await until(() => home.get('/my/inbox'), ({ text }) => /new way in was made for you.*Somebody has signed in|Somebody has signed in.*new way in was made for you/s.test(text))
  const notice = await home.get(/\/my\/inbox\/[0-9a-f-]{36}/.exec(inbox.html)![0])
  assert.match(notice.html, /\/my\/registrations\/[0-9a-f-]{36}/)

  // The person is known now: the office is asked whether that is lost, and who is signed in stops it.
  const known = await desk.submit(await desk.get('/console/registrations'), '/console/registrations', { person, name, document: 'passport' })
  assert.match(known.text, /has signed in before/)
  const next = await desk.submit(known, '/console/registrations', { lost: 'no' })
  const second = /<code>([^<]+)<\/code>/.exec(next.html)?.[1] ?? assert.fail(next.text)
  const [row] = await house.rooms.ask<{ id: string }>(`select id from identity.registration where person = $1 and status = 'open'`, [person])
  const stopped = await home.submit(await home.get(`/my/registrations/${row!.id}`), `/my/registrations/${row!.id}/stop`)
  assert.match(stopped.text, /The person stopped it/)
  assert.match((await late.submit(await late.get(`/register/${second}`), '/register', { name })).text, /do not belong together/)
  const acts = (await audit()).filter(({ object }) => object === `registration:${row!.id}`).map(({ act, actor }) => `${actor} ${act}`)
  assert.deepEqual(acts, ['official:demo-municipality-caseworker open registration', `resident:${person} stop registration`])
})

/** Begins in this browser. @returns where the national sign-in is */
async function beginNational(browser: TextBrowser, next = '/my/data'): Promise<string> {
  const begun = await fetch(`${house.origin}/sign-in/national?next=${next}`, { redirect: 'manual' })
  assert.equal(begun.status, 303)
  for (const cookie of begun.headers.getSetCookie()) {
    const [name, value] = cookie.split(';')[0]!.split('=')
    browser.cookies.set(name!, value!)
  }
  return begun.headers.get('location')!
}
const pathOf = ({ pathname, search }: URL) => pathname + search

test('the country’s own sign-in lets somebody in for the first time, and a passkey is offered, which may wait', async () => {
  const person = 'KR-DEMO-000035'
  national.signIn({ number: person, name: house.identity.demonstration!.nameOf(person)!, acr: 'substantial' })
  const browser = new TextBrowser(house.origin)
  assert.match((await browser.get('/sign-in')).html, /href="\/sign-in\/national\?next=[^"]*"[^>]*>National sign-in</)
  const returned = await goThrough(await beginNational(browser), house.origin)
  const first = await browser.get(pathOf(returned))
  assert.match(first.path, /^\/my\/passkeys\/first\?next=/)
  assert.match(first.html, /href="\/my\/data"/)
  assert.equal((await browser.get('/my/data')).path, '/my/data')
  const back = await new TextBrowser(house.origin).get(pathOf(returned))
  assert.equal(back.status, 403, 'in another browser')
  assert.equal((await browser.get('/api/session')).status, 200)

  const entries = async () => (await audit()).filter(({ act, actor, object }) => act === 'sign in by national sign-in' && actor === `resident:${person}` && object === `person:${person}`).length
  const told = async () => (await house.notices.list(person)).rows.filter(({ data }) => data.kind === 'national-begun')
  assert.equal(await entries(), 1)
  const [alarm] = await until(told, ({ length }) => length > 0)
  const notice = await browser.get(`/my/inbox/${alarm!.id}`)
  assert.match(notice.html, /href="\/my\/passkeys"/)
  const again = new TextBrowser(house.origin)
  assert.equal((await again.get(pathOf(await goThrough(await beginNational(again), house.origin)))).status, 200)
  assert.equal(await entries(), 2)
  assert.equal((await house.rooms.ask(`select 1 from kernel.event where name = 'identity.national-begun' and payload ->> 'person' = $1`, [person])).length, 1, 'the same account is no new way in')
})

test('what comes back from the national sign-in wrongly lets nobody in', async () => {
  const person = { number: 'KR-DEMO-000036', name: '달온새', acr: 'high' }
  const tries: [string, number, (browser: TextBrowser) => Promise<string>][] = [
    ['in a browser that did not begin', 403, async () => pathOf(await goThrough(await beginNational(new TextBrowser(house.origin)), house.origin))],
    ['with another state', 403, async (browser) => {
      const returned = await goThrough(await beginNational(browser), house.origin)
      returned.searchParams.set('state', `${returned.searchParams.get('state')!.slice(0, -4)}AAAA`)
      return pathOf(returned)
    }],
    ['with a cookie that was altered', 403, async (browser) => {
      const returned = await goThrough(await beginNational(browser), house.origin)
      browser.cookies.set('maru-national', browser.cookies.get('maru-national')!.replace(/^./, 'X'))
      return pathOf(returned)
    }],
    ['from another issuer', 401, async (browser) => {
      const returned = await goThrough(await beginNational(browser), house.origin)
      returned.searchParams.set('iss', 'https://elsewhere.example')
      return pathOf(returned)
    }],
    ['with the code of another beginning', 401, async (browser) => {
      const other = await goThrough(await beginNational(new TextBrowser(house.origin)), house.origin)
      const returned = await goThrough(await beginNational(browser), house.origin)
      returned.searchParams.set('code', other.searchParams.get('code')!)
      return pathOf(returned)
    }],
    ['a second time', 401, async (browser) => {
      const address = pathOf(await goThrough(await beginNational(browser), house.origin))
      const cookie = browser.cookies.get('maru-national')!
      await browser.get(address)
      await browser.submit(await browser.get('/'), '/sign-out')
      browser.cookies.set('maru-national', cookie)
      return address
    }],
    ['authenticated too weakly', 401, async (browser) => {
      national.signIn({ ...person, acr: 'low' })
      return pathOf(await goThrough(await beginNational(browser), house.origin))
    }],
    ['with a number that is none of this country', 401, async (browser) => {
      national.signIn({ ...person, number: 'FA-DEMO-000001' })
      return pathOf(await goThrough(await beginNational(browser), house.origin))
    }],
    ['refused by the person', 401, async (browser) => {
      national.signIn(undefined)
      return pathOf(await goThrough(await beginNational(browser), house.origin))
    }],
  ]
  for (const [what, status, go] of tries) {
    national.signIn(person)
    const browser = new TextBrowser(house.origin)
    assert.equal((await browser.get(await go(browser))).status, status, what)
    assert.match((await browser.get('/my')).path, /^\/sign-in/, what)
  }
})

test('production has no fictitious people: not on the page, not by hand', async () => {
  const real = await openHouse({ demonstration: false })
  try {
    const browser = new TextBrowser(real.origin)
    const page = await browser.get('/sign-in')
    assert.doesNotMatch(page.html, /KR-DEMO|fictitious|Demonstration/)
    assert.equal(formsOf(page.html).some(({ action }) => action === '/sign-in'), false)
    const forced = await browser.post('/sign-in', { _csrf: csrfOf(page), other: 'KR-DEMO-000001' })
    assert.ok(forced.status >= 400 && forced.status < 500, String(forced.status))
    const desk = await browser.get('/console/sign-in')
    assert.doesNotMatch(desk.html, /demo-/)
    assert.ok((await browser.post('/console/sign-in', { _csrf: csrfOf(desk), official: 'demo-nts-lead' })).status >= 400)
  } finally {
    await real.close()
  }
})
