/** An office at work on many parts: what is clear goes together, work is taken on and handed over, and a refusal is not the last word. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { consentAll, csrfOf, fillBirth, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { formsOf, TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
let now = Temporal.Instant.from('2026-11-24T01:00:00Z')
const clock = { now: () => now, today: () => now.toZonedDateTimeISO('Asia/Seoul').toPlainDate() }
before(async () => { house = await openHouse({ clock }) })
after(() => house.close())

const officials = () => house.identity.demonstration!.officials
const ofKepco = () => officials().filter(({ agency }) => agency === 'kepco')

async function report(person: string, name: string, answers: Record<string, string> = {}, birthDate = '2026-11-20') {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  const owed = await consentAll(browser, await fillBirth(browser, { name, birthDate, sex: 'F' }, answers))
  const check = await browser.submit(owed, owed.path)
  const sent = await browser.submit(check, check.path)
  return { browser, receipt: sent.path.split('/')[3]!.split('?')[0]! }
}

async function atDesk(official: string) {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, official)
  return browser
}

/** The part's page, found through the inbox as an official finds it. */
async function partOf(desk: TextBrowser, receipt: string, tag = '') {
  const inbox = await until(() => desk.get('/console'), ({ html }) => html.split('<tr>').some((row) => row.includes(receipt) && row.includes(tag)))
  const row = inbox.html.split('<tr>').find((candidate) => candidate.includes(receipt) && candidate.includes(tag))!
  return /href="(\/console\/parts\/[^"]+)"/.exec(row)![1]!
}

async function decide(desk: TextBrowser, path: string, outcome: 'approve' | 'refuse', reason = '') {
  const part = await desk.get(path)
  const fields = Object.keys(formsOf(part.html).find(({ action }) => action === `${path}/decisions`)?.fields ?? {})
  return desk.submit(part, `${path}/decisions`, Object.fromEntries(fields.filter((name) => name !== '_csrf').map((name) => [name, name.startsWith('outcome-') ? outcome : reason])))
}

