/** What a stranger's address may reach: the open internet, and nothing behind the door. */
import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import { serveAs } from '../../../../../tests/support/open-internet.ts'
import { isPublicAddress } from '../../../../kernel/http/is-public-address.ts'
import { fetchPublic } from './fetch-public.ts'

test('addresses of this machine, of private nets and of no net are not public, in whatever dress', () => {
  for (const address of ['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'localhost', '']) {
    assert.equal(isPublicAddress(address), false, address)
  }
  for (const address of ['1.1.1.1', '172.32.0.1', '223.255.255.1', '2606:4700:4700::1111', '2a00:1450:4001:82a::200e']) assert.equal(isPublicAddress(address), true, address)
})

test('only https, at its port, by a name that leads outside with every address', async () => {
  const nowhere = { resolve: () => Promise.resolve(['127.0.0.1']) }
  for (const address of ['http://app.example/', 'https://app.example:8443/', 'https://user@app.example/', 'https://127.0.0.1/', 'https://[::1]/', 'https://2130706433/', 'https://0x7f.1/', 'file:///etc/passwd']) {
    await assert.rejects(fetchPublic(address, { resolve: () => Promise.resolve(['1.1.1.1']) }), /only https|names nobody/, address)
  }
  await assert.rejects(fetchPublic('https://app.example/', nowhere), /not on the open internet/)
  await assert.rejects(fetchPublic('https://app.example/', { resolve: () => Promise.resolve(['1.1.1.1', '10.0.0.1']) }), /not on the open internet/)
  await assert.rejects(fetchPublic('https://app.example/', { resolve: () => Promise.resolve([]) }), /not on the open internet/)
})

test('the name is asked once, and the address that was checked is the one that is connected to', async () => {
  let asked = 0
  await using server = await serve((request, response) => { response.end(JSON.stringify({ host: request.headers.host, cookie: request.headers.cookie ?? null })) })
  const answer = await fetchPublic('https://app.example/client.json?a=1', { ...server.reach, resolve: () => { asked += 1; return Promise.resolve(['127.0.0.1']) } })
  assert.deepEqual(await answer.json(), { host: 'app.example', cookie: null })
  assert.equal(asked, 1)
})

test('a detour, a flood, a stranger\'s certificate and silence are no document', async () => {
  await using detour = await serve((_request, response) => { response.writeHead(302, { location: 'https://127.0.0.1/secret' }).end() })
  assert.notEqual((await fetchPublic('https://app.example/', detour.reach)).status, 200)
  await using flood = await serve((_request, response) => { response.end('x'.repeat(100_000)) })
  await assert.rejects(fetchPublic('https://app.example/', flood.reach), /more than/)
  await assert.rejects(fetchPublic('https://other.example/', flood.reach), /altnames|Hostname/i)
  await using silent = await serve(() => undefined)
  await assert.rejects(fetchPublic('https://app.example/', { ...silent.reach, patience: 100 }), /abort|timeout/i)
})

const serve = (answer: RequestListener) => serveAs('app.example', answer)
