/**
 * Where the demonstration's messages arrive: a mail server over real SMTP, and a gateway for SMS, messengers and letters
 * over HTTP. Nothing leaves this machine; the last messages can be read.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { ChannelSettings } from '../../src/kernel/config/read-channels.ts'

export interface Arrived {
  /** The sender's identity of the message: the same again is a repetition, and shown once. */
  identity: string
  channel: 'email' | 'sms' | 'messenger' | 'letter'
  to: string
  /** BCP 47 */
  language: string
  subject: string
  text: string
  /** What is printed: PDF. */
  papers: { name: string; pdf: Buffer }[]
  at: Date
}

export interface Outbox {
  settings: ChannelSettings
  /** Newest first. */
  list(): readonly Arrived[]
  close(): Promise<void>
}

const kept = 200

export async function startOutbox(): Promise<Outbox> {
  const messages = new Map<string, Arrived>()
  const keep = (message: Arrived) => {
    messages.delete(message.identity)
    messages.set(message.identity, message)
    for (const oldest of messages.keys()) if (messages.size > kept) messages.delete(oldest)
  }
  const token = randomBytes(24).toString('base64url')
  const [mail, gateway] = await Promise.all([serveMail(keep), serveGateway(token, keep)])
  const through = { url: `http://127.0.0.1:${gateway.port}`, token }
  return {
    settings: { email: { url: `smtp://127.0.0.1:${mail.port}`, from: 'Maru <no-reply@maru.example>' }, sms: through, messenger: through, letter: through },
    list: () => [...messages.values()].toReversed(),
    close: async () => void await Promise.all([mail.close(), gateway.close()]),
  }
}

function serveMail(keep: (message: Arrived) => void): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], size: 1 << 20, logger: false,
    onData(stream, { envelope }, done) {
      simpleParser(stream).then(({ messageId, headers, subject, text }) => {
        const language = headers.get('content-language')
        keep({ identity: messageId ?? randomBytes(8).toString('hex'), channel: 'email', to: envelope.rcptTo.map(({ address }) => address).join(', '), language: typeof language === 'string' ? language : '', subject: subject ?? '', text: text ?? '', papers: [], at: new Date() })
        done()
      }, done)
    },
  })
  server.on('error', () => undefined)
  return new Promise((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve({
      port: (listening.address() as AddressInfo).port,
      close: () => new Promise((closed) => { server.close(closed) }),
    }))
  })
}

/** The gateway contract of src/modules/notices/channels/gateway.ts, from the other side. */
async function serveGateway(token: string, keep: (message: Arrived) => void): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const identity = /^\/messages\/([0-9a-f-]{36})$/.exec(request.url ?? '')?.[1]
    const answer = (status: number) => void response.writeHead(status).end()
    if (request.headers.authorization !== `Bearer ${token}` || request.method !== 'PUT' || identity === undefined) {
      answer(request.headers.authorization === `Bearer ${token}` ? 404 : 401)
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      try {
        const { kind, to, language, subject, paragraphs = [], link, papers = [] } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { kind: Arrived['channel']; to: string; language: string; subject: string; paragraphs?: string[]; link: string; papers?: { name: string; base64: string }[] }
        keep({ identity, channel: kind, to, language, subject, text: [...paragraphs, link].join('\n\n'), papers: papers.map(({ name, base64 }) => ({ name, pdf: Buffer.from(base64, 'base64') })), at: new Date() })
        answer(202)
      } catch {
        answer(400)
      }
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return { port: (server.address() as AddressInfo).port, close: () => new Promise((closed) => { server.close(() => closed()) }) }
}
