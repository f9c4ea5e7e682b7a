/** The assistant switched off: on every channel, in every process, for programs too; what was said stays, and goes on. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { turnAssistant } from '../../src/modules/assistant/index.ts'
import { csrfOf, signIn, signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { alexaAuthority, alexaSide, email, kakao, nugu, send, settings, sms, telegram } from './speakers.ts'

const authority = await alexaAuthority()
const sides = [kakao, telegram, nugu, alexaSide(authority.sign), email, sms]
let house: TestHouse
let beside: TestHouse
before(async () => {
  const options = { channels: { conversations: settings }, origin: 'https://services.example', conversations: { alexa: { certificates: authority.certificates } } }
  house = await openHouse(options)
  beside = await openHouse({ ...options, beside: house })
})
after(async () => {
  await beside?.close()
  await house?.close()
})

const administrator = async () => {
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-municipality-lead')
  return official
}
const turn = async (off: 'yes' | 'no', reason = 'wrong answers about deadlines') => {
  const official = await administrator()
  return official.post('/console/assistant', { _csrf: csrfOf(await official.get('/console/assistant')), off, reason })
}
const ask = async (browser: TextBrowser, message: string) => browser.post('/ask', { _csrf: csrfOf(await browser.get('/')), message })

async function askTool(question: string, language: string) {
  const response = await fetch(`${house.origin}/mcp`, {
    method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'ask', arguments: { question, language } } }),
  })
  return response.text()
}

test('who answers for it turns it with a reason, and nobody else', async () => {
  const caseworker = new TextBrowser(house.origin)
  await signInOfficial(caseworker, 'demo-municipality-caseworker')
  assert.equal((await caseworker.get('/console/assistant')).status, 403)
  const without = await turn('yes', ' ')
  assert.match(without.text, /Say why/)
  assert.deepEqual(findMarkupFaults(without.html), [])
  assert.match((await ask(new TextBrowser(house.origin), 'How much is the child allowance?')).text, /100,000/)
})

test('switched off, every channel says so in the person’s language with the other ways, in every process; switched on, the thread goes on', async () => {
  const asker = new TextBrowser(house.origin)
  assert.match((await ask(asker, 'How much is the child allowance?')).text, /100,000/)
  for (const side of sides) await send(house, side, { sender: `off-${side.name}`, text: '첫만남이용권 얼마예요' })
  await turn('yes')
  try {
    for (const at of [house, beside]) {
      for (const side of sides) {
        const { status, text } = await send(at, side, { sender: `off-${side.name}`, text: '부모급여 얼마예요' })
        assert.equal(status, 200)
        assert.match(text, /도우미를 꺼 두었습니다/, side.name)
        if (!side.voice) assert.match(text, /https:\/\/services\.example\/services/, side.name)
        assert.doesNotMatch(text, /1,000,000/, side.name)
      }
    }
    const off = await ask(asker, 'Until when?')
    assert.match(off.text, /100,000[\s\S]*switched off for now[\s\S]*Let a person answer/)
    assert.match(off.html, /<form[^>]*action="\/services"[^>]*role="search"/)
    assert.doesNotMatch(off.html, /<textarea/)
    assert.deepEqual(findMarkupFaults(off.html), [])
    assert.match((await ask(asker, 'I want to kill myself')).text, /109/)
    for (const [language, says] of [['en', /switched off for now/], ['ko', /꺼 두었습니다/], ['vi', /đang tạm tắt/]] as const) assert.match(await askTool('How much is the child allowance?', language), says)
  } finally {
    await turn('no', 'mended')
  }
  assert.match((await ask(asker, 'Until when?')).text, /Until when\?[\s\S]*Until when\?[\s\S]*child allowance/i)
  for (const side of sides) assert.doesNotMatch((await send(beside, side, { sender: `off-${side.name}`, text: '첫만남이용권은요?' })).text, /꺼 두었/)
  const acts = await house.rooms.ask<{ act: string; detail: { reason: string } }>(`select act, detail from kernel.audit where object = 'assistant' order by id`)
  assert.deepEqual(acts.map(({ act, detail }) => [act, detail.reason]), [['switch off', 'wrong answers about deadlines'], ['switch on', 'mended']])
})

test('a human still answers while it is off: by the choice that is offered; and the questions of a form remain fields', async () => {
  const family = new TextBrowser(house.origin)
  await signIn(family, 'KR-DEMO-000001')
  const known = await family.submit(await family.get('/life-events/birth'), '/apply', { event: 'birth' })
  const talk = `/ask/fill/${known.path.split('/')[2]!}`
  await family.submit(await family.get(talk), talk, { message: 'yes' })
  // From the command line, as the operator does it.
  await fromCommandLine(true)
  try {
    const page = await family.submit(await family.get(talk), talk, { message: 'She is called Dal Off' })
    assert.match(page.text, /nothing is understood in your own words/)
    assert.match(page.html, /Dal Off/, 'what was typed is not lost')
    const field = await family.submit(await family.get(talk), talk, { 'newborn.1.name': 'Dal Off', message: '' })
    assert.match(field.text, /Name of the child\s*Dal Off/)
    const { text } = await send(house, telegram, { sender: 'off-human', text: '아동수당' })
    assert.match(text, /1\. 사람에게 묻기|담당자/)
    await send(house, telegram, { sender: 'off-human', text: '1번' })
    const [waiting] = await house.rooms.ask<{ count: number }>(`select count(*)::int as count from assistant.hand_over where status = 'waiting'`)
    assert.equal(waiting!.count, 1)
  } finally {
    await fromCommandLine(false)
  }
  assert.match((await family.submit(await family.get(talk), talk, { message: 'it is a girl' })).text, /Sex\s*(?:female|girl)/i)
})

async function fromCommandLine(isOff: boolean) {
  await turnAssistant(house.rooms.database, isOff, 'tried from the command line')
}
