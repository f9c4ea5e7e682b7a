import assert from 'node:assert/strict'
import { createServer, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { fetchSafely, type FetchDeps, isInside, sizeLimit } from './fetch-safely.ts'

let server: Server
let port: number
const hosts: (string | undefined)[] = []

/** What stands at each path; any other is silence. */
const answers: Record<string, (reply: ServerResponse) => void> = {
  '/services.json?page=1': (reply) => { reply.end('{"서비스": 1}') },
  '/moved': (reply) => { reply.writeHead(302, { location: 'http://169.254.169.254/latest' }).end() },
  '/refused': (reply) => { reply.writeHead(403).end() },
  '/large': (reply) => { reply.end(Buffer.alloc(sizeLimit + 1, 'x')) },
  '/broken': (reply) => { reply.writeHead(200, { 'content-length': '100' }).write('{', () => { reply.destroy() }) },
}

before(async () => {
  server = createServer((asked, reply) => {
    hosts.push(asked.headers.host)
    answers[asked.url ?? '']?.(reply)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => { server.once('listening', resolve) })
  ;({ port } = server.address() as AddressInfo)
})
after(() => { server.closeAllConnections(); server.close() })

/** A public name, judged and then reached here; without TLS, which Node's own client adds. */
const here: FetchDeps = { resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]), request, refuse: () => false }
const load = (path: string, deps: FetchDeps = {}) => fetchSafely(`https://catalogue.example:${port}${path}`, { ...here, ...deps })

test('the text at a public address, asked by its name', async () => {
  assert.equal(await load('/services.json?page=1'), '{"서비스": 1}')
  assert.deepEqual(hosts, [`catalogue.example:${port}`])
})

test('what is no public https address is refused before anything is asked', async () => {
  const asked = hosts.length
  const never: FetchDeps = { request: () => assert.fail('a connection was made') }
  for (const [source, words] of [
    ['http://catalogue.example/', /Only https/], ['file:///etc/passwd', /Only https/], ['https://name:word@catalogue.example/', /name or password/],
    ['https://127.0.0.1/', /inside a private network/], ['https://[::1]/', /inside a private network/], ['https://169.254.169.254/latest', /inside a private network/],
    ['https://2130706433/', /inside a private network/], ['https://[::ffff:10.0.0.1]/', /inside a private network/],
  ] as const) await assert.rejects(fetchSafely(source, never), words, source)
  // One public address beside a private one is a name that somebody turns.
  const turned: FetchDeps = { ...never, resolve: () => Promise.resolve([{ address: '93.184.216.34', family: 4 }, { address: '10.0.0.1', family: 4 }]) }
  await assert.rejects(fetchSafely('https://catalogue.example/', turned), /leads to 10\.0\.0\.1/)
  await assert.rejects(fetchSafely('https://nowhere.example/', { ...never, resolve: () => Promise.reject(new Error('ENOTFOUND')) }), /has no address/)
  assert.equal(hosts.length, asked)
})

test('a redirect, a refusal, too much, half of it, silence: each in a sentence', async () => {
  await assert.rejects(load('/moved'), /redirect\. It is not followed/)
  await assert.rejects(load('/refused'), /status 403/)
  await assert.rejects(load('/large'), /larger than 20 MB/)
  await assert.rejects(load('/broken'), /could not be reached/)
  await assert.rejects(load('/silent', { patience: 300 }), /did not answer in time\. Nothing was imported/)
})

test('inside and outside, in each way of writing', () => {
  for (const address of ['10.1.2.3', '100.64.0.1', '172.31.255.255', '192.168.0.1', '0.0.0.0', '224.0.0.1', 'fd00::1', 'fe80::1', '::', '::ffff:8.8.8.8', '64:ff9b::a00:1', 'no address']) assert.equal(isInside(address), true, address)
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111']) assert.equal(isInside(address), false, address)
})
