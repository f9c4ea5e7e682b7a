/** A time-stamp authority as tests run it: openssl makes its certificates and answers, this program carries them over HTTP. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { StampAuthority } from '../../src/kernel/transparency/stamp/authority.ts'

export interface RunningAuthority extends StampAuthority {
  folder: string
  /** What openssl answers to this query; for tests that carry it themselves. */
  reply(query: Buffer): Buffer
  /** What goes over the wire instead of openssl's answer; undefined for that answer. */
  instead: ((query: Buffer) => { status: number; type: string; bytes: Buffer }) | undefined
  /** Every query since the start. */
  queries: Buffer[]
  stop(): Promise<void>
}

export const replyType = 'application/timestamp-reply'

/** @returns why there is none on this machine; undefined where there is */
export function opensslMissing(): string | undefined {
  try {
    execFileSync('openssl', ['version'])
    return undefined
  } catch {
    return 'openssl is not installed: it is the time-stamp authority here'
  }
}

export async function startAuthority(folder: string, name: string): Promise<RunningAuthority> {
  mkdirSync(folder, { recursive: true })
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl('req', '-x509', ...newKey, '-keyout', 'root.key', '-out', 'root.pem', '-days', '60', '-subj', `/CN=${name} root`, '-addext', 'keyUsage=critical,keyCertSign,cRLSign')
  openssl('req', ...newKey, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', `/O=${name}/CN=${name} stamps`)
  writeFileSync(join(folder, 'tsa.ext'), 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n')
  openssl('x509', '-req', '-in', 'tsa.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '30', '-extfile', 'tsa.ext', '-out', 'tsa.pem')
  writeFileSync(join(folder, 'serial'), '01\n')
  writeFileSync(join(folder, 'tsa.conf'), ['[tsa]', 'default_tsa = one', '[one]', 'serial = serial', 'signer_cert = tsa.pem', 'certs = root.pem', 'signer_key = tsa.key', 'signer_digest = sha256', 'default_policy = 1.2.3.4.1',
    'digests = sha256', 'ess_cert_id_alg = sha256', ''].join('\n'))
  const reply = (query: Buffer) => {
    writeFileSync(join(folder, 'query'), query)
    openssl('ts', '-reply', '-config', 'tsa.conf', '-queryfile', 'query', '-out', 'reply')
    return readFileSync(join(folder, 'reply'))
  }
  const queries: Buffer[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = []
      for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
      const query = Buffer.concat(pieces)
      queries.push(query)
      const { status, type, bytes } = authority.instead?.(query) ?? { status: 200, type: replyType, bytes: reply(query) }
      response.writeHead(status, { 'content-type': type, ...(status === 302 ? { location: bytes.toString() } : {}) }).end(bytes)
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const authority: RunningAuthority = {
    name, folder, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`, isInside: true, roots: [readFileSync(join(folder, 'root.pem'), 'utf8')], every: 1,
    reply, instead: undefined, queries,
    async stop() {
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => { server.close(resolve) })
    },
  }
  return authority
}
