/** One contract for every way out: taken over once, refused for ever, or failed for now and tried again. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { onPath } from '../../../../tests/support/on-path.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { type Channel, type Envelope, Refused } from './channel.ts'
import { emailChannel } from './email.ts'
import { gatewayChannel } from './gateway.ts'
import { startPushService } from './test-push-service.ts'
import { pushChannel } from './push.ts'

const letter = {
  subject: '국민연금공단 결정: 승인 2건', paragraphs: ['첫 문단 <b>', 'Second paragraph'], link: 'https://maru.example/my/inbox/1', linkText: '포털에서 보기',
  letters: [{ title: '아동수당: 지급 결정', link: 'https://maru.example/my/applications/1/letters/2' }], papers: [{ name: '1-1.pdf', pdf: Buffer.from('%PDF-1.7 letter') }],
  foot: '알림 설정', language: { html: 'ko', dir: 'ltr' as const },
}

const noTls = onPath('openssl') ? false : 'needs openssl'

/** The other side of a channel: what it has taken over, and how it treats the next message. */
interface OtherSide {
  channel: Channel
  address: string
  badAddresses: string[]
  /** What the other side can read of it. */
  arrived(): { identity: string; text: string }[]
  behave(how: 'take' | 'refuse' | 'fail'): void
  close(): Promise<void>
}

for (const [name, open] of Object.entries({ email: openEmail, push: openPush, sms: () => openGateway('sms'), messenger: () => openGateway('messenger'), letter: () => openGateway('letter') })) {
  describe(name, { skip: name === 'push' ? noTls : false }, () => {
    let other: OtherSide
    const envelope = (): Envelope => ({ identity: newId(), address: other.address, letter })
    before(async () => { other = await open() })
    after(async () => {
      other.channel.close()
      await other.close()
    })

    test('accepts an address that can be one, and no other', () => {
      assert.ok(other.channel.accepts(other.address))
      for (const address of other.badAddresses) assert.ok(!other.channel.accepts(address), address)
    })

    test('the words arrive as written, with the way to the portal', async () => {
      await other.channel.send(envelope())
      const { text } = other.arrived().at(-1)!
      assert.ok(text.includes(letter.subject) && text.includes(letter.link), text)
    })

    test('the same message again carries the same identity; another one another', async () => {
      const one = envelope()
      await other.channel.send(one)
      await other.channel.send(one)
      await other.channel.send(envelope())
      const [first, second, third] = other.arrived().slice(-3).map(({ identity }) => identity)
      assert.ok(first)
      assert.equal(first, second)
      assert.notEqual(second, third)
    })

    test('an address that is refused for ever is told apart from trouble that passes', async () => {
      other.behave('refuse')
      await assert.rejects(other.channel.send(envelope()), Refused)
      other.behave('fail')
      await assert.rejects(other.channel.send(envelope()), (cause) => !(cause instanceof Refused))
      other.behave('take')
      await other.channel.send(envelope())
    })
  })
}

