/** Bad input and registers in trouble: a clear sentence, what to do, nothing lost, and the cause in the log. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { csrfOf, fillBirth, signIn } from '../support/birth-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
const logged: Record<string, unknown>[] = []
const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) })

before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul'), log }) })
after(() => house.close())

async function enter(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}
const cookieOf = ({ cookies }: TextBrowser) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
const start = async (browser: TextBrowser) => browser.submit(await browser.get('/life-events/birth'), '/apply')

async function misbehave(register: string, mode: 'none' | 'down' | 'slow' | 'nonsense', delayMs = 4_000) {
  const { url, token } = house.registers.addresses[register]!
  const { status } = await fetch(`${url}/faults`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ mode, delayMs }) })
  assert.equal(status, 200)
}

/** As a program sends it. */
async function send(path: string, body: string | Uint8Array<ArrayBuffer>, { type = 'application/json', cookie = '' } = {}) {
  const response = await fetch(house.origin + path, { method: 'POST', headers: { 'content-type': type, accept: 'application/json', origin: house.origin, cookie }, body })
  return { status: response.status, problem: await response.json() as { type: string; title: string; next: string; errors?: { pointer: string }[] } }
}

test('unknown keys and wrong types are refused with a pointer, in words, never dropped', async () => {
  const unknown = await send('/api/verify', JSON.stringify({ code: 'x', extra: 1 }))
  assert.equal(unknown.status, 400)
  assert.equal(unknown.problem.errors?.[0]?.pointer, '/extra')
  assert.match(unknown.problem.title, /extra/)
  const wrong = await send('/api/verify', JSON.stringify({ code: { deep: [1] } }))
  assert.equal(wrong.status, 400)
  assert.equal(wrong.problem.errors?.[0]?.pointer, '/code')
  const none = await send('/api/verify', '')
  assert.ok(none.status >= 400 && none.status < 500)
  for (const { problem } of [unknown, wrong, none]) assert.ok(problem.next.length > 10, JSON.stringify(problem))
})

test('broken JSON, broken UTF-8, 10 MB and the wrong kind of content each have their own sentence', async () => {
  const titles = new Set<string>()
  for (const [expected, answer] of [
    [400, await send('/api/verify', '{"code": ')],
    [400, await send('/api/verify', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))],
    [413, await send('/api/verify', JSON.stringify({ code: 'x'.repeat(10 * 1024 * 1024) }))],
    [415, await send('/api/verify', '<code/>', { type: 'application/xml' })],
  ] as const) {
    assert.equal(answer.status, expected, JSON.stringify(answer.problem))
    assert.match(answer.problem.type, /^urn:maru:fault:/)
    titles.add(answer.problem.title)
  }
  assert.ok(titles.size >= 3, [...titles].join(' | '))
})

test('a form of broken UTF-8 or 10 MB is refused on a page, and the draft is still there', async () => {
  const browser = await enter('KR-DEMO-000021')
  const known = await start(browser)
  const child = await browser.submit(known, known.path)
  const csrf = csrfOf(child)
  for (const body of [Buffer.concat([Buffer.from(`_csrf=${encodeURIComponent(csrf)}&newborn.1.name=`), Buffer.from([0x25, 0x46, 0x46, 0x25, 0x43, 0x30])]), `_csrf=${csrf}&newborn.1.name=${'x'.repeat(10 * 1024 * 1024)}`]) {
    const response = await fetch(house.origin + child.path, {
      method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', 'accept-language': 'en', origin: house.origin, cookie: cookieOf(browser) },
    })
    assert.ok([400, 413].includes(response.status), String(response.status))
    assert.match(await response.text(), /<h1>/)
  }
  assert.match((await browser.get(child.path)).text, /The child/)
})

test('a field that the page does not have is named', async () => {
  const browser = await enter('KR-DEMO-000022')
  const known = await start(browser)
  const child = await browser.submit(known, known.path)
  const refused = await browser.post(child.path, { _csrf: csrfOf(child), 'newborn.1.name': 'x', 'newborn.1.colour': 'red' })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /newborn\.1\.colour/)
})

