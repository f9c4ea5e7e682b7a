/** An AI of one's choice acts for a person: let in for what the person chose, through the official client and its OAuth, and ended in a moment. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SdkHttpError, UnauthorizedError } from '@modelcontextprotocol/client'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { fetchPublic } from '../../src/modules/identity/authorization/agents/fetch-public.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { Agent, type AgentOptions, listen } from '../support/agent.ts'
import { consentAll, fillBirth, signIn } from '../support/birth-journey.ts'
import { formsOf, TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
/** The open internet of this test. */
const documents = (address: string) => Promise.resolve(Response.json({
  client_id: address.replace('liar', 'honest'), client_name: 'Assistant', redirect_uris: ['http://127.0.0.1:47123/callback'], grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], token_endpoint_auth_method: 'none',
}))
before(async () => {
  house = await openHouse({
    clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul'), fetchDocument: (address) => (address.endsWith('.example/client.json') ? documents(address) : fetchPublic(address)),
  })
})
after(() => house.close())

const everything = ['entitlements.read', 'applications.read', 'notices.read', 'due.read', 'certificates.read', 'applications.write', 'notices.write']

const callWith = (token: string, tool = 'my_notices', input: object = {}) => fetch(`${house.origin}/mcp`, {
  method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: tool, arguments: input } }),
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', authorization: `Bearer ${token}` },
})

async function resident(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

/** A call of each scope, by which a program comes to ask for it. */
const callOf: Record<string, [name: string, input: Record<string, unknown>]> = {
  'entitlements.read': ['my_entitlements', { event: 'birth' }], 'applications.read': ['my_applications', {}], 'notices.read': ['my_notices', {}], 'due.read': ['my_due', {}], 'certificates.read': ['my_certificates', {}],
  'applications.write': ['start_application', { event: 'no-such-event' }], 'notices.write': ['change_notice_setting', { changes: [{ set: 'frequency', frequency: 'at-once' }] }],
}

/** Asks for one scope after the other, as its calls need them, and is let in for each. */
async function agentOf(browser: TextBrowser, scopes: readonly string[], options: AgentOptions = {}) {
  const agent = await new Agent(house.origin, options).connect()
  for (const [at, scope] of scopes.entries()) {
    const { page } = await agent.letIn(browser, ...callOf[scope]!, scopes.slice(0, at + 1))
    assert.deepEqual(formsOf(page.html).find(({ action }) => action.endsWith('/allow'))!.fields['scope'], scopes.slice(0, at), 'what was chosen before is chosen still')
  }
  return agent
}

const ask = <Row extends object>(sql: string, values: unknown[] = []) => house.rooms.ask<Row>(sql, values)
const count = async (sql: string, values: unknown[] = []) => Number((await ask<{ n: string }>(`select count(*)::text as n from ${sql}`, values))[0]!.n)

test('who calls without a token is told where to get one, and for what (RFC 9728)', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'my_notices', arguments: {} } })
  const refused = await fetch(`${house.origin}/mcp`, { method: 'POST', body, headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' } })
  assert.equal(refused.status, 401)
  assert.equal(refused.headers.get('www-authenticate'), `Bearer resource_metadata="${house.origin}/.well-known/oauth-protected-resource/mcp", scope="notices.read"`)
  const metadata = await (await fetch(`${house.origin}/.well-known/oauth-protected-resource/mcp`)).json() as { resource: string; authorization_servers: string[]; scopes_supported: string[] }
  assert.equal(metadata.resource, `${house.origin}/mcp`)
  assert.deepEqual(metadata.authorization_servers, [house.origin])
  assert.deepEqual(metadata.scopes_supported, everything)
  const server = await (await fetch(`${house.origin}/.well-known/oauth-authorization-server`)).json() as Record<string, unknown>
  assert.equal(server['client_id_metadata_document_supported'], true)
  assert.deepEqual(server['code_challenge_methods_supported'], ['S256'])
  assert.equal(server['authorization_response_iss_parameter_supported'], true)
})

