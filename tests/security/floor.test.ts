/** What every route has without asking: headers, cookies, limits, filtered replies, a reference, health; and acts that stay written. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import pino from 'pino'
import Type from 'typebox'
import { SeeOther } from '../../src/kernel/http/answers.ts'
import { createHttp, type Http } from '../../src/kernel/http/http.ts'
import { countStrikes, limitRate } from '../../src/kernel/http/limit-rate.ts'
import { anyone } from '../../src/kernel/http/principal.ts'
import { strict } from '../../src/kernel/schema/schema.ts'
import { sessionCookie } from '../../src/modules/identity/sessions/session-cookie.ts'
import { faultPresenter } from '../../src/web/pages/fault-page.tsx'
import { makeTestView } from '../../src/web/test-view.ts'
import type { View } from '../../src/web/view.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
let http: Http<View>

before(async () => {
  house = await openHouse()
  http = await createHttp<View>({
    title: 'Floor', version: '0', log: pino({ enabled: false }), address: 'https://services.example', trustProxy: false, csrfKey: Buffer.alloc(32),
    authenticate: () => Promise.resolve(anyone), limit: limitRate({ anyone: 5, signedIn: 5 }), strikes: countStrikes(5),
    makeView: (request, principal, csrf) => makeTestView(request, principal, csrf), faults: faultPresenter,
  })
  const named = { who: 'anyone', summary: 'A name', reply: { 200: strict({ name: Type.String() }) } } as const
  http.api('GET', '/named', named, () => Promise.resolve({ name: 'Amina', account: '987-654' }))
  http.api('GET', '/nameless', named, () => Promise.resolve({ account: '987-654' }))
  // A ministry's program: whoever has the key is let in.
  http.app.route({ method: 'POST', url: '/proven', config: { who: 'anyone', kind: 'api', proves: true }, handler: (request, reply) => reply.code(request.headers.authorization === 'key' ? 200 : 401).send({}) })
  http.page('/signed', { who: 'anyone' }, () => new SeeOther('/', [sessionCookie(true, 'token', 60)]))
})
after(async () => {
  await http.app.close()
  await house.close()
})

const ask = (url: string, remoteAddress = '192.0.2.1') => http.app.inject({ url, remoteAddress, headers: { accept: 'application/json' } })

test('pages and replies of programs carry the headers; no script may run', async () => {
  for (const path of ['/', '/services', '/api/services', '/nowhere', '/healthz']) {
    const { headers } = await fetch(house.origin + path)
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'/, path)
    assert.match(policy, /frame-ancestors 'none'/, path)
    assert.doesNotMatch(policy, /script-src|unsafe/, path)
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path)
    assert.ok(headers.get('referrer-policy'), path)
  }
  assert.match((await ask('/named', '192.0.2.9')).headers['strict-transport-security'] ?? '', /includeSubDomains/)
})

test('the session’s cookie belongs to this host, over TLS alone, and no script reads it', async () => {
  const { headers } = await ask('/signed', '192.0.2.2')
  const [cookie = ''] = [headers['set-cookie'] ?? []].flat()
  assert.match(cookie, /^__Host-maru=token; /)
  for (const part of ['Path=/', 'SameSite=Lax', 'HttpOnly', 'Secure']) assert.ok(cookie.split('; ').includes(part), part)
  assert.doesNotMatch(cookie, /Domain/i)
})

test('a reply says what its contract names and nothing more; without what it promises it fails', async () => {
  assert.deepEqual((await ask('/named', '192.0.2.3')).json(), { name: 'Amina' })
  const broken = await ask('/nameless', '192.0.2.3')
  assert.equal(broken.statusCode, 500)
  assert.doesNotMatch(broken.body, /987-654/)
})

test('a flood is told when to come again, and its neighbour is served', async () => {
  for (let times = 0; times < 5; times += 1) assert.equal((await ask('/named', '192.0.2.4')).statusCode, 200)
  const refused = await ask('/named', '192.0.2.4')
  assert.equal(refused.statusCode, 429)
  assert.ok(Number(refused.headers['retry-after']) >= 1, String(refused.headers['retry-after']))
  assert.equal(refused.headers['content-type'], 'application/problem+json')
  assert.equal((await ask('/named', '192.0.2.5')).statusCode, 200)
})

test('who proves by a key who it is shares no limit with strangers of its address; a stranger’s guesses are counted, and then nothing of that address is looked at', async () => {
  const call = async (authorization: string, remoteAddress: string) => (await http.app.inject({ method: 'POST', url: '/proven', remoteAddress, headers: { authorization } })).statusCode
  for (let times = 0; times < 20; times += 1) assert.equal(await call('key', '192.0.2.20'), 200)
  for (let times = 0; times < 5; times += 1) assert.equal(await call('guess', '192.0.2.21'), 401)
  assert.deepEqual([await call('guess', '192.0.2.21'), await call('key', '192.0.2.21'), await call('key', '192.0.2.20')], [429, 429, 200])
})

test('OpenAPI 3.1 names every route for programs and no page', async () => {
  const reference = await (await fetch(`${house.origin}/openapi.json`)).json() as { openapi: string; paths: Record<string, Record<string, { responses: Record<string, unknown> }>> }
  assert.match(reference.openapi, /^3\.1\./)
  const told = Object.entries(reference.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)).sort()
  const own = house.http.routes.filter(({ kind }) => kind === 'api').map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`).sort()
  // By a token and a proof of its own, never by a session.
  const byToken = ['GET /api/devices/self', 'POST /api/devices/heartbeat', 'POST /api/partners/bundle']
  assert.deepEqual(told, [...own, ...byToken].sort())
  for (const methods of Object.values(reference.paths)) for (const { responses } of Object.values(methods)) assert.ok(responses['default'], 'faults are described')
})

test('alive, ready, and what it does, by route and without what anybody asked for', async () => {
  assert.equal((await fetch(`${house.origin}/healthz`)).status, 200)
  assert.deepEqual(await (await fetch(`${house.origin}/readyz`)).json(), { checks: [{ name: 'database', ready: true }, { name: 'keys', ready: true }] })
  await fetch(`${house.origin}/services/child-allowance?q=secret-word`)
  const answer = await fetch(`${house.origin}/metrics`)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  assert.match(text, /^process_cpu_user_seconds_total [\d.]+$/m)
  assert.match(text, /^http_request_duration_seconds_count\{method="GET",route="\/services\/:id",status="\d+"\} [1-9]/m)
  assert.doesNotMatch(text, /secret-word|child-allowance/)
})

test('the platform’s login writes acts down through one function, and can neither change nor remove them', async () => {
  const client = new pg.Client(house.rooms.app)
  await client.connect()
  try {
    await client.query(`set role maru_identity; select kernel.note_act('system', 'try', 'nothing', '{}'); reset role`)
    for (const role of ['maru_app', 'maru_identity', 'maru_kernel']) {
      await client.query(`set role ${role}`)
      for (const statement of [`update kernel.audit set actor = 'nobody'`, 'delete from kernel.audit', 'truncate kernel.audit', 'drop table kernel.audit', 'alter table kernel.audit disable trigger all']) {
        await assert.rejects(client.query(statement), { code: '42501' }, `${statement} as ${role}`)
      }
      await client.query('reset role')
    }
  } finally {
    await client.end()
  }
  assert.equal((await house.rooms.ask(`select from kernel.audit where act = 'try'`)).length, 1)
})