test('what is clear is approved together, with the look at each in the person’s log', async () => {
  const families = await Promise.all([report('KR-DEMO-000003', '달온새'), report('KR-DEMO-000009', '별온새')])
  const desk = await atDesk('demo-kepco-caseworker')
  for (const { receipt } of families) await partOf(desk, receipt)
  const page = await desk.get('/console/clear')
  for (const { receipt } of families) assert.ok(page.html.includes(receipt))
  const parts = [...page.html.matchAll(/name="part"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="part"/g)].map(([, one, other]) => one ?? other!)
  assert.equal(parts.length, 2)
  const done = await desk.submit(page, '/console/clear', { part: parts })
  assert.match(done.text, /2 parts are approved/)
  const again = await desk.submit(page, '/console/clear', { part: parts })
  assert.match(again.text, /0 parts are approved/)
  for (const { browser, receipt } of families) {
    assert.match((await browser.get(`/my/applications/${receipt}`)).html, /Korea Electric Power[^]*?Approved/)
    const { entries } = JSON.parse((await browser.get('/api/access-log')).html) as { entries: { recipient: string; at: string; keptUntil: string }[] }
    // Five years, from the Korean day of the look.
    assert.deepEqual(entries.map(({ keptUntil }) => keptUntil), entries.map(({ at }) => Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Seoul').toPlainDate().add({ years: 5 }).toString()))
    assert.ok(entries.filter(({ recipient }) => recipient === 'kepco').length >= 2)
  }
})

test('what a law that counts back owes stands beside the decision, month by month, and only where it owes something', async () => {
  const mother = house.identity.demonstration!.people.find(({ name }) => name === '햇단비')!.id
  const desk = await atDesk('demo-municipality-caseworker')
  const allowance = async (receipt: string) => /Child allowance.*?Your decision on Child allowance/.exec((await desk.get(await partOf(desk, receipt))).text)![0]
  const before = await allowance((await report(mother, '눈온새', {}, '2026-01-15')).receipt)
  assert.match(before, /₩40,000 of back-pay, ₩20,000 as a voucher of back-pay The law was published on March 1, 2026 and counts back from January 1, 2026\./)
  assert.match(before, /January 2026눈온새₩120,000₩100,000₩20,000January 2026눈온새₩10,000 as a voucher₩0 as a voucher₩10,000 as a voucherFebruary 2026눈온새₩120,000₩100,000₩20,000February 2026눈온새₩10,000 as a voucher₩0 as a voucher₩10,000 as a voucher/)
  assert.doesNotMatch(await allowance((await report(mother, '비온새')).receipt), /back-pay/)
})

test('nothing chosen is said at the first box', async () => {
  const { receipt } = await report('KR-DEMO-000011', '한온새')
  const desk = await atDesk('demo-kepco-caseworker')
  await partOf(desk, receipt)
  const refused = await desk.submit(await desk.get('/console/clear'), '/console/clear', { part: [] })
  assert.equal(refused.status, 422)
  assert.match(refused.html, /href="#part"/)
})

test('a refusal comes before another official once, by the clock of objections, and its outcome counts', async () => {
  const { browser, receipt } = await report('KR-DEMO-000012', '봄온새')
  const [first, second] = ofKepco().map(({ id }) => id) as [string, string]
  const refuser = await atDesk(first)
  await decide(refuser, await partOf(refuser, receipt), 'refuse', 'No meter in this name.')
  const own = await browser.get(`/my/applications/${receipt}`)
  const action = /\/my\/applications\/[^"]+\/objections\/[0-9a-f-]{36}/.exec(own.html)![0]
  assert.match(own.text, /object until January 25, 2027/)
  assert.match((await browser.submit(own, action, { plea: ' ' })).text, /Write why you do not agree/)
  await browser.submit(own, action, { plea: 'The meter is in my wife’s name.' })
  const twice = await browser.submit(own, action, { plea: 'Again.' })
  assert.equal(twice.status, 409)

  const path = await partOf(refuser, receipt, 'Objection')
  assert.match((await refuser.get(path)).text, /The meter is in my wife’s name/)
  const forbidden = await decide(refuser, path, 'approve')
  assert.equal(forbidden.status, 409)
  assert.match(forbidden.text, /another official decides/)
  await refuser.submit(await refuser.get(path), `${path}/holder`, { to: first })
  await refuser.submit(await refuser.get(path), `${path}/holder`, { to: second })
  const other = await atDesk(second)
  assert.ok((await other.get('/console?of=mine')).html.includes(receipt))
  await decide(other, path, 'approve')
  const after = await until(() => browser.get(`/my/applications/${receipt}`), ({ text }) => text.includes('decided on your objection: 1 approved'))
  assert.doesNotMatch(after.html, /objections\//)
})

test('a refusal that the law wants signed by two: the family reads that it waits, and nothing of what is proposed', async () => {
  const { browser, receipt } = await report('KR-DEMO-000017', '샘온새')
  const [first, second] = await Promise.all([atDesk('demo-municipality-caseworker'), atDesk('demo-municipality-lead')])
  const path = await partOf(first, receipt)
  const { lines } = JSON.parse((await first.get(path.replace('/console', '/api'))).html) as { lines: { line: string; service: string }[] }
  const { line } = lines.find(({ service }) => service === 'child-allowance')!
  const proposed = await first.submit(await first.get(path), `${path}/decisions`, { [`outcome-${line}`]: 'refuse', [`reason-${line}`]: 'The child lives abroad.' })
  assert.match(proposed.text, /wait for the signature of a colleague[^]*A colleague has to sign/)
  const waiting = await browser.get(`/my/applications/${receipt}`)
  assert.match(waiting.text, /Examined; a second official has to sign[^]*Child allowance/)
  assert.doesNotMatch(waiting.html, /lives abroad|Refused/)
  assert.doesNotMatch((await first.get('/console?of=signature')).html, new RegExp(receipt), 'not for the one who proposed it')
  assert.ok((await second.get('/console?of=signature')).html.includes(receipt))
  const page = await second.get(path)
  const proposal = /name="act-([0-9a-f-]{36})"/.exec(page.html)![1]!
  const signed = await second.submit(page, `${path}/signatures`, { [`act-${proposal}`]: 'sign', [`remark-${proposal}`]: '' })
  assert.match(signed.text, /Child allowance: proposed by .+, signed by .+ on/)
  const after = await until(() => browser.get(`/my/applications/${receipt}`), ({ text }) => text.includes('Reason: The child lives abroad.'))
  assert.match(after.text, /object until/)
  const audit = await house.rooms.ask<{ act: string; actor: string }>('select act, actor from kernel.audit where object = $1 order by at', [`part:${path.split('/').at(-1)!}`])
  assert.deepEqual(audit.map(({ act }) => act), ['propose', 'sign'])
  assert.notEqual(audit[0]!.actor, audit[1]!.actor)
})

test('what is another agency’s goes there whole: told once, seen no more by the first, and back with what the first knew', async () => {
  const { browser, receipt } = await report('KR-DEMO-000018', '들온새')
  const kepco = await atDesk('demo-kepco-caseworker')
  const path = await partOf(kepco, receipt)
  const before = JSON.parse((await kepco.get(path.replace('/console', '/api'))).html) as { facts: unknown[]; dueOn: string }
  assert.ok(before.facts.length > 0)
  const first = await kepco.get(path)
  assert.match((await kepco.submit(first, `${path}/referral`, { why: ' ' })).text, /Choose an agency[^]*Write why/)
  const sent = await kepco.submit(await kepco.get(path), `${path}/referral`, { agency: 'kdhc', why: 'The house has district heating only.' })
  assert.match(sent.text, /It is the other agency’s now/)
  assert.equal((await kepco.get(path)).status, 404)
  const heating = await atDesk('demo-kdhc-caseworker')
  const there = await until(() => heating.get(path), ({ status }) => status === 200)
  assert.match(there.text, /Referred by Korea Electric Power[^]*district heating only/)
  const found = JSON.parse((await heating.get(path.replace('/console', '/api'))).html) as { facts: { register: string }[]; dueOn: string }
  assert.equal(found.dueOn, before.dueOn, 'the clock continues')
  assert.notDeepEqual(found.facts, before.facts, 'what the first agency was told stays with it')
  const own = await until(() => browser.get('/api/notices'), ({ html }) => html.includes('"referred"'))
  const { notices } = JSON.parse(own.html) as { notices: { kind: string; title: string }[] }
  assert.deepEqual(notices.filter(({ kind }) => kind === 'referred').map(({ title }) => title), ['Korea District Heating Corporation now has what Korea Electric Power Corporation had'])

  await heating.submit(there, `${path}/referral`, { agency: 'kepco', why: 'There is a meter after all.' })
  const back = await until(() => kepco.get(path.replace('/console', '/api')), ({ status }) => status === 200)
  assert.deepEqual((JSON.parse(back.html) as typeof before).facts.length, before.facts.length)
  const tossed = { agency: 'kdhc', why: 'The house has heating only, once more.' }
  assert.match((await kepco.get(path)).text, /It has gone to and fro[^]*has come back here[^]*lead/)
  const barred = await kepco.submit(first, `${path}/referral`, tossed)
  assert.equal(barred.status, 403)
  const lead = await atDesk('demo-kepco-lead')
  await lead.submit(await lead.get(path), `${path}/referral`, tossed)
  const again = await until(() => heating.get(path), ({ status }) => status === 200)
  assert.match(again.text, /once more[^]*It has gone to and fro[^]*decided by the lead/)
  assert.doesNotMatch(again.html, /\/referral"/, 'nor does the other send it back without theirs')
  const other = await atDesk('demo-kdhc-lead')
  await other.submit(await other.get(path), `${path}/referral`, { agency: 'kepco', why: 'Settled with their lead: the meter decides.' })
  await until(() => kepco.get(path), ({ status }) => status === 200)
  await decide(kepco, path, 'approve')
  assert.match((await browser.get(`/my/applications/${receipt}`)).html, /Korea Electric Power[^]*?Approved/)
})

test('after its day there is no objection, on the page or by hand', async () => {
  const { browser, receipt } = await report('KR-DEMO-000014', '솔온새')
  const refuser = await atDesk('demo-kepco-caseworker')
  await decide(refuser, await partOf(refuser, receipt), 'refuse', 'No meter.')
  const own = await browser.get(`/my/applications/${receipt}`)
  const action = /\/my\/applications\/[^"]+\/objections\/[0-9a-f-]{36}/.exec(own.html)![0]
  const then = now
  now = now.add({ hours: 24 * 70 })
  try {
    assert.doesNotMatch((await browser.get(`/my/applications/${receipt}`)).html, /objections\//)
    assert.equal((await browser.submit(own, action, { plea: 'Late.' })).status, 409)
  } finally {
    now = then
  }
})

test('a lead sees who holds what, and hands over everything of one who is away', async () => {
  const [caseworker, lead] = ofKepco().map(({ id }) => id) as [string, string]
  const { receipt } = await report('KR-DEMO-000016', '늘온새')
  const desk = await atDesk(caseworker)
  const path = await partOf(desk, receipt)
  await desk.submit(await desk.get(path), `${path}/holder`, { to: caseworker })
  const head = await atDesk(lead)
  const days = { from: '2026-11-24', until: '2026-11-25' }
  assert.match((await desk.submit(await desk.get('/console/deputies'), '/console/deputies', { deputy: lead, from: '2026-11-24', until: 'soon' })).html, /href="#until"/)
  const { text } = await desk.submit(await desk.get('/console/deputies'), '/console/deputies', { deputy: 'nobody', from: 'soon', until: 'later' })
  assert.match(text, /Deputy: Choose from the list\..*First day: Write a real date.*Last day: Write a real date/s)
  const named = await desk.submit(await desk.get('/console/deputies'), '/console/deputies', { deputy: lead, ...days })
  assert.match((await desk.submit(named, '/console/deputies', { deputy: lead, ...days })).text, /named for some of these days already/)
  assert.match((await head.get('/console?of=mine')).html, new RegExp(`${receipt}[^]*You act for them`))
  const told = await head.get('/console')
  const [read] = /\/console\/deputies\/[0-9a-f-]{36}\/read/.exec(told.html) ?? assert.fail('the deputy is not told')
  assert.match(told.text, /You act for .+ from November 24, 2026 until November 25, 2026/)
  assert.ok(!(await desk.get('/console')).html.includes(read), 'nobody else is')
  assert.equal((await desk.submit({ ...told, html: (await desk.get('/console/deputies')).html.replaceAll(/\/console\/deputies\/[0-9a-f-]{36}\/end/g, read) }, read)).status, 404)
  assert.ok(!(await head.submit(told, read)).html.includes(read), 'once it is read')
  assert.match((await head.get(path)).text, /away until November 25, 2026[^]*As deputy, you/)
  await head.submit(await head.get(path), `${path}/questions`, { question: 'Which meter?' })
  assert.match((await desk.get(path)).text, /Which meter\? \(.+, for .+\)/)
  await desk.submit(named, /\/console\/deputies\/[0-9a-f-]{36}\/end/.exec(named.html)![0])
  assert.ok(!(await head.get('/console?of=mine')).html.includes(receipt), 'it ends at once')
  assert.match((await head.get('/console')).text, /You act for .+ no longer/)
  const load = await head.get('/console/load')
  const moved = await head.submit(load, '/console/load/hand-over', { from: caseworker, to: lead })
  assert.match(moved.text, /1 part has changed hands/)
  assert.ok((await head.get('/console?of=mine')).html.includes(receipt))
  assert.equal((await desk.get('/console/load')).status, 403)
  const stranger = await head.submit(await head.get(path), `${path}/holder`, { to: lead })
  assert.equal(stranger.status, 200)
  const audit = await house.rooms.ask<{ act: string }>(`select act from kernel.audit where act like 'hand over%' or act like '%deputy'`)
  assert.ok(audit.some(({ act }) => act === 'hand over all') && audit.some(({ act }) => act === 'hand over part') && audit.some(({ act }) => act === 'name deputy') && audit.some(({ act }) => act === 'end deputy'))
})

test('a stopped clock shows what is left, and goes on by office days', async () => {
  const { browser, receipt } = await report('KR-DEMO-000005', '온새봄')
  const desk = await atDesk('demo-municipality-caseworker')
  const path = await partOf(desk, receipt)
  const before = /Decision due by ([^<·]+)/.exec((await desk.get(path)).html)![1]!
  await desk.submit(await desk.get(path), `${path}/questions`, { question: 'Which hospital?' })
  assert.match((await desk.get(path)).text, /The legal clock stands still: \d+ days? left/)
  const then = now
  now = now.add({ hours: 24 * 7 })
  try {
    const own = await browser.get(`/my/applications/${receipt}`)
    await browser.submit(own, /\/my\/applications\/[^"]+\/answers\/[0-9a-f-]{36}/.exec(own.html)![0], { answer: 'The one at the station.' })
    const after = /Decision due by ([^<·]+)/.exec((await desk.get(path)).html)![1]!
    const later = (text: string) => Temporal.PlainDate.from(new Date(`${text} UTC`).toISOString().slice(0, 10))
    assert.equal(later(before).until(later(after)).days, 7)
  } finally {
    now = then
  }
})

test('a long inbox is turned page by page, each part once, in the order of the law', async () => {
  const count = 120
  await house.rooms.ask(`with it as (select n, gen_random_uuid() as application, gen_random_uuid() as part from generate_series(1, $1::int) n), application as (
      insert into cases.application (id, person, event, status, draft, language, receipt, submitted_at) select application, 'KR-DEMO-000001', 'birth', 'submitted', '{}', 'ko', 'LONG-' || n, now() from it
    ) insert into cases.part (id, application_id, agency, purpose, status, due_on, opened_at, clock_service, stopped_on, days_left)
      select part, application, 'korail', 'x', case when n % 7 = 0 then 'waiting' else 'open' end, date '2026-12-01' + n % 9, now(), 'ktx-large-family',
        case when n % 7 = 0 then date '2026-11-24' end, case when n % 7 = 0 then 3 end from it`, [count])
  const desk = await atDesk(officials().find(({ agency }) => agency === 'korail')!.id)
  const seen: string[] = []
  for (let path: string | undefined = '/console'; path !== undefined;) {
    const page = await desk.get(path)
    seen.push(...[...page.html.matchAll(/href="\/console\/parts\/([^"]+)"/g)].map(([, part]) => part!))
    path = /href="(\/console\?after=[^"]+)"/.exec(page.html)?.[1]
  }
  const order = await house.rooms.ask<{ id: string }>(`select id from cases.part where agency = 'korail' order by status = 'waiting', due_on, id`)
  assert.ok(order.length >= count)
  assert.deepEqual(seen, order.map(({ id }) => id))
  assert.equal((await desk.get('/console?after=open.2026-02-31.00000000-0000-0000-0000-000000000000')).status, 200)
  assert.equal((await desk.get('/console?after=yesterday')).status, 400)
  const api = JSON.parse((await desk.get('/api/inbox')).html) as { next: string; parts: unknown[] }
  assert.equal(api.parts.length, 50)
  assert.equal((JSON.parse((await desk.get(`/api/inbox?after=${api.next}`)).html) as { parts: unknown[] }).parts.length, 50)
})

test('both parents send the same birth: each part says so to whoever decides it, and neither is approved in a row', async () => {
  const desk = await atDesk('demo-kepco-caseworker')
  const says = 'The same birth has been reported in another application'
  const mother = await report('KR-DEMO-000021', '별누리')
  const first = await partOf(desk, mother.receipt)
  assert.ok((await desk.get('/console/clear')).html.includes(mother.receipt))
  assert.ok(!(await desk.get(first)).text.includes(says))
  const father = await report('KR-DEMO-000022', '별누리')
  const second = await partOf(desk, father.receipt)
  for (const path of [first, second]) {
    const page = await until(() => desk.get(path), ({ text }) => text.includes(says))
    assert.match(page.text, /Look at both before you decide: a birth is registered once/)
  }
  const { html } = await desk.get('/console/clear')
  for (const { receipt } of [mother, father]) assert.ok(!html.includes(receipt), 'not among what is approved together')
  // Whoever has chosen it before it was sent twice approves it no more.
  const chosen = await desk.post('/console/clear', { _csrf: csrfOf(await desk.get(first)), part: first.split('/').at(-1)! })
  assert.match(chosen.text, /0 parts are approved/)
  assert.match((await desk.get(second)).html, new RegExp(`outcome-[0-9a-f-]{36}`), 'by hand it is decided as any other')
})