test('the person chooses what a program may do, and it gets that and nothing else', async () => {
  const browser = await resident('KR-DEMO-000001')
  const agent = await new Agent(house.origin, { name: 'Helper \u202eevil\u200b' }).connect()
  const { page, result } = await agent.letIn(browser, 'my_notices', { language: 'en' }, ['notices.read'])
  assert.deepEqual(findMarkupFaults(page.html), [])
  assert.match(page.text, /Let Helper evil act for you\?/)
  assert.match(page.text, /Nobody has checked/)
  assert.match(page.text, /See the titles of your notices/)
  assert.ok(result && !result.isError)
  assert.equal(agent.tokens?.scope, 'notices.read')
  await assert.rejects(agent.call('my_certificates'), (cause: unknown) => cause instanceof UnauthorizedError || cause instanceof SdkHttpError)
  await agent.close()
})

test('nothing is chosen beforehand, and who chooses nothing is asked again; who refuses goes back with a refusal', async () => {
  const browser = await resident('KR-DEMO-000002')
  const agent = await new Agent(house.origin).connect()
  await assert.rejects(agent.call('my_notices'), UnauthorizedError)
  const page = await browser.get(agent.wants!.href.slice(house.origin.length))
  assert.deepEqual(formsOf(page.html).find(({ action }) => action.endsWith('/allow'))!.fields['scope'], [])
  assert.match((await browser.submit(page, `${page.path}/allow`)).text, /Choose at least one thing/)
  const refused = await new Agent(house.origin).connect()
  assert.equal((await refused.letIn(browser, 'my_notices', {}, [])).result, undefined)
  assert.equal(await count(`identity.client_consent where account = 'resident:KR-DEMO-000002'`), 0)
  await Promise.all([agent.close(), refused.close()])
})

test('what I am owed is worked out from the registers, for a purpose, and stands in the access log', async () => {
  const browser = await resident('KR-DEMO-000003')
  const agent = await agentOf(browser, ['entitlements.read'])
  const before = await count(`exchange.access_log where person = 'KR-DEMO-000003'`)
  const { text, isError } = await agent.call('my_entitlements', { event: 'birth', newborns: [{ name: '아기', birthDate: '2026-11-20', sex: 'F' }], language: 'en' })
  assert.equal(isError, false, text)
  assert.match(text, /"service":"child-allowance","name":"Child allowance","outcome":"owed"/)
  assert.ok(await count(`exchange.access_log where person = 'KR-DEMO-000003'`) > before)
  assert.doesNotMatch(text, /KR-DEMO/)
  assert.equal(await count(`cases.application where person = 'KR-DEMO-000003'`), 0)
  await agent.close()
})

test('nothing is started or sent by a program: it leads to a page, and only the person there does it', async () => {
  const browser = await resident('KR-DEMO-000004')
  const pages: string[] = []
  const agent = await agentOf(browser, ['applications.read', 'applications.write'], { onPage: async (url) => {
    pages.push(url)
    await browser.submit(await browser.get(url.slice(house.origin.length)), url.slice(house.origin.length), { answer: 'confirm' })
    return 'accept'
  } })
  const started = await agent.call('start_application', { event: 'birth', language: 'en' })
  assert.equal(pages.length, 1)
  const { application, status } = started.told as { application: string; status: string }
  assert.equal(status, 'done')
  const unready = await agent.call('submit_application', { application, language: 'en' })
  assert.equal(unready.isError, true)
  assert.match(unready.text, /lacks something.*\/apply\/.*\/continue/)
  const consent = await fillBirth(browser, { name: '아기', birthDate: '2026-11-20', sex: 'F' })
  const owed = await consentAll(browser, consent)
  await browser.submit(owed, owed.path)
  const sent = await agent.call('submit_application', { application, language: 'en' })
  assert.equal(pages.length, 2)
  const { receipt } = sent.told as { receipt: string }
  assert.match(receipt, /\d/)
  assert.match((await agent.call('my_application', { receipt, language: 'en' })).text, /Being decided/)
  assert.equal((await agent.call('submit_application', { application })).text.includes(receipt), true)
  assert.equal(await count(`kernel.audit where act in ('start application', 'submit application')`), 2)
  await agent.close()
})

