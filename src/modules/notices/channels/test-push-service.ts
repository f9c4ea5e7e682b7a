/** A push service (RFC 8030) and the browser behind it, which alone can read what came (RFC 8291). */
import { execFileSync } from 'node:child_process'
import { createECDH, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, globalAgent } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ece from 'http_ece'
import webPush from 'web-push'

export interface PushService {
  origin: string
  /** JSON of the browser's PushSubscription. */
  subscription: string
  /** The platform's VAPID keys. */
  keys: { publicKey: string; privateKey: string }
  /** What it answers next. */
  status: number
  arrived: { topic: string; payload: { title: string; url: string; tag: string; lang: string; dir: string } }[]
  close(): Promise<void>
}

export async function startPushService(): Promise<PushService> {
  const tls = makeCertificate()
  const trusted = globalAgent.options.ca
  globalAgent.options.ca = tls.cert
  const browser = createECDH('prime256v1')
  const auth = randomBytes(16)
  const p256dh = browser.generateKeys('base64url')
  const server = createServer(tls, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const signed = request.headers.authorization?.startsWith('vapid t=') && request.headers['content-encoding'] === 'aes128gcm' && request.headers.ttl !== undefined
      if (signed && service.status === 201) {
        const clear = ece.decrypt(Buffer.concat(chunks), { version: 'aes128gcm', privateKey: browser, authSecret: auth.toString('base64url') })
        service.arrived.push({ topic: String(request.headers['topic']), payload: JSON.parse(clear.toString('utf8')) as PushService['arrived'][number]['payload'] })
      }
      response.writeHead(signed ? service.status : 400).end()
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`
  const service: PushService = {
    origin, subscription: JSON.stringify({ endpoint: `${origin}/send/1`, keys: { p256dh, auth: auth.toString('base64url') } }), keys: webPush.generateVAPIDKeys(), status: 201, arrived: [],
    close: () => new Promise((closed) => {
      globalAgent.options.ca = trusted
      server.closeAllConnections()
      server.close(() => closed())
    }),
  }
  return service
}

/** Push services speak TLS alone, and the library with them. */
function makeCertificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'maru-push-'))
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