test('an e-mail has its words twice, as text and as HTML without anything from elsewhere', async () => {
  const { channel, mails, close } = await openEmail()
  await channel.send({ identity: newId(), address: 'mina@people.example', letter })
  const { text, html, headers, from } = mails.at(-1)!
  assert.match(text ?? '', /첫 문단 <b>/)
  assert.match(String(html), /lang="ko".*첫 문단 &lt;b>/s)
  assert.doesNotMatch(String(html), /src=|url\(/)
  assert.equal(headers.get('auto-submitted'), 'auto-generated')
  assert.equal(from?.value[0]?.address, 'no-reply@maru.example')
  channel.close()
  await close()
})

test('whoever prints is given the letters themselves, and no other gateway is; a mail leads to each of them', async () => {
  for (const [kind, papers] of [['letter', [{ name: '1-1.pdf', type: 'application/pdf', base64: letter.papers[0]!.pdf.toString('base64') }]], ['messenger', undefined], ['sms', undefined]] as const) {
    const { channel, address, bodies, close } = await openGateway(kind)
    await channel.send({ identity: newId(), address, letter })
    assert.deepEqual(bodies.at(-1)?.['papers'], papers, kind)
    await close()
  }
  const { channel, mails, close } = await openEmail()
  await channel.send({ identity: newId(), address: 'mina@people.example', letter })
  const { text, html, attachments } = mails.at(-1)!
  for (const words of [text ?? '', String(html)]) assert.ok(words.includes(letter.letters[0]!.title) && words.includes(letter.letters[0]!.link), words)
  assert.deepEqual(attachments, [], 'a letter lies open in no mailbox')
  channel.close()
  await close()
})

test('a push service that the operator has not named is never called', { skip: noTls }, async () => {
  const { channel, address, close } = await openPush()
  const elsewhere = address.replace(/https:\/\/[^/]+/, 'https://169.254.169.254')
  assert.ok(!channel.accepts(elsewhere))
  await assert.rejects(channel.send({ identity: newId(), address: elsewhere, letter }), Refused)
  await close()
})

async function openEmail(): Promise<OtherSide & { mails: ParsedMail[] }> {
  let how = 'take'
  const mails: ParsedMail[] = []
  const answer = (responseCode: number, done: (cause: Error) => void) => { done(Object.assign(new Error('no'), { responseCode })) }
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false,
    onRcptTo: (_address, _session, done) => (how === 'refuse' ? answer(550, done) : how === 'fail' ? answer(451, done) : done()),
    onData: (stream, _session, done) => void simpleParser(stream).then((mail) => {
      mails.push(mail)
      done()
    }, done),
  })
  server.on('error', () => undefined)
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port))
  })
  return {
    channel: emailChannel({ url: `smtp://127.0.0.1:${port}`, from: 'Maru <no-reply@maru.example>' }), mails,
    address: 'mina.kim+state@people.example', badAddresses: ['', 'mina', 'mina@', 'a@b', 'a b@people.example', 'a@people.example\nbcc: all@people.example', `${'a'.repeat(250)}@people.example`],
    arrived: () => mails.map(({ messageId, subject, text }) => ({ identity: messageId ?? '', text: `${subject}\n${text}` })),
    behave: (next) => { how = next },
    close: () => new Promise((closed) => { server.close(closed) }),
  }
}

async function openPush(): Promise<OtherSide> {
  const service = await startPushService()
  return {
    channel: pushChannel({ subject: 'mailto:push@maru.example', ...service.keys, services: [service.origin] }),
    address: service.subscription, badAddresses: ['', 'x', '{}', JSON.stringify({ endpoint: `${service.origin}/1` }), service.subscription.replace('https:', 'http:')],
    arrived: () => service.arrived.map(({ topic, payload }) => ({ identity: topic, text: `${payload.title}\n${payload.url}` })),
    behave: (how) => { service.status = how === 'take' ? 201 : how === 'refuse' ? 410 : 503 },
    close: () => service.close(),
  }
}

async function openGateway(kind: 'sms' | 'messenger' | 'letter'): Promise<OtherSide & { bodies: Record<string, unknown>[] }> {
  let status = 202
  const bodies: Record<string, unknown>[] = []
  const arrived: { identity: string; text: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const authorised = request.headers.authorization === 'Bearer secret' && request.method === 'PUT'
      if (authorised && status === 202) {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
        bodies.push(body)
        arrived.push({ identity: request.url!.split('/').at(-1)!, text: Object.values(body).join('\n') })
      }
      response.writeHead(authorised ? status : 401).end()
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const addresses = { sms: '+82 10-0000-1234', messenger: 'mina.kim', letter: '서울특별시 중구 세종대로 1, 101호' }
  const bad = { sms: ['', '112x', '01'], messenger: ['', 'a b', 'x'.repeat(101)], letter: ['', '12345 67890', 'short', '<script>alert(1)</script> street'] }
  return {
    channel: gatewayChannel({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret', kind }),
    address: addresses[kind], badAddresses: bad[kind], arrived: () => arrived, bodies,
    behave: (how) => { status = how === 'take' ? 202 : how === 'refuse' ? 422 : 503 },
    close: () => new Promise((closed) => { server.close(() => closed()) }),
  }
}
