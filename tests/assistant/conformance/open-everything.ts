/** The platform's own door with a server behind it that has everything. */
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { createHttp } from '../../../src/kernel/http/http.ts'
import { anyone } from '../../../src/kernel/http/principal.ts'
import { openMcpDoor } from '../../../src/modules/assistant/mcp/mcp-door.ts'
import { openHandler } from '../../../src/modules/assistant/mcp/serve/open-handler.ts'
import { everythingServer } from './everything.ts'

export async function openEverything() {
  const http = await createHttp({
    title: 'everything', version: '1', log: pino({ level: 'silent' }), address: undefined, trustProxy: false, csrfKey: Buffer.alloc(32), authenticate: () => Promise.resolve(anyone), limit: () => Promise.resolve(),
    makeView: () => null as never, faults: { page: () => '', texts: () => ({ title: '', next: '' }) },
  })
  openMcpDoor(http, {
    address: undefined, authorization: { originOf: ({ protocol, host }) => `${protocol}://${host}`, bearer: { check: () => Promise.reject(new Error('nobody signs in here')) } },
    limit: () => Promise.resolve(), openHandler: () => Promise.resolve(openHandler(everythingServer)),
  })
  await http.app.listen({ host: '127.0.0.1', port: 0 })
  return { address: `http://localhost:${(http.app.server.address() as AddressInfo).port}/mcp`, close: () => http.app.close() }
}
