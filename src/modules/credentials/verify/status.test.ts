/** Status lists: read as the stock library writes them, fetched from where they may be, and no answer is never a good answer. */
import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { StatusList as StockList } from '@sd-jwt/jwt-status-list'
import fc from 'fast-check'
import { openTrust, type TrustedIssuer } from '../trust/trust.ts'
import { fetchStatusList, isPrivate } from './status/fetch-status-list.ts'
import { keepStatus } from './status/keep-status.ts'
import { readStatusList, statusAt } from './status/read-status-list.ts'
import { newKeys } from './test-authority.ts'
import { jwsOf } from './test-sd-jwt.ts'

const uri = 'https://farland.example/status/1'
const now = 1_795_000_000
const keys = newKeys()
const jwk = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'status' }
const issuer: TrustedIssuer = { id: 'https://farland.example', name: {}, types: [], keys: [], anchors: [], statusKeys: [jwk], statusLists: ['https://farland.example/status/'] }
const trust = openTrust([issuer])

const listOf = (statuses: number[], bits: 1 | 2 | 4 | 8 = 2) => ({ bits, lst: new StockList(statuses, bits).compressStatusList() })
const token = (changes: object = {}, header: object = {}, key = keys.privateKey) =>
  jwsOf({ alg: 'ES256', typ: 'statuslist+jwt', kid: 'status', ...header }, { sub: uri, iat: now - 10, exp: now + 3_600, ttl: 60, status_list: listOf([0, 1, 2, 0]), ...changes }, key)
const read = (text: string) => readStatusList(text, { trust, issuer, uri, now })
const unavailable = { reason: 'status-unavailable' }

test('a list of the stock library is read entry by entry, in every width', async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom<1 | 2 | 4 | 8>(1, 2, 4, 8), fc.array(fc.constantFrom(0, 1), { minLength: 8, maxLength: 200 }), async (bits, statuses) => {
    const whole = statuses.slice(0, statuses.length - (statuses.length % 8))
    const list = await read(token({ status_list: listOf(whole, bits) }))
    assert.deepEqual(whole.map((_, index) => statusAt(list, index)), whole.map((status) => (status === 1 ? 'revoked' : 'valid')))
  }), { numRuns: 40 })
  const list = await read(token())
  assert.deepEqual([0, 1, 2, 3].map((index) => statusAt(list, index)), ['valid', 'revoked', 'suspended', 'valid'])
})

test('attack: an index beyond the list, or a status without a meaning', async () => {
  const list = await read(token({ status_list: listOf([0, 1, 3, 0]) }))
  assert.throws(() => statusAt(list, 4), unavailable)
  assert.throws(() => statusAt(list, 2), unavailable)
})

test('attack: a list of another address, type, key or time', async () => {
  for (const text of [
    token({ sub: 'https://farland.example/status/2' }), token({ sub: undefined }), token({}, { typ: 'JWT' }), token({}, { alg: 'none' }), token({}, { kid: 'other' }), token({}, {}, newKeys().privateKey),
    token({ exp: now - 100 }), token({ iat: now + 100 }), token({ iat: undefined }), token({ ttl: 0 }), token({ status_list: undefined }), token({ status_list: { bits: 3, lst: 'AA' } }),
    token({ status_list: { bits: 1, lst: 'not deflated' } }), 'x', '',
  ]) await assert.rejects(read(text), unavailable)
})

test('attack: a small list that unfolds to very much', async () => {
  await assert.rejects(read(token({ status_list: { bits: 1, lst: deflateSync(Buffer.alloc(32 * 1024 * 1024)).toString('base64url') } })), unavailable)
  assert.equal((await read(token({ status_list: { bits: 1, lst: deflateSync(Buffer.alloc(51_000_000 / 8)).toString('base64url') } }))).bytes.length, 6_375_000)
})

test('a list is kept while fresh, asked for once by many, used until its end when its server is away, and then no more', async () => {
  let [asked, away] = [0, false]
  const keeper = keepStatus({ fetch: () => {
    asked += 1
    return away ? Promise.reject(new Error('away')) : Promise.resolve(token())
  } })
  const ask = (at: number, index = 1) => keeper.statusOf(trust, issuer, { uri, index }, at)
  const many = await Promise.all(Array.from({ length: 20 }, () => ask(now)))
  assert.deepEqual(new Set(many.map((one) => JSON.stringify(one))), new Set([JSON.stringify({ status: 'revoked', asOf: now - 10, stale: false })]))
  assert.equal(asked, 1)
  await ask(now + 40)
  assert.equal(asked, 1)
  away = true
  assert.deepEqual(await ask(now + 51), { status: 'revoked', asOf: now - 10, stale: true })
  assert.deepEqual(await ask(now + 52, 0), { status: 'valid', asOf: now - 10, stale: true })
  assert.equal(asked, 2, 'a server that failed is left alone for a while')
  await assert.rejects(ask(now + 3_601), unavailable)
})

