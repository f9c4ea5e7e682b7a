import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const facts = JSON.stringify({ household: Array.from({ length: 4 }, (_, index) => ({ name: `사람 ${index}`, birthDate: '1990-05-05', relation: 'member' })), address: '세종특별자치시 도움6로 42' })

/** Registers and a bank for the peer, in the load generator's process: they take what is sent and say what is asked. */
export async function startAnswering() {
  const server = createServer((request, response) => {
    request.resume().once('end', () => { response.setHeader('content-type', 'application/json').end(facts) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