test('a program that can lead nobody gives the address; until the person has been there, nothing has happened', async () => {
  const browser = await resident('KR-DEMO-000005')
  for (const version of ['2026-07-28', '2025-06-18']) {
    const agent = await agentOf(browser, ['applications.write'], { version, name: version })
    const asked = await agent.call('start_application', { event: 'birth', language: 'en' })
    assert.deepEqual({ ...(asked.told as object), page: '' }, { status: 'waits-for-person', application: null, receipt: null, page: '' })
    assert.equal((await agent.call('start_application', { event: 'birth' })).text.includes('waits-for-person'), true)
    await agent.close()
  }
  assert.equal(await count(`cases.application where person = 'KR-DEMO-000005'`), 0)
  assert.equal(await count(`assistant.agent_confirmation where person = 'KR-DEMO-000005'`), 2)
  const list = await browser.get('/my/agents')
  assert.deepEqual(findMarkupFaults(list.html), [])
  const path = /\/my\/agents\/confirm\/[0-9a-f-]{36}/.exec(list.html)![0]
  const stranger = await resident('KR-DEMO-000006')
  assert.equal((await stranger.get(path)).status, 404)
  assert.equal((await stranger.post(path, { _csrf: String(formsOf((await stranger.get('/my/agents')).html)[0]?.fields['_csrf']), answer: 'confirm' })).status >= 400, true)
  const page = await browser.get(path)
  assert.deepEqual(findMarkupFaults(page.html), [])
  assert.match(page.text, /A draft opens in your name/)
  assert.match((await browser.submit(page, path, { answer: 'decline' })).text, /Nothing was done/)
  assert.equal(await count(`cases.application where person = 'KR-DEMO-000005'`), 0)
})

test('a draft that has changed since it was read is read again before it is sent', async () => {
  const browser = await resident('KR-DEMO-000007')
  const agent = await agentOf(browser, ['applications.read', 'applications.write'])
  const owed = await consentAll(browser, await fillBirth(browser, { name: '아기', birthDate: '2026-11-20', sex: 'M' }))
  await browser.submit(owed, owed.path)
  const { application } = ((await agent.call('my_applications')).told as { applications: { application: string }[] }).applications[0]!
  const { page: address } = (await agent.call('submit_application', { application })).told as { page: string }
  const path = address.slice(house.origin.length)
  const page = await browser.get(path)
  assert.match(page.text, /This goes to \d+ agenc/)
  await house.rooms.ask(`update cases.application set version = version + 1 where id = $1`, [application])
  const again = await browser.submit(page, path, { answer: 'confirm' })
  assert.match(again.text, /has changed since you read it/)
  assert.equal(await count(`cases.application where id = $1 and receipt is null`, [application]), 1)
  assert.match((await browser.submit(again, path, { answer: 'confirm' })).text, /The application is sent/)
  await agent.close()
})

test('how a person is told is changed by the person alone: the program gives the page, which says what the law keeps', async () => {
  const person = 'KR-DEMO-000031'
  const browser = await resident(person)
  const agent = await agentOf(browser, ['notices.write'], { version: '2025-06-18' })
  const changes = [{ set: 'frequency', frequency: 'daily' }, { set: 'kinds-off', kinds: ['decided', 'ending'] }]
  const wanted = { changes, language: 'en' }
  const { page: address } = (await agent.call('change_notice_setting', wanted)).told as { page: string }
  assert.equal((await house.notices.preference(person, 'en')).frequency, 'at-once')
  const path = new URL(address).pathname
  const page = await browser.get(path)
  assert.match(page.text, /How often: Once a day.*These come all the same:\s*Decisions: Administrative Procedures Act, §24/)
  assert.match((await browser.get('/my/agents')).text, /would like to change: how you hear from us/)
  const [confirm] = formsOf(page.html).filter(({ fields }) => 'standing' in fields)
  const done = await browser.post(path, { ...confirm!.fields as Record<string, string>, answer: 'confirm' })
  assert.match(done.text, /It is changed/)
  const { frequency, muted } = await house.notices.preference(person, 'en')
  assert.deepEqual([frequency, muted], ['daily', ['ending']])
  assert.equal(((await agent.call('change_notice_setting', wanted)).told as { status: string }).status, 'done')
  assert.match((await browser.get('/my/agents')).text, /Change how I hear from the state\s*Confirmed|Change how I hear from the state/)
  await agent.close()
})

