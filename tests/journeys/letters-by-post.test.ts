/** Whoever wishes to be told on paper has the letter of a decision printed, with the facts of the case, and may read it in the portal too. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { consentAll, fillBirth, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { onPath } from '../support/on-path.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house?.close())

const settings = '/my/inbox/settings'
const address = '서울특별시 중구 세종대로 1, 101호'
/** Each paper is read once: reading blocks the process in which the house prints the next one. */
const texts = new Map<string, string>()
const textOf = (pdf: Buffer) => {
  const key = createHash('sha256').update(pdf).digest('hex')
  const text = texts.get(key) ?? execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).replaceAll(/\s+/g, ' ')
  texts.set(key, text)
  return text
}

/** Applied for, at its agencies; and the part of the agency that pays. */
async function applied(family: TextBrowser, official: TextBrowser, name: string) {
  const owed = await consentAll(family, await fillBirth(family, { name, birthDate: '2026-11-20', sex: 'F' }))
  const check = await family.submit(owed, owed.path)
  const receipt = (await family.submit(check, check.path)).path.split('/')[3]!.split('?')[0]!
  await until(() => official.get('/console'), ({ html }) => html.includes(receipt))
  const row = (await official.get('/console')).html.split('<tr').find((one) => one.includes(receipt)) ?? assert.fail('not in the inbox')
  return { receipt, part: /\/console\/parts\/[0-9a-f-]+/.exec(row)![0] }
}
const toldOnPaper = async (receipt: string, which: RegExp) => {
  const posted = () => house.outbox.list().flatMap(({ to, papers }) => (to === address ? papers.map(({ pdf }) => textOf(pdf)) : [])).filter((text) => text.includes(receipt) && which.test(text))
  return until(() => Promise.resolve(posted()), (papers) => papers.length > 0, 60_000)
}

test('the paper in the envelope is the letter that stands in the portal', { skip: onPath('pdftotext') ? false : 'needs poppler' }, async () => {
  const family = new TextBrowser(house.origin)
  await signIn(family, 'KR-DEMO-000003')
  const asked = await family.submit(await family.get(settings), `${settings}/contacts`, { channel: 'letter', address })
  const code = /\d{6,}/.exec(house.outbox.list().find(({ to }) => to === address)?.subject ?? '')?.[0] ?? assert.fail('no code')
  await family.submit(await family.get(settings), /\/my\/inbox\/settings\/contacts\/[0-9a-f-]{36}\/confirm/.exec(asked.html)![0], { code })

  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-municipality-caseworker')
  const { receipt, part } = await applied(family, official, '달온새')
  const page = await official.get(part)
  const outcomes = [...new Set(page.html.match(/outcome-[0-9a-f-]{36}/g))]
  await official.submit(page, `${part}/decisions`, Object.fromEntries(outcomes.map((name) => [name, 'approve'])))

  const posted = await until(() => Promise.resolve(house.outbox.list().find(({ to, papers }) => to === address && papers.length >= outcomes.length)), (found) => found !== undefined, 60_000)
  const words = (posted?.papers ?? []).map(({ pdf }) => textOf(pdf))
  assert.equal(words.length, outcomes.length)
  for (const text of words) assert.ok(text.includes(receipt), text)
  assert.ok(words.some((text) => text.includes('달온새')), words.join('\n'))
  const inbox = await family.get('/my/inbox')
  const notices = await Promise.all([...new Set(inbox.html.match(/\/my\/inbox\/[0-9a-f-]{36}/g))].map((path) => family.get(path)))
  const letters = [...new Set(notices.flatMap(({ html }) => html.match(/\/my\/applications\/[^"]+\/letters\/[0-9a-f-]{36}/g) ?? []))]
  assert.equal(letters.length, outcomes.length)
  const shown = await family.get('/demonstration/messages')
  const paper = await family.get(/\/demonstration\/messages\/[0-9a-f-]{36}\/0/.exec(shown.html)![0])
  assert.equal(paper.status, 200)
  const stranger = new TextBrowser(house.origin)
  await signIn(stranger, 'KR-DEMO-000009')
  assert.equal((await stranger.get(paper.path)).status, 404)
})

test('what is asked back, and what the person takes back, is told on paper too: how much, why, under which reference, until when', { skip: onPath('pdftotext') ? false : 'needs poppler' }, async () => {
  const family = new TextBrowser(house.origin)
  await signIn(family, 'KR-DEMO-000003')
  const clerk = new TextBrowser(house.origin)
  await signInOfficial(clerk, 'demo-municipality-payments')
  const monthly = await until(async () => {
    const paths = [...new Set((await clerk.get('/console/payments?of=paid')).html.match(/\/console\/payments\/[0-9a-f-]{36}/g))]
    return (await Promise.all(paths.map((path) => clerk.get(path)))).find(({ html }) => html.includes('/stop"') && html.includes('1,000,000'))
  }, (found) => found !== undefined, 60_000)
  const stopped = await clerk.submit(monthly!, `${monthly!.path}/stop`, { from: 'this', reason: '아이를 다른 부모가 키웁니다' })
  assert.equal(stopped.status, 200)
  const reference = monthly!.path.split('/').at(-1)!
  const [text] = await toldOnPaper('', new RegExp(reference))
  for (const said of ['아이를 다른 부모가 키웁니다', '2026년 11월', '1,000,000', '이의신청']) assert.ok(text!.includes(said), `${said}: ${text}`)
  assert.match(text!, /년 \d+월 \d+일까지 내 주세요/)
  const [asked] = await house.rooms.ask<{ read: string | null }>(`select data::text as read from notices.notice where kind = 'reclaimed'`)
  assert.doesNotMatch(asked!.read!, /부모|1000000/)

  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-municipality-caseworker')
  const { receipt } = await applied(family, official, '별하늘')
  await family.submit(await family.get(`/my/applications/${receipt}`), `/my/applications/${receipt}/withdraw`)
  const papers = await toldOnPaper(receipt, /취하/)
  const [{ lines } = { lines: 0 }] = await house.rooms.ask<{ lines: number }>(`select count(*)::int as lines from cases.line join cases.application a on a.id = application_id where a.receipt = $1 and line.status = 'withdrawn'`, [receipt])
  assert.equal(papers.length, lines)
})