test('attack: an older list played again', async () => {
  const answers = [token({ iat: now }), token({ iat: now - 50, status_list: listOf([0, 0, 0, 0]) })]
  const keeper = keepStatus({ fetch: () => Promise.resolve(answers.shift()!) })
  assert.equal((await keeper.statusOf(trust, issuer, { uri, index: 1 }, now)).status, 'revoked')
  assert.deepEqual(await keeper.statusOf(trust, issuer, { uri, index: 1 }, now + 61), { status: 'revoked', asOf: now, stale: true })
})

test('no list at all is a refusal', async () => {
  const keeper = keepStatus({ fetch: () => Promise.reject(new Error('away')) })
  await assert.rejects(keeper.statusOf(trust, issuer, { uri, index: 0 }, now), unavailable)
})

let server: Server
let origin: string
let answer: RequestListener
before(async () => {
  server = createServer((request, reply) => { answer(request, reply) })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => { server.closeAllConnections(); server.close() })

const fetching = (path: string, limits: object = {}) => fetchStatusList(`${origin}${path}`, { allowed: [`${origin}/status/`], privateHosts: ['127.0.0.1'], ...limits })

test('a list is fetched from where its issuer is registered', async () => {
  answer = (request, reply) => { reply.setHeader('content-type', 'application/statuslist+jwt').end(request.headers.cookie === undefined ? token() : '') }
  assert.equal((await read(await fetching('/status/1'))).bits, 2)
})

test('attack: an address that the issuer is not registered with', async () => {
  answer = () => { assert.fail('nobody may ask') }
  for (const path of ['/other/1', '/status', '/status/../other', '/status/%2e%2e/other', '//evil.example/status/']) await assert.rejects(fetching(path), path)
  for (const address of ['file:///etc/passwd', 'ftp://farland.example/status/1', 'https://farland.example@evil.example/status/1', 'https://farland.example.evil.example/status/1', 'http://farland.example/status/1', 'nonsense']) {
    await assert.rejects(fetchStatusList(address, { allowed: ['https://farland.example/status/', 'ftp://farland.example/status/', 'http://farland.example/status/'] }), address)
  }
})

test('attack: private addresses, by number or by name', async () => {
  for (const address of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '192.168.0.1', '172.20.0.1', '100.64.0.1', '0.0.0.0', '::1', 'fd00::1', 'fe80::1', '::ffff:10.0.0.1', '::ffff:127.0.0.1']) assert.ok(isPrivate(address), address)
  for (const address of ['8.8.8.8', '1.1.1.1', '2606:4700::1111']) assert.ok(!isPrivate(address), address)
  answer = () => { assert.fail('nobody may ask') }
  const { port } = server.address() as AddressInfo
  for (const host of ['127.0.0.1', '2130706433', '0x7f000001', '[::ffff:127.0.0.1]', 'localhost']) {
    const there = `https://${host}:${port}/status/`
    await assert.rejects(fetchStatusList(`${there}1`, { allowed: [there, URL.parse(there)!.href] }), host)
    const normal = `${URL.parse(there)!.href}1`
    await assert.rejects(fetchStatusList(normal, { allowed: [URL.parse(there)!.href] }), host)
  }
})

test('attack: redirect, wrong type, failure, compression', async () => {
  const type = { 'content-type': 'application/statuslist+jwt' }
  for (const [status, headers] of [[302, { location: `${origin}/status/2` }], [200, { 'content-type': 'text/html' }], [500, type], [200, { ...type, 'content-encoding': 'gzip' }]] as const) {
    answer = (_request, reply) => { reply.writeHead(status, headers as Record<string, string>).end(token()) }
    await assert.rejects(fetching('/status/1'), unavailable)
  }
})

test('attack: an oversized or slow status list', async () => {
  answer = (_request, reply) => {
    reply.setHeader('content-type', 'application/statuslist+jwt')
    for (let at = 0; at < 40; at += 1) reply.write('x'.repeat(1_000))
  }
  await assert.rejects(fetching('/status/1', { largest: 20_000 }), { reason: 'too-large' })
  await assert.rejects(fetching('/status/1', { patience: 150 }))
  answer = () => undefined
  await assert.rejects(fetching('/status/1', { patience: 150 }))
})
