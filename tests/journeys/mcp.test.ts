/** Programs of the official client, of today's revision and older ones, against the platform over HTTP. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

const today = '2026-07-28'

const connect = async (version: string) => {
  const client = new Client({ name: 'test', version: '1' }, version === today ? { versionNegotiation: { mode: { pin: today } } } : { supportedProtocolVersions: [version] })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${house.origin}/mcp`)))
  return client
}

const call = async (client: Client, name: string, input: Record<string, unknown>) => {
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: input })
  return { told: structuredContent as never, text: (content as { text: string }[])[0]?.text ?? '', isError: isError === true }
}

test('anyone finds, at every revision of the protocol', async () => {
  for (const version of [today, '2025-11-25', '2025-06-18', '2025-03-26']) {
    const client = await connect(version)
    const { told } = await call(client, 'find_services', { query: 'child allowance', language: 'en' })
    const { services } = told as { services: { service: string; page: string }[] }
    assert.equal(services[0]?.service, 'child-allowance', version)
    assert.equal(services[0].page, `${house.origin}/services/child-allowance`)
    await client.close()
  }
})

test('anyone asks, has explained and checks: exact figures with their source, nothing guessed', async () => {
  const client = await connect(today)
  const asked = await call(client, 'ask', { question: 'How much is the child allowance?', language: 'en' })
  assert.match(asked.text, /₩100,000/)
  assert.match(asked.text, /Child Allowance Act §4/)
  const unknown = await call(client, 'ask', { question: 'Who will win the election?' })
  assert.deepEqual({ ...(unknown.told as object), says: '' }, { kind: 'unknown', urgent: [], says: '', statements: [], sources: [], options: [], event: null, generatedBy: null })
  const explained = await call(client, 'explain_service', { service: 'child-allowance', language: 'en' })
  assert.match(explained.text, /"least":100000,"most":100000,"currency":"KRW"/)
  const checked = await call(client, 'check_entitlement', { services: ['first-meeting-voucher'], facts: { newborn: [{ birth_date: '2026-11-02', order: 1 }] }, language: 'en' })
  assert.match(checked.text, /"outcome":"owed","amounts":\[\{"minorUnits":2000000/)
  const open = await call(client, 'check_entitlement', { services: ['parental-benefit'], facts: {}, language: 'en' })
  assert.match(open.text, /"outcome":"unknown"/)
  await client.close()
})

test('which of several was meant is asked as structured content, a service or an event each, and a program can press one', async () => {
  const client = await connect(today)
  interface Told { kind: string; event: string | null; statements: { text: string }[]; options: { label: string; service: string | null; event: string | null; choose: string }[] }
  const press = async (question: string, language: string, at: number) => {
    const asked = (await call(client, 'ask', { question, language })).told as Told
    assert.equal(asked.kind, 'clarify', question)
    assert.ok(asked.options.length >= 2 && asked.options.every(({ label, service, event }) => label !== '' && (service === null) !== (event === null)))
    return { option: asked.options[at]!, told: (await call(client, 'ask', { question, choose: asked.options[at]!.choose, language })).told as Told }
  }
  const service = await press('Discount for electricity', 'en', 1)
  assert.equal(service.told.kind, 'answered')
  assert.match(service.told.statements[0]!.text, new RegExp(service.option.label))
  const event = await press('어제부로 백수가 됐습니다', 'ko', 0)
  assert.ok(event.option.event !== null)
  assert.ok(event.told.kind === 'answered' || event.told.event === event.option.event)
  assert.equal(((await call(client, 'ask', { question: 'x', choose: 'no-such-service', language: 'en' })).told as Told).kind, 'unknown')
  assert.equal((await call(client, 'ask', { question: 'x', choose: '../x' })).isError, true)
  await client.close()
})

test('what does not fit is refused with what would, and of a mistake of ours nothing leaves', async () => {
  const client = await connect(today)
  const wrong = await call(client, 'check_entitlement', { services: ['child-allowance'], facts: { newborn: [{ birth_day: '2026-11-02' }] }, language: 'en' })
  assert.equal(wrong.isError, true)
  assert.match(wrong.text, /newborn\/0\/birth_day.*birth_date/)
  assert.equal((await call(client, 'explain_service', { service: 'no-such-service' })).isError, true)
  await client.close()
})

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${house.origin}/mcp`, { method: 'POST', body, headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers } })

test('broken, hidden, oversized and foreign messages are refused before they are served', async () => {
  const call = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'ask', arguments: { question: 'x' } } })
  assert.equal((await post('{')).status, 400)
  assert.equal((await post('[]')).status, 400)
  assert.equal((await post(call.replace('"x"', '{"__proto__":1}'))).status, 400)
  assert.equal((await post(call.replace('"x"', '"\\u0000"'))).status, 400)
  assert.equal((await fetch(`${house.origin}/mcp`, { method: 'POST', body: Buffer.from([0x22, 0xff, 0x22]), headers: { 'content-type': 'application/json' } })).status, 400)
  assert.equal((await post(call.replace('"x"', JSON.stringify('x'.repeat(100_000))))).status, 413)
  assert.equal((await post(call, { origin: 'https://evil.example' })).status, 403)
  assert.equal((await post(call, { authorization: 'Bearer made-up' })).status, 401)
  assert.equal((await fetch(`${house.origin}/mcp`)).status, 405)
})
