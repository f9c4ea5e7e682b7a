/** Whoever wishes to be told on paper has the letter of a decision printed, with the facts of the case, and may read it in the portal too. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
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
const textOf = (pdf: Buffer) => execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).replaceAll(/\s+/g, ' ')

test('the paper in the envelope is the letter that stands in the portal', { skip: onPath('pdftotext') ? false : 'needs poppler' }, async () => {
  const family = new TextBrowser(house.origin)
  await signIn(family, 'KR-DEMO-000003')
  const asked = await family.submit(await family.get(settings), `${settings}/contacts`, { channel: 'letter', address })
  const code = /\d{6,}/.exec(house.outbox.list().find(({ to }) => to === address)?.subject ?? '')?.[0] ?? assert.fail('no code')
  await family.submit(await family.get(settings), /\/my\/inbox\/settings\/contacts\/[0-9a-f-]{36}\/confirm/.exec(asked.html)![0], { code })

  const owed = await consentAll(family, await fillBirth(family, { name: '달온새', birthDate: '2026-11-20', sex: 'F' }))
  const check = await family.submit(owed, owed.path)
  const receipt = (await family.submit(check, check.path)).path.split('/')[3]!.split('?')[0]!
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-municipality-caseworker')
  await until(() => official.get('/console'), ({ html }) => html.includes(receipt))
  const part = /\/console\/parts\/[0-9a-f-]+/.exec((await official.get('/console')).html)![0]
  const page = await official.get(part)
  const outcomes = [...new Set(page.html.match(/outcome-[0-9a-f-]{36}/g))]
  await official.submit(page, `${part}/decisions`, Object.fromEntries(outcomes.map((name) => [name, 'approve'])))

  const posted = await until(() => Promise.resolve(house.outbox.list().find(({ to, papers }) => to === address && papers.length >= outcomes.length)), (found) => found !== undefined)
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