test('a birth in the future, a date that is none, and no answer: each at its field, with what was typed', async () => {
  const browser = await enter('KR-DEMO-000023')
  const known = await start(browser)
  const child = await browser.submit(known, known.path)
  const again = await browser.submit(child, child.path, { 'newborn.1.name': '달새', 'newborn.1.birth_date': '2026-11-25', 'newborn.1.sex': 'F' })
  assert.equal(again.path, child.path)
  assert.match(again.text, /Date of birth: This date is in the future/)
  assert.match(again.html, /value="2026-11-25"/)
  const none = await browser.submit(child, child.path, { 'newborn.1.name': '달새', 'newborn.1.birth_date': '2026-02-30', 'newborn.1.sex': '' })
  assert.match(none.text, /Write a real date/)
  assert.match(none.text, /Sex: Answer this question/)
  assert.match(none.html, /<title>Error: /)
})

test('a child who is registered already is recognised before anything is sent', async () => {
  const [, , , , , , , , , , , last] = house.identity.demonstration!.people
  const browser = await enter(last!.id)
  const refused = await fillBirth(browser, { name: '틈라온', birthDate: '2026-11-02', sex: 'M' })
  assert.match(refused.text, /is already in the register/)
})

test('a register that is down, slow or talks nonsense: named, what to do, the draft kept, the cause logged; a second try heals', async () => {
  for (const [person, mode, words, reason] of [['KR-DEMO-000024', 'down', /Health insurance cannot be reached right now/, 'unreachable'], ['KR-DEMO-000027', 'nonsense', /Health insurance sent an answer that cannot be read/, 'unreadable'], ['KR-DEMO-000028', 'slow', /Health insurance takes too long to answer/, 'slow']] as const) {
    logged.length = 0
    await misbehave('health-insurance', mode)
    const browser = await enter(person)
    const known = await start(browser)
    assert.match(known.text, words)
    assert.match(known.text, /You can try again now, or go on/)
    assert.match(known.text, /Date of birth/, 'the other registers have answered')
    assert.ok(logged.some((line) => line['register'] === 'health-insurance' && line['reason'] === reason), 'the log has the cause')
    await misbehave('health-insurance', 'none')
    const healed = await browser.get(known.path)
    assert.doesNotMatch(healed.text, words)
    assert.match(healed.text, /Monthly income of the household/)
  }
})

test('with a register silent for good, the application goes on and says what stays open', async () => {
  const browser = await enter('KR-DEMO-000025')
  await misbehave('health-insurance', 'down')
  try {
    const consent = await fillBirth(browser, { name: '달샘', birthDate: '2026-11-20', sex: 'M' })
    assert.match(consent.path, /\/consent$/)
  } finally {
    await misbehave('health-insurance', 'none')
  }
})

test('an address of nonsense is a page that says so', async () => {
  const browser = await enter('KR-DEMO-000026')
  for (const path of ['/%ff%fe', '/apply/not-an-id/known', '/services/../../etc/passwd', `/services/${'x'.repeat(4000)}`, '/my/documents/..%2f..%2fkey.pdf', '/services?q=%00', '/services?unknown=1']) {
    const visit = await browser.get(path)
    assert.ok(visit.status < 500, `${path}: ${visit.status}`)
    assert.match(visit.html, /<h1|^\{/, path)
  }
})

test('bytes that are no HTTP end with an answer, and the next request is served', async () => {
  const { port } = new URL(house.origin)
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: \u0000\r\n\r\n'))
    let text = ''
    socket.on('data', (chunk) => { text += chunk.toString() })
    socket.on('close', () => { resolve(text) })
    socket.on('error', reject)
  })
  assert.match(answer, /^HTTP\/1\.1 400/)
  assert.equal((await fetch(`${house.origin}/healthz`)).status, 200)
})
