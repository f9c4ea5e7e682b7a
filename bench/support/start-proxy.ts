/** The bare reverse proxy with its certificates, which `openssl` makes for this run alone. */
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('bare-proxy.ts', import.meta.url))

export interface RunningProxy { ask(body: string): Promise<string>; stop(): void }

export async function startProxy(folder: string, people: number): Promise<RunningProxy> {
  mkdirSync(folder)
  makeCertificates(folder)
  const service = await start(['service', String(people)])
  const proxy = await start(['proxy', folder, String(service.port)])
  const read = (name: string) => readFileSync(join(folder, name))
  const agent = new Agent({ keepAlive: true, maxSockets: 64, ca: read('ca.crt'), cert: read('client.crt'), key: read('client.key'), servername: 'localhost' })
  return {
    ask: (body) => new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port: proxy.port, path: '/answers', method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => { if (answer.statusCode === 200) resolve(Buffer.concat(chunks).toString()); else reject(new Error(`the proxy answered ${answer.statusCode}`)) })
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    }),
    stop() {
      agent.destroy()
      proxy.child.disconnect()
      service.child.disconnect()
    },
  }
}

async function start(words: string[]) {
  const child = fork(program, words, { execArgv: ['--max-semi-space-size=12'] })
  const [{ port }] = await once(child, 'message') as [{ port: number }]
  return { child, port }
}

function makeCertificates(folder: string) {
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=bench ca')
  for (const name of ['server', 'client']) {
    openssl('req', '-x509', ...key, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-keyout', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost')
  }
}
