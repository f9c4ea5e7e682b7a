/** A POST ends in time, whatever the other side does, and reads no more than it was told to. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { postBytes } from './post-bytes.ts'

async function answeredBy(answer: RequestListener, bounds: { patience: number; longest: number }) {
  const server = createServer((request, response) => { request.resume().once('end', () => { answer(request, response) }) }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await postBytes(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { 'content-type': 'text/plain' }, Buffer.from('question'), bounds)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
const bounds = { patience: 150, longest: 100 }

test('a whole answer is given as it came', async () => {
  const { status, headers, body } = await answeredBy((_, response) => response.writeHead(404, { 'maru-entry': 'e' }).end('not kept'), bounds)
  assert.deepEqual([status, headers['maru-entry'], body.toString()], [404, 'e', 'not kept'])
})

test('no answer, half an answer, or one that comes by drops is a timeout', async () => {
  const late = { name: 'TimeoutError' }
  await assert.rejects(answeredBy(() => undefined, bounds), late)
  await assert.rejects(answeredBy((_, response) => response.writeHead(200, { 'content-length': 4 }).write('ha'), bounds), late)
  await assert.rejects(answeredBy((_, response) => {
    const drops = setInterval(() => { response.write('.') }, 10)
    response.once('close', () => { clearInterval(drops) })
  }, bounds), late)
})

test('longer than any answer, or broken off: refused, and not as a timeout', async () => {
  await assert.rejects(answeredBy((_, response) => response.end('x'.repeat(101)), bounds), /longer than any answer/)
  await assert.rejects(answeredBy((_, response) => response.writeHead(200, { 'content-length': 4 }).write('ha', () => response.destroy()), bounds), (cause: Error) => cause.name !== 'TimeoutError')
})