test('the page tells which program did what and when; ending it stops it with the next call, also one that has a fresh token', async () => {
  const browser = await resident('KR-DEMO-000008')
  const agent = await agentOf(browser, ['notices.read'], { name: 'Diary' })
  await agent.call('my_notices')
  const page = await browser.get('/my/agents')
  assert.match(page.text, /Diary/)
  assert.match(page.text, /Looked at my notices/)
  assert.match(page.text, /It got the answer/)
  const { access_token: token, refresh_token: refresh } = agent.tokens!
  assert.equal((await callWith(token)).status, 200)
  const told = await count(`assistant.agent_act where person = 'KR-DEMO-000008' and outcome = 'told'`)
  await browser.submit(page, '/my/agents/end')
  // Nothing is waited for: the first call after the answer finds the door closed.
  assert.equal((await callWith(token)).status, 401)
  const renewed = await fetch(`${house.origin}/oidc/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refresh!, client_id: (agent.registered as { client_id: string }).client_id }) })
  assert.equal(renewed.status, 400)
  await assert.rejects(agent.call('my_notices'))
  assert.equal(await count(`assistant.agent_act where person = 'KR-DEMO-000008' and outcome = 'told'`), told)
  assert.equal(await count(`identity.authorization_state where account = 'resident:KR-DEMO-000008' and model in ('AccessToken', 'RefreshToken', 'Grant', 'AuthorizationCode')`), 0)
  assert.match((await browser.get('/my/agents')).text, /No program acts for you/)
  assert.equal(await count(`kernel.audit where act = 'end consent to client'`), 1)
  await agent.close()
})

test('a stream that is open ends with the consent, and one of nobody’s goes on', async () => {
  const browser = await resident('KR-DEMO-000010')
  const agent = await agentOf(browser, ['notices.read'], { name: 'Listener' })
  const [mine, nobodys] = [await listen(house.origin, agent.tokens!.access_token), await listen(house.origin)]
  await browser.submit(await browser.get('/my/agents'), '/my/agents/end')
  await mine.ended
  assert.equal(nobodys.isOpen(), true)
  assert.equal((await callWith(agent.tokens!.access_token)).status, 401)
  nobodys.close()
  await agent.close()
})

test('a token is for this resource and this scope alone; what a wallet or the portal holds opens nothing', async () => {
  const browser = await resident('KR-DEMO-000009')
  const agent = await agentOf(browser, ['notices.read'])
  const lacking = await callWith(agent.tokens!.access_token, 'my_certificates')
  assert.equal(lacking.status, 403)
  assert.equal(lacking.headers.get('www-authenticate'), `Bearer error="insufficient_scope", resource_metadata="${house.origin}/.well-known/oauth-protected-resource/mcp", scope="notices.read certificates.read"`)
  assert.equal((await callWith([...browser.cookies.values()][0]!)).status, 401)
  await house.rooms.ask(`update identity.authorization_state set payload = jsonb_set(payload, '{aud}', '"https://elsewhere.example/mcp"') where model = 'AccessToken' and account = 'resident:KR-DEMO-000009'`)
  assert.equal((await callWith(agent.tokens!.access_token)).status, 401)
  await agent.close()
})

test('a certificate is fetched by its own person and nobody else', async () => {
  const browser = await resident('KR-DEMO-000010')
  const { id } = await house.credentials.issue({ key: 'for-the-test', person: 'KR-DEMO-000010', service: 'child-allowance', agency: 'municipality', receipt: '2026-1', language: 'ko', facts: [{ name: 'resident.name', label: { ko: '이름' }, value: '놀나래', type: 'text' }], amounts: [], decidedOn: '2026-11-24', law: { law: { ko: '아동수당법' }, article: '§4', asOf: '2026-11-01' } })
  const agent = await agentOf(browser, ['certificates.read'])
  const { certificates } = (await agent.call('my_certificates')).told as { certificates: { certificate: string }[] }
  assert.deepEqual(certificates.map(({ certificate }) => certificate), [id])
  const fetched = await agent.call('fetch_document', { certificate: id })
  const { mimeType, blob } = fetched.content[1]!.resource!
  assert.equal(mimeType, 'application/pdf')
  assert.equal(Buffer.from(blob!, 'base64').subarray(0, 5).toString(), '%PDF-')
  const other = await agentOf(await resident('KR-DEMO-000011'), ['certificates.read'])
  assert.equal((await other.call('fetch_document', { certificate: id })).isError, true)
  await Promise.all([agent.close(), other.close()])
})

test('a program that names itself by its address is shown with that address; one whose document says another name is refused', async () => {
  const browser = await resident('KR-DEMO-000012')
  const agent = await new Agent(house.origin, { name: 'Assistant', document: 'https://assistant.example/client.json' }).connect()
  const { page, result } = await agent.letIn(browser, 'my_notices', {}, ['notices.read'])
  assert.match(page.text, /assistant\.example says that this program is its own/)
  assert.match(page.text, /Let Assistant act for you/)
  assert.ok(result && !result.isError)
  assert.match((await browser.get('/my/agents')).text, /It belongs to assistant\.example/)
  for (const id of ['https://liar.example/client.json', 'https://127.0.0.1/client.json', 'https://localhost/client.json']) {
    const query = new URLSearchParams({ response_type: 'code', client_id: id, redirect_uri: 'http://127.0.0.1:47123/callback', scope: 'notices.read', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', resource: `${house.origin}/mcp` })
    const refused = await browser.get(`/oidc/authorize?${query}`)
    assert.equal(refused.path.split('?')[0], '/authorize/refused', id)
  }
  await agent.close()
})

test('a program registers as what programs may be, whatever it asks for', async () => {
  const register = (metadata: object) => fetch(`${house.origin}/oidc/register`, { method: 'POST', body: JSON.stringify(metadata), headers: { 'content-type': 'application/json' } })
  const registered = await register({
    client_name: 'Greedy', redirect_uris: ['https://greedy.example/back'], token_endpoint_auth_method: 'client_secret_basic', grant_types: ['client_credentials', 'urn:ietf:params:oauth:grant-type:pre-authorized_code'],
    jwks_uri: 'http://127.0.0.1/keys', sector_identifier_uri: 'https://127.0.0.1/sector', backchannel_logout_uri: 'http://127.0.0.1/logout', scope: 'openid profile employment notices.read',
  })
  assert.equal(registered.status, 201, await registered.clone().text())
  const client = await registered.json() as Record<string, unknown>
  assert.equal(client['token_endpoint_auth_method'], 'none')
  assert.deepEqual(client['grant_types'], ['authorization_code', 'refresh_token'])
  assert.equal(client['scope'], ['offline_access', ...everything].join(' '))
  for (const name of ['jwks_uri', 'sector_identifier_uri', 'backchannel_logout_uri', 'client_secret']) assert.equal(client[name], undefined, name)
  for (const redirect of ['http://evil.example/back', 'javascript:alert(1)', 'https://user@evil.example/', 'custom.scheme:/back']) assert.equal((await register({ redirect_uris: [redirect] })).status, 400, redirect)
  assert.equal(await count(`identity.authorization_state where model = 'Client' and ends_at < now() + interval '25 hours' and payload->>'client_name' = 'Greedy'`), 1)
})
